import type { Environment } from '../config/environment.js';
import { OVERRIDE_LISTS, type Override } from '../config/overrides.js';
import { overridesIn } from './class-parts.js';
import { type AlertingRules, type AlertRule, MOST_RULES } from './rule-group.js';

/** So many values of a list are named: an annotation is for people, and all of an object's have room for 256 KiB. */
const MOST_NAMED = 10;

type Rules = readonly AlertRule[];
type Groups = readonly [AlertingRules, ...AlertingRules[]];

/**
 * A group of alerts as rulers take it: where overrides make it too long, the rules of the last of them are groups beside it. Those of
 * one override stay together, and a further one at the end of the list moves none before it: a rule that changes its group waits again.
 */
export function inGroupsThatFit(group: AlertingRules, { overrides }: Pick<Environment['alerts'], 'overrides'>): Groups {
  const names = overrides.map(({ name }) => name);
  const [first = [], ...others] = [-1, ...names.keys()]
    .map((index) => group.rules.filter((rule) => lastOverride(rule, names) === index))
    .reduce<readonly Rules[]>(added, [[]]);
  return [
    { ...group, rules: group.rules.filter((rule) => first.includes(rule)) },
    ...others.map((rules, index) => ({ ...group, name: nameOf(group, index), rules })),
  ];
}

/** What overrides are about that rules of a group are of, or that switch some of its alerts off: a sentence each, by their names. */
export function aboutOverrides(
  { rules }: AlertingRules,
  silent: readonly { readonly override: string }[],
  { alerts }: Pick<Environment, 'alerts'>,
): Readonly<Record<string, string>> {
  const names = [
    ...rules.flatMap(({ labels }) => overridesIn(labels['override'])),
    ...silent.map(({ override }) => override),
  ];
  return Object.fromEntries(
    alerts.overrides.filter(({ name }) => names.includes(name)).map((override) => [override.name, inWords(override)]),
  );
}

function inWords(override: Override): string {
  return OVERRIDE_LISTS.flatMap((list) => {
    const values = override[list];
    if (values === undefined) return [];
    const more = values.length > MOST_NAMED ? ` and ${values.length - MOST_NAMED} more` : '';
    return [`${list} ${values.slice(0, MOST_NAMED).join(', ')}${more}`];
  }).join('; ');
}

/** The place in their list of the last override that a rule is of; -1 of a rule of none. */
function lastOverride({ labels }: AlertRule, names: readonly string[]): number {
  return Math.max(-1, ...overridesIn(labels['override']).map((name) => names.indexOf(name)));
}

/** Rules go into the last group where they fit as a whole, else into groups of their own. */
function added(groups: readonly Rules[], rules: Rules): readonly Rules[] {
  const last = groups.at(-1) ?? [];
  if (last.length + rules.length <= MOST_RULES) return [...groups.slice(0, -1), [...last, ...rules]];
  return added([...groups, rules.slice(0, MOST_RULES)], rules.slice(MOST_RULES));
}

function nameOf({ name }: AlertingRules, index: number): string {
  return index === 0 ? `${name}-overrides` : `${name}-overrides-${index + 1}`;
}
