import { stringify } from 'yaml';
import type { z } from 'zod';
import type { Environment, environmentSchema } from './environment.js';
import type { KnownNames } from './known-names.js';
import { readEnvironment } from './load.js';
import { InvalidEnvironments } from './problem.js';

/** What an environment file may say, as a value: only what differs from the defaults needs to be there. */
export type EnvironmentSettings = z.input<typeof environmentSchema>;

/** Where settings that no file holds are said to come from. */
const FILE = 'settings.yaml';

/**
 * The environment of settings that a program gives; what they refer to by path is looked for from the working directory.
 * Throws InvalidEnvironments with all that is wrong with them, as for a file.
 */
export function environmentFrom(settings: EnvironmentSettings, known: KnownNames): Environment {
  const result = readEnvironment(FILE, stringify(settings), known);
  if ('environment' in result) return result.environment;
  throw new InvalidEnvironments(result.problems.map(({ message }) => ({ file: 'the settings given', message })));
}
