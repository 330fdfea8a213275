import type { RuleGroup } from '../../src/rules/rule-group.js';

/** A rule's expression, and what stands in its place. */
export interface Replacement {
  readonly original: string;
  readonly expression: string;
}

/** The groups with one expression replaced. */
export function replaced(groups: readonly RuleGroup[], { original, expression }: Replacement): readonly RuleGroup[] {
  return groups.map((group) => ({
    ...group,
    rules: group.rules.map((rule) => (rule.expr === original ? { ...rule, expr: expression } : rule)),
  }));
}
