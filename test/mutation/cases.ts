import type { AlertRule, RecordRule } from '../../src/rules/rule-group.js';
import { mutantsOf } from './mutants.js';
import { type Witness, witnesses } from './witness.js';

/** What the score calls the rules that are no records. */
export const ALERTS = 'alerts';

/** A mutant of one rule, and who could notice it. */
export interface Case {
  readonly rule: string;
  /** What the score is told by: `alerts`, or the level of a record. */
  readonly group: string;
  readonly what: string;
  readonly original: string;
  readonly expression: string;
  readonly witnesses: readonly Witness[];
}

/** Mutants of each rule that somebody rests on, with everybody who rests on it. Words pick rules by name. */
export function cases(words: readonly string[]): readonly Case[] {
  const byRule = new Map<string, { rule: RecordRule | AlertRule; able: Witness[] }>();
  for (const witness of witnesses) {
    for (const rule of witness.groups.flatMap(({ rules }) => rules)) {
      const key = `${titleOf(rule)}\n${rule.expr}`;
      const able = byRule.get(key)?.able ?? [];
      byRule.set(key, { rule, able: [...able, witness] });
    }
  }
  return [...byRule.values()]
    .filter(({ rule }) => words.length === 0 || words.some((word) => titleOf(rule).includes(word)))
    .flatMap(({ rule, able }) =>
      mutantsOf(rule.expr).map(({ what, expression }) => ({
        rule: titleOf(rule),
        group: 'alert' in rule ? ALERTS : rule.record.replace(/:.*/, ''),
        what,
        original: rule.expr,
        expression,
        witnesses: able,
      })),
    );
}

function titleOf(rule: RecordRule | AlertRule): string {
  if ('alert' in rule) return rule.alert;
  const labels = Object.values(rule.labels ?? {}).join(', ');
  return labels === '' ? rule.record : `${rule.record} (${labels})`;
}
