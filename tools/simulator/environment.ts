import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../src/config/environment.js';
import { readEnvironment } from '../../src/config/load.js';
import { knownNames } from '../../src/rules/known-names.js';

const FILE = 'tools/simulator/environment.yaml';

/** The environment of the simulated cluster. Throws with every problem that its file has. */
export function simulatedEnvironment(): Environment {
  const text = readFileSync(join(import.meta.dirname, 'environment.yaml'), 'utf8');
  const result = readEnvironment(FILE, text, knownNames);
  if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.environment;
}
