import { writeFileSync } from 'node:fs';
import { runtimesPage } from './page.js';

writeFileSync('docs/runtimes.md', runtimesPage());
