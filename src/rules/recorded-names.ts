import type { RuleGroup } from './rule-group.js';

/** The names of everything that these groups record. */
export function recordedNames(groups: readonly RuleGroup[]): ReadonlySet<string> {
  return new Set(groups.flatMap(({ rules }) => rules.flatMap((rule) => ('record' in rule ? [rule.record] : []))));
}
