import { isDeepStrictEqual } from 'node:util';
import { say, sayList, type Words } from './change.js';
import { isRecord, listAt, textAt, without } from './paths.js';
import type { Rule } from './rules.js';

/** All rules of the old and of the new output. */
export interface BothRules {
  readonly before: readonly Rule[];
  readonly after: readonly Rule[];
}

/** The same object with its groups by name and without their rules, which are told by themselves. */
export function withoutRules(object: unknown): unknown {
  const groups = listAt(object, 'spec', 'groups');
  if (groups.length === 0 || !isRecord(object) || !isRecord(object['spec'])) return object;
  const named = groups.map((group) => [textAt(group, 'name'), without(group, 'rules', 'name')] as const);
  return { ...object, spec: { ...object['spec'], groups: Object.fromEntries(named) } };
}

/** Rules that stay what they are and are evaluated elsewhere: in another group, or in another order. */
export function regrouped(before: unknown, after: unknown, rules: BothRules): readonly Words[] {
  return listAt(after, 'spec', 'groups').flatMap((group) => {
    const name = textAt(group, 'name');
    const old = listAt(before, 'spec', 'groups').find((one) => textAt(one, 'name') === name);
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
