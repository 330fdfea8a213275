import { stringify } from 'yaml';
import type { Environment } from '../../src/config/environment.js';
import { readEnvironment } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';

/** The environment that a file with these settings would give; throws with its problems where it is not valid. */
export function environmentOf(settings: object, name = 'test'): Environment {
  const file = `environments/${name}.yaml`;
  const result = readEnvironment(file, stringify(settings), knownNames);
  if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.environment;
}
