import { isDeepStrictEqual } from 'node:util';
import { say, sayList, type Words } from './change.js';
import { listAt, textAt } from './paths.js';
import { ruleGroupsOf } from './rule-files.js';
import type { Rule } from './rules.js';

/** All rules of the old and of the new output. */
export interface BothRules {
  readonly before: readonly Rule[];
  readonly after: readonly Rule[];
}

/** Rules that stay what they are and are evaluated elsewhere: in another group, or in another order. */
export function regrouped(before: unknown, after: unknown, rules: BothRules): readonly Words[] {
  return ruleGroupsOf(after).flatMap((group) => {
    const name = textAt(group, 'name');
    const old = ruleGroupsOf(before).find((one) => textAt(one, 'name') === name);
    const [names, now] = [namesIn(old), namesIn(group)];
    const came = now.filter((rule) => !names.includes(rule) && hasName(rules.before, rule));
    const went = names.filter((rule) => !now.includes(rule) && hasName(rules.after, rule));
    const sameRules = isDeepStrictEqual(names.toSorted(), now.toSorted());
    return [
      ...(came.length === 0 ? [] : [sayList('moved into this group:', came)]),
      ...(went.length === 0 ? [] : [sayList('moved into another group:', went)]),
      ...(sameRules && !isDeepStrictEqual(names, now)
        ? [say`rules of the group ${name} are evaluated in another order`]
        : []),
    ];
  });
}

function namesIn(group: unknown): readonly string[] {
  return listAt(group, 'rules').map((rule) => textAt(rule, 'record') || textAt(rule, 'alert'));
}

function hasName(rules: readonly Rule[], name: string): boolean {
  return rules.some(({ record, alert }) => record === name || alert === name);
}
