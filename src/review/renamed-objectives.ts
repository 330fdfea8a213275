import { isRecord, textsAt } from './paths.js';
import { pairedObjectives } from './promised.js';
import type { Rule } from './rules.js';

const PARTS = ['engines', 'records', 'budget'];

/**
 * Old rules under the new names of objectives that are renamed, so that their records and alerts are told only where they change besides:
 * the objective's own change says what breaks.
 */
export function underNewNames(before: readonly Rule[], after: readonly Rule[]): readonly Rule[] {
  const { moved } = pairedObjectives(before, after);
  return moved.pairs.reduce(
    (rules, { from: [from], to: [to] }) => rules.map((rule) => underNewName(rule, from, to)),
    before,
  );
}

function underNewName(given: Rule, from: string, to: string): Rule {
  const group = given.labels['rule_group'];
  const part = PARTS.find((one) => group === groupOf(from, one));
  if (part !== undefined) return withLabels(given, { rule_group: groupOf(to, part) });
  if (given.labels['slo'] !== from) return given;
  const named = (text: string) => text.replaceAll(`slo=${JSON.stringify(from)}`, `slo=${JSON.stringify(to)}`);
  const { rule, expr } = withLabels(given, { slo: to });
  const annotations = Object.entries(textsAt(rule, 'annotations')).map(([key, text]) => [
    key,
    text.replaceAll(`objective ${from} `, `objective ${to} `),
  ]);
  const renamed = {
    ...(isRecord(rule) ? rule : {}),
    expr: named(expr),
    ...(annotations.length === 0 ? {} : { annotations: Object.fromEntries(annotations) }),
  };
  return { ...given, rule: renamed, expr: named(expr), labels: { ...given.labels, slo: to } };
}

function groupOf(objective: string, part: string): string {
  return `arks-slo-${objective}-${part}`;
}

function withLabels(given: Rule, some: Readonly<Record<string, string>>): Rule {
  const labels = { ...given.labels, ...some };
  return { ...given, labels, rule: isRecord(given.rule) ? { ...given.rule, labels } : given.rule };
}
