import { basename, dirname, join } from 'node:path';
import type { Environment } from '../config/environment.js';
import { memoize } from '../lib/memoize.js';
import { InvalidEnvironments, type Problem, placeText, startOf } from '../lib/problem.js';
import { applicationProblems } from './applications.js';
import { chosen } from './chosen.js';
import { clusterProblems } from './clusters.js';
import { DEFAULTS, environmentName, isShared, misplacedFiles, textOf, yamlFiles } from './environment-files.js';
import { inheritanceChain, type SharedFiles } from './extends.js';
import { type Parts, partsOf, whole } from './parts.js';
import { ownFile, type Result, readOver, sharedFile, sharedFileProblems } from './read.js';
import type { SettingFacts } from './setting-facts.js';
import { deduplicated } from './shared-problems.js';
import type { YamlFile } from './yaml-file.js';

/** A file under another name would be passed over in silence by environments that do not name it. */
const OTHER_DEFAULTS = '_defaults.yml';
/** The option that says patterns, where nobody says another. */
const PATTERNS = '--only';
const NOTHING_SHARED: SharedFiles = {
  names: [],
  read: (name) => {
    throw new Error(`a shared file must be there to be read, got ${name}`);
  },
};

/** What a folder of environments says. */
export interface Loaded {
  /** Those in which nothing is wrong. */
  readonly environments: readonly Environment[];
  /** What is known of the others, where their files are YAML. */
  readonly parts: readonly Parts[];
  /** All that is wrong in any of these files. */
  readonly problems: readonly Problem[];
}

/**
 * Reads every environment of a folder with the shared files that it lies on, sorted by name; with patterns (`*` is anything,
 * `?` any one letter) only those that one of them names, and nothing of the others is looked at.
 * Throws InvalidEnvironments with everything that is wrong in any of these files.
 */
export function loadEnvironments(
  folder: string,
  known: SettingFacts,
  patterns: readonly string[] = [],
  option = PATTERNS,
): readonly Environment[] {
  const { environments, problems } = loadFolder(folder, known, patterns, option);
  if (problems.length > 0) throw new InvalidEnvironments(problems);
  return environments;
}

/** The same beside what is wrong, so that what only all objects of an environment show can be told with it. */
export function loadFolder(
  folder: string,
  known: SettingFacts,
  patterns: readonly string[] = [],
  option = PATTERNS,
): Loaded {
  const found = yamlFiles(folder);
  if ('problem' in found) return { environments: [], parts: [], problems: [found.problem] };
  const environmentFiles = found.filter((name) => !isShared(name));
  if (environmentFiles.length === 0) {
    const message = 'there is no environment file; write one such as quickstart.yaml';
    return { environments: [], parts: [], problems: [{ file: folder, message }, ...misplacedFiles(folder)] };
  }
  const shared = sharedFiles(folder, found.filter(isShared));
  const choice = chosen(environmentFiles, patterns, option);
  const own = choice.files.map((name) => fileOf(folder, name, ownFile));
  const results = own.map((file) => ({ name: environmentName(file.file), result: readOver(shared, file, known) }));
  const environments = results.flatMap(({ result }) => ('environment' in result ? [result.environment] : []));
  const parts = results.flatMap(({ result }) =>
    'problems' in result && result.merged !== undefined ? [partsOf(result.merged)] : [],
  );
  const all = [...environments.map(whole), ...parts].toSorted((a, b) =>
    a.environment.file < b.environment.file ? -1 : 1,
  );
  const problems = [
    ...choice.problems,
    ...duplicateNames(own.map(({ file }) => file)),
    ...misnamedDefaults(folder, shared.names),
    ...(patterns.length === 0 ? misplacedFiles(folder, all.flatMap(ridingFolder)) : []),
    ...deduplicated(
      (patterns.length === 0 ? shared.names : extendedBy(own, shared)).flatMap((name) =>
        sharedFileProblems(shared, name, known),
      ),
      results.flatMap(({ name, result }) => problemsOf(result).map((problem) => ({ environment: name, problem }))),
    ),
  ];
  return { environments, parts, problems: [...problems, ...applicationProblems(all), ...clusterProblems(all)] };
}

/** One environment from the text of its file, which lies on no other, or all that is wrong with it. */
export function readEnvironment(file: string, text: string, known: SettingFacts): Result {
  return readOver(NOTHING_SHARED, ownFile(file, text), known);
}

/** Each is read once, when somebody extends it. */
function sharedFiles(folder: string, names: readonly string[]): SharedFiles {
  return { names, read: memoize((name: string) => fileOf(folder, name, sharedFile)) };
}

function fileOf(folder: string, name: string, parsed: (file: string, text: string) => YamlFile): YamlFile {
  const found = textOf(folder, name);
  const file = join(folder, name);
  return 'text' in found ? parsed(file, found.text) : { ...parsed(file, '{}'), problems: [found.problem] };
}

/** The folder of rules that ride along in an environment. */
function ridingFolder({ environment: { file, rules } }: Parts): readonly string[] {
  return rules.extraRules === undefined ? [] : [join(dirname(file), rules.extraRules.folder)];
}

function problemsOf(result: Result): readonly Problem[] {
  return 'problems' in result ? result.problems : [];
}

function extendedBy(own: readonly YamlFile[], shared: SharedFiles): readonly string[] {
  const files = new Set(own.flatMap((file) => inheritanceChain(file, shared).files));
  return shared.names.filter((name) => [...files].some(({ file }) => isShared(file) && basename(file) === name));
}

function duplicateNames(files: readonly string[]): readonly Problem[] {
  const firsts = new Map<string, string>();
  return files.flatMap((file) => {
    const name = environmentName(file);
    const first = firsts.get(name);
    if (first !== undefined)
      return [
        { ...startOf(file), message: `the environment ${name} already exists, from ${placeText(startOf(first))}` },
      ];
    firsts.set(name, file);
    return [];
  });
}

function misnamedDefaults(folder: string, names: readonly string[]): readonly Problem[] {
  const wrong = names.filter((name) => name === OTHER_DEFAULTS);
  return wrong.map((name) => ({
    ...startOf(join(folder, name)),
    message: `must be called ${DEFAULTS}, got "${name}"`,
  }));
}
