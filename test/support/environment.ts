import { stringify } from 'yaml';
import type { Environment } from '../../src/config/environment.js';
import { RUNTIMES } from '../../src/config/runtimes.js';
import { readEnvironment } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';

/** Settings under which every runtime is served that there is: the one that Arks does not start needs labels of its pods. */
export const EVERY_RUNTIME = {
  runtimes: RUNTIMES,
  surfaces: { unmanagedRuntime: { selector: { engine: 'trtllm-serve' } } },
};

/** The environment that a file with these settings would give; throws with its problems where it is not valid. */
export function environmentOf(settings: object, name = 'test'): Environment {
  const file = `environments/${name}.yaml`;
  const result = readEnvironment(file, stringify(settings), knownNames);
  if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.environment;
}
