import type { RuleGroup } from '../../src/rules/rule-group.js';

/** Where mutation testing says which expression is another one while tests run. */
export const MUTANT = 'ARKS_MUTANT';

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

/** The groups as they are, or with the mutant that this run of the tests is about. */
export function mutated(groups: readonly RuleGroup[]): readonly RuleGroup[] {
  const [original, expression] = (process.env[MUTANT] ?? '').split(' ');
  const [was, is] = [decoded(original), decoded(expression)];
  return was === '' ? groups : replaced(groups, { original: was, expression: is });
}

function decoded(text = ''): string {
  return decodeURIComponent(text);
}

/** What stands in the environment for a replacement. */
export function encoded({ original, expression }: Replacement): string {
  return [original, expression].map(encodeURIComponent).join(' ');
}
