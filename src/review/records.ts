import { type Change, say, sayList, type Words } from './change.js';
import { expressionDiff, formatted } from './expressions.js';
import { paired } from './pairs.js';
import { labelWords, pathChanges, saidOfPath, without } from './paths.js';
import type { ReadersOf } from './readers.js';
import { gainedLabels, labelsOfRecords, lostLabels, type Rule } from './rules.js';

type Entry = readonly [string, readonly Rule[]];

const MOST_READERS = 8;
/** Names of what the rules of objectives record. */
const OF_OBJECTIVES = /^(slo:arks_|application:arks_slo_)/;

/** What becomes of recorded series; readers are those of the old and the new output together. */
export function recordChanges(
  before: readonly Rule[],
  after: readonly Rule[],
  readersOf: ReadersOf,
): readonly Change[] {
  const [old, now] = [byRecord(before), byRecord(after)];
  const isNamed = ([record]: Entry, [other]: Entry) => record === other;
  const stays = paired([...old], [...now], [isNamed]);
  const { pairs, gone, fresh } = paired(stays.gone, stays.fresh, [
    ([, rules], [, others]) => meaning(rules) === meaning(others),
  ]);
  const labels = [labelsOfRecords(before), labelsOfRecords(after)] as const;
  return [
    ...pairs.map(({ from: [from], to: [to] }): Change => {
      return {
        section: 'records',
        action: 'renamed',
        subject: to,
        says: [say`was ${from}`],
        breaking: broken(from, readersOf),
      };
    }),
    ...gone.map(([record]): Change => {
      return {
        section: 'records',
        action: 'removed',
        subject: record,
        says: [say`is gone`],
        breaking: broken(record, readersOf),
      };
    }),
    ...fresh.map(([record, rules]): Change => {
      const diff = rules.map(({ expr }) => expressionDiff('', expr)).join('\n\n');
      return { section: 'records', action: 'added', subject: record, says: [say`is new`], diff };
    }),
    ...stays.pairs.flatMap(({ from: [record, rules], to: [, others] }) => {
      const [was, is] = [
        { told: labels[0](record), own: ownLabels(rules) },
        { told: labels[1](record), own: ownLabels(others) },
      ];
      return differences(record, rules, others, { lost: lostLabels(was, is), gained: gainedLabels(was, is) });
    }),
  ];
}

function byRecord(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const found = new Map<string, Rule[]>();
  for (const rule of rules) {
    if (rule.record !== '') found.set(rule.record, [...(found.get(rule.record) ?? []), rule]);
  }
  return found;
}

function ownLabels(rules: readonly Rule[]): readonly string[] {
  return rules.flatMap(({ labels }) => Object.keys(labels));
}

function meaning(rules: readonly Rule[]): string {
  return JSON.stringify(rules.map(({ expr, labels }) => [formatted(expr), labels]));
}

function broken(record: string, readersOf: ReadersOf): Words {
  const readers = readersOf(record);
  if (readers.length === 0) return say`whoever reads it gets nothing; nothing here does`;
  const more = readers.length - MOST_READERS;
  return [
    ...sayList('whoever reads it gets nothing; here it was read by', readers.slice(0, MOST_READERS)),
    ...(more > 0 ? [` and ${more} more`] : []),
  ];
}

/** An objective that is promised to others stays what it is: of an engine it has one rule that records under a name. */
function isOfSameObjective({ record, labels }: Rule, { labels: others }: Rule): boolean {
  return OF_OBJECTIVES.test(record) && labels['slo'] === others['slo'] && labels['runtime'] === others['runtime'];
}

/** Rules of one record, paired by the labels that they set, then by their order. */
function differences(
  record: string,
  before: readonly Rule[],
  after: readonly Rule[],
  { lost, gained }: { readonly lost: readonly string[]; readonly gained: readonly string[] },
): readonly Change[] {
  const { pairs, gone, fresh } = paired(before, after, [
    (rule, other) => JSON.stringify(other.labels) === JSON.stringify(rule.labels),
    isOfSameObjective,
  ]);
  const says: Words[] = [];
  const diffs: string[] = [];
  for (const { from: rule, to: other } of pairs) {
    const named = labelWords(other.labels);
    if (formatted(rule.expr) !== formatted(other.expr)) {
      says.push(
        Object.keys(rule.labels).length === 0 ? say`expression changed` : say`expression changed, labels ${named}`,
      );
      diffs.push(expressionDiff(rule.expr, other.expr));
    }
    for (const change of pathChanges(without(rule.rule, 'expr'), without(other.rule, 'expr')))
      says.push(saidOfPath(change));
  }
  for (const { labels } of gone) says.push(say`the rule with the labels ${labelWords(labels)} is gone`);
  for (const { labels, expr } of fresh) {
    says.push(say`a rule with the labels ${labelWords(labels)} is new`);
    diffs.push(expressionDiff('', expr));
  }
  if (lost.length > 0) says.push(sayList('loses labels', lost));
  if (gained.length > 0) says.push(sayList('gains labels', gained));
  const breaking = [
    ...(lost.length === 0 ? [] : sayList('queries that group or match by it find nothing:', lost)),
    ...(lost.length === 0 || gained.length === 0 ? [] : ['; ']),
    ...(gained.length === 0 ? [] : sayList('queries that match by all labels find other series, apart by:', gained)),
  ];
  if (says.length === 0) return [];
  return [
    {
      section: 'records',
      action: 'changed',
      subject: record,
      says,
      ...(breaking.length === 0 ? {} : { breaking }),
      ...(diffs.length === 0 ? {} : { diff: diffs.join('\n\n') }),
    },
  ];
}
