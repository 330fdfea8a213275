import { basename } from 'node:path';
import type { Environment } from '../../config/environment.js';
import { isRecordOfOurs, seriesOf } from '../../config/own-metrics.js';
import { idleExemptions } from '../../files/extra-folder.js';
import type { FromFile } from '../../files/written.js';
import { maskedText } from '../../lib/masked.js';
import type { Problem } from '../../lib/problem.js';
import type { ScrapedSurface } from '../../scraping/scraped.js';
import { knownNames } from '../known-names.js';
import type { RuleSettings } from '../settings.js';
import { type Finding, GROUP_SIZE, ruleChecks } from './checks.js';
import { type KnownSeries, knownSeries } from './known-series.js';
import type { ExtraRuleFile, ExtraRules, PlacedGroup, PlacedRule } from './read.js';

/** How names of groups of ours begin. */
const GROUP_OF_OURS = /^arks-/;

interface Planned {
  readonly scraped: readonly ScrapedSurface[];
  readonly recordedNames: ReadonlySet<string>;
}

/** All that is wrong with the rules that ride along, each at its place; checks that a file may fail are left out. */
export function extraRuleProblems(
  environment: RuleSettings & FromFile,
  plan: Planned,
  extra: ExtraRules,
): readonly Problem[] {
  const { extraRules: settings } = environment.rules;
  if (settings === undefined) return [];
  const { scraped, recordedNames } = plan;
  const known = knownSeries({ environment, scraped, recordedNames }, extra);
  const checked = extra.files.flatMap(({ file, groups }) =>
    groupProblems(groups, { known, environment, exempt: settings.exempt[basename(file)] ?? {} }),
  );
  return [
    ...extra.problems,
    ...takenGroups(extra.files),
    ...checked,
    ...idleExemptions(environment, {
      setting: ['rules', 'extraRules'],
      exempt: settings.exempt,
      files: extra.names,
      rules: [...ruleChecks.map(({ name }) => name), GROUP_SIZE.name],
    }),
  ];
}

/** What rules are held against, and the checks that they may fail. */
interface Held {
  readonly known: KnownSeries;
  readonly environment: Pick<Environment, 'alerts' | 'cluster' | 'metrics'>;
  readonly exempt: Readonly<Record<string, string | undefined>>;
}

/** What is wrong with groups of rules, whoever wrote them in which form: each rule by itself, and how many there are. */
export function groupProblems(
  groups: readonly PlacedGroup[],
  { known, environment, exempt }: Held,
): readonly Problem[] {
  const context = { known, alerts: environment.alerts };
  const checks = ruleChecks.filter(({ name }) => !Object.hasOwn(exempt, name));
  return groups.flatMap((group) => [
    ...(Object.hasOwn(exempt, GROUP_SIZE.name) ? [] : tooMany(group)),
    ...group.rules.flatMap((placed) => [
      ...never(placed, environment).map((finding) => told(placed, finding)),
      ...checks.flatMap(({ name, findings }) =>
        findings(placed.rule, context).map((finding) => told(placed, finding, name)),
      ),
    ]),
  ]);
}

/** What no reason allows: what takes a name of ours, or shows a secret. */
function never(
  { rule }: PlacedRule,
  { cluster, metrics }: Pick<Environment, 'cluster' | 'metrics'>,
): readonly Finding[] {
  const texts = 'alert' in rule ? { ...rule.labels, ...rule.annotations } : (rule.labels ?? {});
  const labels = Object.keys(rule.labels ?? {});
  return [
    ...('alert' in rule && knownNames.alerts.includes(rule.alert)
      ? [{ within: ['alert'], words: `must not be an alert of ours, found ${rule.alert}` }]
      : []),
    ...('record' in rule && isTaken(rule.record, metrics)
      ? [{ within: ['record'], words: `must not be a record of ours or a metric, found ${rule.record}` }]
      : []),
    ...labels
      .filter((label) => label === cluster.label || label === 'alertname')
      .map((label) => ({
        within: ['labels', label],
        words: `must not be there: rules and alerts get it with its value`,
      })),
    ...Object.entries(texts)
      .filter(([, text]) => maskedText(text) !== text)
      .map(([key, text]) => ({
        within: [Object.hasOwn(rule.labels ?? {}, key) ? 'labels' : 'annotations', key],
        words: `must not show a user or a password, found ${maskedText(text)}`,
      })),
  ];
}

function isTaken(record: string, metrics: Environment['metrics']): boolean {
  return (
    isRecordOfOurs(record) ||
    knownNames.series.has(record) ||
    metrics.some((metric) => seriesOf(metric).includes(record))
  );
}

/** Rulers keep a group by its name and its file; people and alerts know it by its name. */
function takenGroups(files: readonly ExtraRuleFile[]): readonly Problem[] {
  const all = files.flatMap(({ groups }) => groups);
  return all.flatMap(({ name, place }, index) => {
    if (GROUP_OF_OURS.test(name)) {
      return [
        { ...place, message: `the name of a group must not begin with arks-, as those of ours do, found "${name}"` },
      ];
    }
    const first = all.findIndex((other) => other.name === name);
    if (first === index) return [];
    return [
      { ...place, message: `the name of a group must be its own, found "${name}" as in ${all[first]?.place.file}` },
    ];
  });
}

function tooMany({ name, rules, place }: PlacedGroup): readonly Problem[] {
  const records = rules.some(({ rule }) => 'record' in rule);
  const most = records ? GROUP_SIZE.most - 1 : GROUP_SIZE.most;
  if (rules.length <= most) return [];
  const what = records ? `${most} rules beside the one that records its evaluation` : `${most} rules`;
  return [
    { ...place, message: `${GROUP_SIZE.name}: a group must have at most ${what}, found ${rules.length} in "${name}"` },
  ];
}

function told({ rule, place }: PlacedRule, { within, words }: Finding, check?: string): Problem {
  const of = 'alert' in rule ? rule.alert : rule.record;
  const message = `${check === undefined ? '' : `${check}: `}${of}: ${within.map(String).join('.')} ${words}`;
  return { ...place(...within), message };
}
