/** Mutants that no story can tell from the rule, each with the reason. `what` and `rule` are regexes. */
const EQUIVALENT: readonly { readonly rule: RegExp; readonly what: RegExp; readonly reason: string }[] = [
  {
    rule: /./,
    what: / loses cluster$/,
    reason: 'a Prometheus of one cluster has no such label; the live test of two clusters holds it',
  },
];

/** Why a surviving mutant is no other rule; undefined where nobody knows. */
export function equivalentReason(rule: string, what: string): string | undefined {
  return EQUIVALENT.find((entry) => entry.rule.test(rule) && entry.what.test(what))?.reason;
}
