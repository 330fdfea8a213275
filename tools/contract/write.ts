import { readFileSync, writeFileSync } from 'node:fs';
import { contract } from './contract.js';

writeFileSync('docs/contract.yaml', contract(String(JSON.parse(readFileSync('package.json', 'utf8')).version)));
