import { basename, join } from 'node:path';
import type { z } from 'zod';
import type { Environment } from '../../config/environment.js';
import { constructId, neverNumber } from '../../config/yaml-text.js';
import { textOf } from '../../files/environment-files.js';
import { folderFiles } from '../../files/extra-folder.js';
import { isMapping } from '../../files/merged.js';
import { shown, valueAt } from '../../files/shown.js';
import { type Path, parseYamlFile, type YamlFile } from '../../files/yaml-file.js';
import { isDnsLabel } from '../../lib/dns-label.js';
import { pathText } from '../../lib/path-text.js';
import { type Problem, type ProblemPlace, startOf } from '../../lib/problem.js';
import { parsePromql } from '../../promql/parse.js';
import { recordedNames } from '../recorded-names.js';
import type { AlertRule, RecordRule, RuleGroup } from '../rule-group.js';
import { alertingRule, groupHead, prometheusRule, recordingRule } from './rule-file.js';

/** Unit tests of promtool, which are beside the rules and no rules. */
export const TEST_FILE = /\.test\.ya?ml$/;
const RULE_FILE = /\.ya?ml$/;

const NAME_CHECKS = [[isDnsLabel, 'must be a DNS label, since it names an object'], neverNumber, constructId] as const;

/** A rule of somebody else, and where each part of it is written, as far as it is in a file. */
export interface PlacedRule {
  readonly rule: RecordRule | AlertRule;
  readonly place: (...within: Path) => ProblemPlace;
}

/** A group of such rules. */
export interface PlacedGroup {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly PlacedRule[];
  readonly place: ProblemPlace;
}

/** A file of rules. */
export interface ExtraRuleFile {
  /** The name of the file without its ending, which names its object. */
  readonly name: string;
  readonly file: string;
  readonly groups: readonly PlacedGroup[];
}

/** What the folder of `rules.extraRules` holds, and what is wrong with it in itself. */
export interface ExtraRules {
  readonly files: readonly ExtraRuleFile[];
  /** Names of all files of rules, also of those that are none. */
  readonly names: readonly string[];
  readonly problems: readonly Problem[];
}

/** Reads the rules beside ours, sorted by file name. The folder is looked for from where the environment file is. */
export function extraRules(environment: Pick<Environment, 'file' | 'rules'>): ExtraRules {
  const { extraRules: settings, interval } = environment.rules;
  if (settings === undefined) return { files: [], names: [], problems: [] };
  const found = folderFiles(environment, {
    setting: ['rules', 'extraRules'],
    folder: settings.folder,
    // Whoever has objectives and no rules of his own may have unit tests of them alone.
    isRead: (name) => RULE_FILE.test(name),
    what: '.yaml files of rules',
  });
  if ('problem' in found) return { files: [], names: [], problems: [found.problem] };
  const names = found.names.filter((name) => !TEST_FILE.test(name));
  const read = names.map((name) => readFile(found.folder, name, interval));
  return {
    files: read.map(({ file }) => file),
    names,
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** The rules of files as groups of a ruler are, an entry a file. */
export function groupsOfFile({ groups }: ExtraRuleFile): readonly RuleGroup[] {
  return groups.map(({ name, interval, rules }) => ({ name, interval, rules: rules.map(({ rule }) => rule) }));
}

/** The files whose names may be those of objects. */
export function deliverable({ files }: ExtraRules): readonly ExtraRuleFile[] {
  return files.filter(({ name, groups }) => groups.length > 0 && NAME_CHECKS.every(([holds]) => holds(name)));
}

/** The names of alerts in these files. */
export function alertsIn({ files }: ExtraRules): readonly string[] {
  return files.flatMap(({ groups }) =>
    groups.flatMap(({ rules }) => rules.flatMap(({ rule }) => ('alert' in rule ? [rule.alert] : []))),
  );
}

/** The names of what these files record. */
export function recordsIn({ files }: ExtraRules): readonly string[] {
  return [...recordedNames(files.flatMap(groupsOfFile))];
}

function readFile(folder: string, named: string, interval: string) {
  const file = join(folder, named);
  const name = basename(named).replace(RULE_FILE, '');
  const problems: Problem[] = [...wrongName(file, name)];
  const found = textOf(folder, named);
  if ('problem' in found) return { file: { name, file, groups: [] }, problems: [...problems, found.problem] };
  const yaml = parseYamlFile(file, found.text);
  problems.push(...yaml.problems);
  const groups = yaml.problems.length > 0 ? [] : readGroups(yaml, interval, problems);
  return { file: { name, file, groups }, problems };
}

/** A name that is no name of an object is that of no file whose rules are delivered. */
function wrongName(file: string, name: string): readonly Problem[] {
  const wrong = NAME_CHECKS.find(([holds]) => !holds(name));
  return wrong === undefined ? [] : [{ ...startOf(file), message: `the file name ${wrong[1]}, got "${name}"` }];
}

/** The groups of a file, as far as they are right; what is wrong is added to the problems. */
function readGroups(yaml: YamlFile, interval: string, problems: Problem[]): readonly PlacedGroup[] {
  const isObject = valueAt(yaml.value, ['kind']) !== undefined || valueAt(yaml.value, ['spec']) !== undefined;
  const base = isObject ? ['spec', 'groups'] : ['groups'];
  if (isObject) problems.push(...problemsOf(yaml, [], prometheusRule.safeParse(yaml.value).error));
  const groups = valueAt(yaml.value, base);
  const others = isMapping(yaml.value) && !isObject ? Object.keys(yaml.value).filter((key) => key !== 'groups') : [];
  for (const key of others) {
    problems.push({
      ...yaml.keyPosition([], key),
      message: `${key} is not part of a file of rules; allowed are groups`,
    });
  }
  if (!Array.isArray(groups)) {
    if (!isObject || valueAt(yaml.value, ['spec']) !== undefined) {
      problems.push({
        ...yaml.position(base),
        message: `${pathText(base)} must be a list of groups, got ${shown(groups)}`,
      });
    }
    return [];
  }
  return groups.flatMap((group: unknown, index) => readGroup(yaml, [...base, index], group, interval, problems));
}

function readGroup(yaml: YamlFile, path: Path, group: unknown, interval: string, problems: Problem[]) {
  const { data, error } = leniently(groupHead, group);
  problems.push(...problemsOf(yaml, path, error));
  const listed = valueAt(group, ['rules']);
  const rules = (Array.isArray(listed) ? listed : []).flatMap((rule: unknown, index): readonly PlacedRule[] => {
    const at = [...path, 'rules', index];
    const parsed: Read<Parsed> =
      valueAt(rule, ['alert']) === undefined ? leniently(recordingRule, rule) : leniently(alertingRule, rule);
    problems.push(...problemsOf(yaml, at, parsed.error));
    if (parsed.data === undefined) return [];
    const why = notPromql(parsed.data.expr);
    if (why !== undefined) {
      problems.push({
        ...yaml.position([...at, 'expr']),
        message: `${pathText([...at, 'expr'])} must be PromQL, but is ${why}`,
      });
      return [];
    }
    return [{ rule: ruleOf(parsed.data), place: (...within) => yaml.position([...at, ...within]) }];
  });
  if (data === undefined) return [];
  return [{ name: data.name, interval: data.interval ?? interval, rules, place: yaml.position([...path, 'name']) }];
}

/** What stands somewhere, as far as it can be told, and what is wrong with it. */
interface Read<Value> {
  readonly data: Value | undefined;
  readonly error: z.ZodError | undefined;
}

/** Fields that say how long something takes: what else a rule says is right or wrong without them. */
const DURATIONS: readonly PropertyKey[] = ['for', 'keep_firing_for', 'interval'];

/** A value without the fields that are not carried and the durations that are none, so that all else wrong with it is told at once. */
function leniently<Schema extends z.ZodType>(schema: Schema, value: unknown): Read<z.output<Schema>> {
  const { data, error } = schema.safeParse(value);
  if (error === undefined || !isMapping(value)) return { data, error };
  const wrong = error.issues.flatMap((issue): readonly PropertyKey[] =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : issue.path.slice(0, 1),
  );
  const unknown = error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  if (!wrong.every((key) => DURATIONS.includes(key) || unknown.some((one) => one === key))) return { data, error };
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !wrong.includes(key)));
  return { data: schema.safeParse(rest).data, error };
}

function notPromql(expr: string): string | undefined {
  try {
    parsePromql(expr);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

type Parsed = z.output<typeof recordingRule> | z.output<typeof alertingRule>;

function ruleOf(parsed: Parsed): RecordRule | AlertRule {
  if ('alert' in parsed) {
    const { keep_firing_for: kept, ...rest } = parsed;
    return kept === undefined ? rest : { ...rest, keep_firing_for: kept };
  }
  const { labels, ...rest } = parsed;
  return Object.keys(labels).length === 0 ? rest : { ...rest, labels };
}

function problemsOf(yaml: YamlFile, base: Path, error: z.ZodError | undefined): readonly Problem[] {
  return (error?.issues ?? []).flatMap((issue) => {
    const path = [...base, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        ...yaml.keyPosition(path, key),
        message: `${pathText([...path, key])} is not a field that is carried here`,
      }));
    }
    if (issue.code === 'invalid_key') {
      const said = issue.issues.map(({ message }) => message).join(', ');
      return [{ ...yaml.keyPosition(path.slice(0, -1), String(path.at(-1))), message: `${pathText(path)} ${said}` }];
    }
    const came = valueAt(yaml.value, path);
    const message = came === undefined ? 'must be given' : `${issue.message}, got ${shown(came)}`;
    return [{ ...yaml.position(path), message: `${pathText(path)} ${message}` }];
  });
}
