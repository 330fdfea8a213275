import { faults } from '@arks-monitoring/simulator/faults/index.js';
import { renewRows } from './played-faults.js';

/** Plays every fault, or those whose names hold one of these words, and renews their rows where all of them hold. */
const words = process.argv.slice(2);
const chosen = Object.values(faults)
  .flat()
  .filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
process.exitCode = (await renewRows(chosen)) ? 0 : 1;
