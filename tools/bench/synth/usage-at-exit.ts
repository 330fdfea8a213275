// Loaded before the program that is measured: what it used is written where whoever started it reads, and nowhere else.
import { writeSync } from 'node:fs';
import { USAGE_DESCRIPTOR } from './usage.js';

process.once('exit', () => writeSync(USAGE_DESCRIPTOR, JSON.stringify(process.resourceUsage())));
