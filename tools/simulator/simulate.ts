import { simulate } from './command/simulate.js';

await simulate(process.argv.slice(2));
