#!/usr/bin/env node
import { allowClosedPipes } from './cli/closed-pipes.js';
import { main } from './cli/main.js';

allowClosedPipes([process.stdout, process.stderr]);
void main(process.argv.slice(2));
