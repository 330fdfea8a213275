import { isDeepStrictEqual } from 'node:util';
import { type Change, say, sayList, type Words } from './change.js';
import { expressionDiff, formatted, limitsChanged } from './expressions.js';
import type { BothRules } from './groups.js';
import { ofAnybody, type SaidOfAlerts } from './overrides.js';
import { type IsSame, paired } from './pairs.js';
import { isRecord, pathChanges, saidOfPath, textAt, textsAt, without } from './paths.js';
import { labelsOfRecords, labelsTold, lostLabels, type Rule } from './rules.js';
import { type BothSaid, switched, switchedOff, whose } from './switched-off.js';

/** Labels by which alerts of one name are told apart in the rules themselves. */
const PARTS = ['override', 'slo', 'long_window'];
const SILENCED = say`routes, silences and inhibitions that name it match nothing any more`;

type Entry = readonly [title: string, rule: Rule];
/** How an alert is known again under another name: it says the same, or at least it watches the same. */
const RENAMES: readonly IsSame<Entry>[] = [
  ([, rule], [, other]) => watchesAlike(rule, other) && isDeepStrictEqual(settings(rule), settings(other)),
  ([, rule], [, other]) => watchesAlike(rule, other),
];

/** What becomes of alerts. */
export function alertChanges({ before, after }: BothRules, said: BothSaid): readonly Change[] {
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
    ...gone.map(([title, rule]) => removed(title, rule, said)),
    ...fresh.map(([title, rule]) => apart(title, rule, old, said.after, labels) ?? added(title, rule)),
    ...switched(
      [...old.values()],
      gone.map(([title]) => title),
      said,
    ),
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

function removed(subject: string, { alert, labels }: Rule, { before, after }: BothSaid): Change {
  const reason = after.off.get(subject) ?? after.off.get(alert);
  const override = labels['override'];
  const change = { section: 'alerts', action: 'removed', subject } as const;
  if (reason === undefined) return { ...change, says: [say`is gone`], breaking: SILENCED };
  if (override === undefined) return { ...change, says: [say`is switched off: ${reason}`], breaking: SILENCED };
  return switchedOff(subject, { reason, who: whose(override, after.about.has(override) ? after : before) });
}

/** A new rule of an override, as a change of the one that has told of its series before. */
function apart(
  subject: string,
  rule: Rule,
  old: ReadonlyMap<string, Rule>,
  said: SaidOfAlerts,
  labels: Parameters<typeof differences>[2],
): Change | undefined {
  const { override, ...own } = rule.labels;
  const before = old.get(rule.alert);
  if (override === undefined || before === undefined) return undefined;
  const unlabelled = { ...rule, labels: own, rule: { ...(isRecord(rule.rule) ? rule.rule : {}), labels: own } };
  const { says = [], diff } = differences(before, unlabelled, labels) ?? {};
  return {
    section: 'alerts',
    action: 'added',
    subject,
    says: [say`is a rule of its own for ${whose(override, said)}`, ...says],
    ...(diff === undefined ? {} : { diff }),
  };
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
  const ofOthers = limits ?? limitsChanged(ofAnybody(before.expr), ofAnybody(after.expr));
  for (const [old, now] of ofOthers ?? []) says.push(say`threshold ${old} → ${now}`);
  const expression = limits === undefined;
  if (expression) says.push(ofOthers === undefined ? say`expression changed` : say`is about other series`);
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
