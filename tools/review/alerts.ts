import { isDeepStrictEqual } from 'node:util';
import { type Change, say, sayList, type Words } from './change.js';
import { expressionDiff, formatted, limitsChanged } from './expressions.js';
import { type IsSame, paired } from './pairs.js';
import { isRecord, pathChanges, saidOfPath, textAt, textsAt, without } from './paths.js';
import { labelsOfRecords, labelsTold, lostLabels, type Rule } from './rules.js';

/** Labels by which alerts of one name are told apart in the rules themselves. */
const PARTS = ['override', 'slo', 'long_window'];
const SILENCED = say`routes, silences and inhibitions that name it match nothing any more`;

type Entry = readonly [title: string, rule: Rule];
/** How an alert is known again under another name: it says the same, or at least it watches the same. */
const RENAMES: readonly IsSame<Entry>[] = [
  ([, rule], [, other]) => watchesAlike(rule, other) && isDeepStrictEqual(settings(rule), settings(other)),
  ([, rule], [, other]) => watchesAlike(rule, other),
];

/** What becomes of alerts; `off` are the reasons why alerts are switched off now. */
export function alertChanges(
  before: readonly Rule[],
  after: readonly Rule[],
  off: ReadonlyMap<string, string>,
): readonly Change[] {
  const old = byTitle(before.filter(({ alert }) => alert !== ''));
  const now = byTitle(after.filter(({ alert }) => alert !== ''));
  const stays = paired([...old], [...now], [([title], [other]) => title === other]);
  const { pairs, gone, fresh } = paired(stays.gone, stays.fresh, RENAMES);
  const labels = [labelsOfRecords(before), labelsOfRecords(after)] as const;
  return [
    ...pairs.map(({ from: [from, rule], to: [to, other] }): Change => {
      const { says = [], diff } = differences(rule, other, labels) ?? {};
      return {
        section: 'alerts',
        action: 'renamed',
        subject: to,
        says: [say`was ${from}`, ...says],
        breaking: say`routes, silences and inhibitions that name ${from} match nothing any more`,
        ...(diff === undefined ? {} : { diff }),
      };
    }),
    ...gone.map(([title, rule]) => removed(title, rule, off)),
    ...fresh.map(([title, rule]) => added(title, rule)),
    ...stays.pairs.flatMap(({ from: [subject, rule], to: [, other] }) => {
      const found = differences(rule, other, labels);
      return found === undefined ? [] : [{ section: 'alerts', action: 'changed', subject, ...found } as const];
    }),
  ];
}

function watchesAlike(one: Rule, other: Rule): boolean {
  return formatted(one.expr) === formatted(other.expr);
}

function byTitle(rules: readonly Rule[]): ReadonlyMap<string, Rule> {
  const found = new Map<string, Rule>();
  for (const rule of rules) {
    const parts = PARTS.flatMap((label) => rule.labels[label] ?? []);
    const title = parts.length === 0 ? rule.alert : `${rule.alert} (${parts.join(', ')})`;
    let unique = title;
    for (let number = 2; found.has(unique); number += 1) unique = `${title} #${number}`;
    found.set(unique, rule);
  }
  return found;
}

function removed(subject: string, { alert }: Rule, off: ReadonlyMap<string, string>): Change {
  const reason = off.get(subject) ?? off.get(alert);
  const says = reason === undefined ? say`is gone` : say`is switched off: ${reason}`;
  return { section: 'alerts', action: 'removed', subject, says: [says], breaking: SILENCED };
}

function added(subject: string, { rule, expr, labels }: Rule): Change {
  const severity = labels['severity'] ?? '';
  return {
    section: 'alerts',
    action: 'added',
    subject,
    says: [say`is new: ${severity}, after ${textAt(rule, 'for') || '0s'}: ${textAt(rule, 'annotations', 'summary')}`],
    diff: expressionDiff('', expr),
  };
}

type Differences = Pick<Change, 'says' | 'breaking' | 'diff'>;

/** Everything in which two rules of one alert differ; nothing where they do not. */
function differences(
  before: Rule,
  after: Rule,
  [labelsBefore, labelsAfter]: readonly [ReturnType<typeof labelsOfRecords>, ReturnType<typeof labelsOfRecords>],
): Differences | undefined {
  const says: Words[] = [];
  const limits = limitsChanged(before.expr, after.expr);
  for (const [old, now] of limits ?? []) says.push(say`threshold ${old} → ${now}`);
  const expression = limits === undefined;
  if (expression) says.push(say`expression changed`);
  const lost = lostLabels(
    { told: labelsTold(before, labelsBefore), own: Object.keys(before.labels) },
    { told: labelsTold(after, labelsAfter), own: Object.keys(after.labels) },
  );
  if (lost.length > 0) says.push(sayList('loses labels', lost));
  for (const change of pathChanges(settings(before), settings(after))) says.push(saidOfPath(change));
  if (says.length === 0) return undefined;
  return {
    says,
    ...(lost.length === 0 ? {} : { breaking: sayList('routes and silences may match by', lost) }),
    ...(expression ? { diff: expressionDiff(before.expr, after.expr) } : {}),
  };
}

/** All but name and expression, under the words that reviewers know. */
function settings({ rule }: Rule): unknown {
  const { severity, ...labels } = textsAt(rule, 'labels');
  const rest = without(rule, 'alert', 'expr', 'labels', 'annotations');
  return {
    ...(isRecord(rest) ? rest : {}),
    ...(severity === undefined ? {} : { severity }),
    labels,
    annotations: textsAt(rule, 'annotations'),
  };
}
