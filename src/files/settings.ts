import { stringify } from 'yaml';
import type { Environment, EnvironmentSettings } from '../config/environment.js';
import { InvalidEnvironments } from '../lib/problem.js';
import type { GivenEnvironment } from './given.js';
import { readEnvironment } from './load.js';
import type { SettingFacts } from './setting-facts.js';

/** A name as a file would give it; nothing that is written has it. */
const FILE = 'settings.yaml';
/** Where settings that no file holds are said to come from. As a path it is in the working directory. */
const GIVEN = 'the settings given';

/**
 * The environment of settings that a program gives; what they refer to by path is looked for from the working directory.
 * Throws InvalidEnvironments with all that is wrong with them, as for a file.
 */
export function environmentFrom(settings: EnvironmentSettings, known: SettingFacts): Environment {
  if (!isMap(settings)) throw invalid([`settings must be a map, got ${JSON.stringify(settings)}`]);
  const result = readEnvironment(FILE, stringify(settings), known);
  if ('environment' in result) return { ...result.environment, file: GIVEN };
  throw invalid(result.problems.map(({ message }) => message));
}

/** The environment that is given, or that of the settings that are. Throws InvalidEnvironments where it is neither, or both. */
export function environmentGiven(given: GivenEnvironment, known: SettingFacts): Environment {
  if (!isMap(given) || !('environment' in given)) return environmentFrom(given, known);
  const { environment, ...settings } = given;
  const others = Object.keys(settings);
  const problems = [
    ...(isMap(environment) && 'surfaces' in environment && 'name' in environment ? [] : [NOT_MADE]),
    ...(others.length === 0 ? [] : [`environment already has all settings, got ${others.join(', ')} in addition`]),
  ];
  if (problems.length > 0) throw invalid(problems);
  return environment;
}

const NOT_MADE = 'environment must be what environmentOf() returns; pass plain settings without it';

function invalid(messages: readonly string[]): InvalidEnvironments {
  return new InvalidEnvironments(messages.map((message) => ({ file: GIVEN, message })));
}

/** What is given may come from a program that no compiler checked. */
function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
