import { APPLICATIONS_FOLDER } from '../config/argocd.js';
import { type Environment, environmentSchema } from '../config/environment.js';
import { constructId, neverNumber } from '../config/yaml-text.js';
import { isDnsLabel } from '../lib/dns-label.js';
import { type Problem, startOf } from '../lib/problem.js';
import { pathProblems } from './applications.js';
import { environmentName } from './environment-files.js';
import { inheritanceChain, type SharedFiles } from './extends.js';
import { isMapping, mergedFiles } from './merged.js';
import { unreachableThresholds } from './percentile-ceilings.js';
import { schemaProblems } from './schema-problems.js';
import { type SettingFacts, unfollowedOverrides, unknownNames } from './setting-facts.js';
import { shown, valueAt } from './shown.js';
import { unreadSections } from './unread-sections.js';
import { writtenIn } from './written.js';
import { parseYamlFile, type YamlFile } from './yaml-file.js';

/** An environment, or all that is wrong with it, and its file merged with what it lies on where all of them are YAML. */
export type Result =
  | { readonly environment: Environment }
  | { readonly problems: readonly Problem[]; readonly merged?: YamlFile };

/** An environment's own file; one without contents is a problem. */
export function ownFile(file: string, text: string): YamlFile {
  const yaml = parseYamlFile(file, text);
  if (yaml.problems.length > 0 || (yaml.value !== null && yaml.value !== undefined)) return yaml;
  return { ...yaml, problems: [{ ...startOf(file), message: 'is empty; write {} to take every default' }] };
}

/** A file of shared settings; one that is no mapping is a problem, since nothing could be laid over it. */
export function sharedFile(file: string, text: string): YamlFile {
  const yaml = parseYamlFile(file, text);
  if (yaml.problems.length > 0 || isMapping(yaml.value)) return yaml;
  if (yaml.value === null || yaml.value === undefined) {
    return { ...yaml, problems: [{ ...startOf(file), message: 'is empty; write {} to share nothing' }] };
  }
  const message = `the file must be a mapping, got ${shown(yaml.value)}`;
  return { ...yaml, problems: [{ ...yaml.position([]), message }] };
}

/** The environment of a file and the shared files below it, or all that is wrong in any of them. */
export function readOver(shared: SharedFiles, own: YamlFile, known: SettingFacts): Result {
  const name = environmentName(own.file);
  const nameProblems = environmentNameProblems(own.file, name);
  const chain = inheritanceChain(own, shared);
  const broken = [...chain.files.flatMap(({ problems }) => problems), ...chain.problems];
  if (broken.length > 0) {
    const rest = chain.files.flatMap((yaml) => contextFreeProblems(yaml, known));
    return { problems: [...nameProblems, ...broken, ...rest] };
  }
  const merged = mergedFiles(chain.files);
  const parsed = environmentSchema.safeParse(merged.value);
  const problems = [
    ...nameProblems,
    ...(parsed.success ? [] : schemaProblems(merged, parsed.error.issues)),
    ...unknownNames(merged, known),
    ...unfollowedOverrides(merged, known),
    ...pathProblems(merged, name),
    ...unreadSections(merged),
    ...unreachableThresholds(merged, runtimesOf(merged), known.reach),
  ];
  if (!parsed.success || problems.length > 0) return { problems, merged };
  return { environment: writtenIn(merged, { ...parsed.data, name, file: own.file }) };
}

/** All that is wrong with a shared file whoever extends it. */
export function sharedFileProblems(shared: SharedFiles, name: string, known: SettingFacts): readonly Problem[] {
  const yaml = shared.read(name);
  return [...yaml.problems, ...inheritanceChain(yaml, shared).problems, ...contextFreeProblems(yaml, known)];
}

/** What is missing may stand in another file, and what must agree with something else may agree with that. */
function contextFreeProblems(yaml: YamlFile, known: SettingFacts): readonly Problem[] {
  if (yaml.problems.length > 0) return [];
  const alone = mergedFiles([yaml]);
  const issues = environmentSchema.safeParse(alone.value).error?.issues ?? [];
  const certain = issues.filter(({ code, path }) => code !== 'custom' && (valueAt(alone.value, path) ?? null) !== null);
  return [...schemaProblems(alone, certain), ...unknownNames(alone, known)];
}

/** What a DNS label may be and the name of an environment may not. */
const FILE_NAME_CHECKS = [
  neverNumber,
  constructId,
  [
    (name: string) => name !== APPLICATIONS_FOLDER,
    `must not be ${APPLICATIONS_FOLDER}, which is the folder of Argo CD's Applications`,
  ],
] as const;

/** The runtimes that are named, the default ones where none are. */
function runtimesOf(yaml: YamlFile): readonly unknown[] {
  const named = valueAt(yaml.value, ['runtimes']);
  return Array.isArray(named) ? named : environmentSchema.parse({}).runtimes;
}

function environmentNameProblems(file: string, name: string): readonly Problem[] {
  if (!isDnsLabel(name)) {
    const message = `the file name must be a DNS label, since it names the environment, got ${shown(name)}`;
    return [{ ...startOf(file), message }];
  }
  const wrong = FILE_NAME_CHECKS.find(([holds]) => !holds(name));
  return wrong === undefined ? [] : [{ ...startOf(file), message: `the file name ${wrong[1]}, got ${shown(name)}` }];
}
