import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Environment } from '../../src/config/environment.js';
import { readEnvironment } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';

const FILE = 'tools/simulator/environment.yaml';

/**
 * The environment of the simulated cluster, with these sections instead of its own. Throws with every problem that it has
 * then.
 */
export function simulatedEnvironment(sections: object = {}): Environment {
  const own: unknown = parse(readFileSync(join(import.meta.dirname, 'environment.yaml'), 'utf8'));
  const result = readEnvironment(FILE, stringify({ ...Object(own), ...sections }), knownNames);
  if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.environment;
}
