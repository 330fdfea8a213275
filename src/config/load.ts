import { applicationProblems } from './applications.js';
import { APPLICATIONS_FOLDER } from './argocd.js';
import { type Environment, environmentSchema } from './environment.js';
import { environmentFiles, environmentName } from './environment-files.js';
import { isDnsLabel } from './kubernetes-names.js';
import { nearest } from './nearest.js';
import { InvalidEnvironments, type Problem } from './problem.js';
import { type Reach, unreachableThresholds } from './reach.js';
import { pathText, schemaProblems, valueAt } from './schema-problems.js';
import { parseYamlFile, type YamlFile } from './yaml-file.js';

/** Names that rooms further on know and that an environment file may use, and how far its limits may go. */
export interface KnownNames {
  /** What `scrape.keep` may name. */
  readonly metrics: readonly string[];
  /** What `alerts.off` may name. */
  readonly alerts: readonly string[];
  /** How far the percentiles that `alerts.thresholds` limits can rise. */
  readonly reach: readonly Reach[];
}

/**
 * Reads every environment file of a folder, sorted by name.
 * Throws InvalidEnvironments with everything that is wrong in any of them.
 */
export function loadEnvironments(folder: string, known: KnownNames): readonly Environment[] {
  const files = environmentFiles(folder);
  const results = files.map((found) =>
    'problem' in found ? { problems: [found.problem] } : readEnvironment(found.file, found.text, known),
  );
  const environments = results.flatMap((result) => ('environment' in result ? [result.environment] : []));
  const problems = [
    ...(files.length === 0
      ? [{ file: folder, message: 'there is no environment file; write one such as quickstart.yaml' }]
      : []),
    ...duplicateNames(files.flatMap((found) => ('file' in found ? [found.file] : []))),
    ...results.flatMap((result) => ('problems' in result ? result.problems : [])),
    ...applicationProblems(environments),
  ];
  if (problems.length > 0) throw new InvalidEnvironments(problems);
  return environments;
}

type Result = { readonly environment: Environment } | { readonly problems: readonly Problem[] };

/** One environment from the text of its file, or all that is wrong with it. */
export function readEnvironment(file: string, text: string, known: KnownNames): Result {
  const name = environmentName(file);
  const nameProblems = environmentNameProblems(file, name);
  const yaml = parseYamlFile(file, text);
  if (yaml.problems.length > 0) return { problems: [...nameProblems, ...yaml.problems] };
  if (yaml.value === null || yaml.value === undefined) {
    return { problems: [...nameProblems, { file, message: 'is empty; write {} to take every default' }] };
  }
  const parsed = environmentSchema.safeParse(yaml.value);
  const problems = [
    ...nameProblems,
    ...(parsed.success ? [] : schemaProblems(yaml, parsed.error.issues)),
    ...unknownMetrics(yaml, known.metrics),
    ...unknownAlerts(yaml, known.alerts),
    ...unreachableThresholds(yaml, runtimesOf(yaml), known.reach),
  ];
  if (!parsed.success || problems.length > 0) return { problems };
  return { environment: { ...parsed.data, name, file } };
}

function environmentNameProblems(file: string, name: string): readonly Problem[] {
  if (!isDnsLabel(name)) {
    return [{ file, message: `the file name must be a DNS label, since it names the environment, got "${name}"` }];
  }
  if (name !== APPLICATIONS_FOLDER) return [];
  return [{ file, message: `the file name must not be "${name}", which is the folder of Argo CD's Applications` }];
}

function duplicateNames(files: readonly string[]): readonly Problem[] {
  return files.flatMap((file, index) => {
    const first = files.findIndex((other) => environmentName(other) === environmentName(file));
    if (first === index) return [];
    return [{ file, message: `the environment ${environmentName(file)} exists already, from ${files[first]}` }];
  });
}

function unknownMetrics(yaml: YamlFile, metricNames: readonly string[]): readonly Problem[] {
  return keepList(yaml.value).flatMap((name, index) => {
    if (typeof name !== 'string' || metricNames.includes(name)) return [];
    const meant = nearest(name, metricNames);
    const hint =
      meant === undefined
        ? 'names are those that the exporter shows, without _bucket, _sum or _count'
        : `did you mean ${meant}?`;
    return [
      {
        file: yaml.file,
        ...yaml.position(['scrape', 'keep', index]),
        message: `scrape.keep[${index}] must be a metric of the catalogue, got "${name}"; ${hint}`,
      },
    ];
  });
}

function unknownAlerts(yaml: YamlFile, alertNames: readonly string[]): readonly Problem[] {
  const off = valueAt(yaml.value, ['alerts', 'off']);
  if (typeof off !== 'object' || off === null || Array.isArray(off)) return [];
  return Object.keys(off).flatMap((name) => {
    if (alertNames.includes(name)) return [];
    const meant = nearest(name, alertNames);
    const hint = meant === undefined ? `allowed are ${alertNames.join(', ')}` : `did you mean ${meant}?`;
    return [
      {
        file: yaml.file,
        ...yaml.keyPosition(['alerts', 'off'], name),
        message: `${pathText(['alerts', 'off', name])} must name an alert, got "${name}"; ${hint}`,
      },
    ];
  });
}

/** The runtimes that are named, the default ones where none are. */
function runtimesOf(yaml: YamlFile): readonly unknown[] {
  const named = valueAt(yaml.value, ['runtimes']);
  return Array.isArray(named) ? named : environmentSchema.parse({}).runtimes;
}

/** Read before the schema has said yes, so that a typo here and one elsewhere are reported together. */
function keepList(value: unknown): readonly unknown[] {
  const keep = valueAt(value, ['scrape', 'keep']);
  return Array.isArray(keep) ? keep : [];
}
