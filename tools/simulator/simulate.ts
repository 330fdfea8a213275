import { simulate } from './command/simulate.js';

process.exitCode = await simulate(process.argv.slice(2));
