import type { Environment } from '../config/environment.js';
import type { Matcher } from '../promql/build.js';
import type { Alert, ComposedAlert } from './alert.js';
import { type AlertClass, classesOf } from './classes.js';
import { both, EVERYTHING, matchersOf, type Selection } from './selections.js';

/** Series that a rule asks for in the same way. */
export interface ClassPart {
  readonly matchers: readonly Matcher[];
  /** The alerts whose limits are held of them, and undefined for what else is asked; absent where an alert reads no limits of others. */
  readonly limitsOf?: readonly (string | undefined)[];
}

/** A class of an alert, and what its rule asks for. */
export interface RuledClass extends Omit<AlertClass, 'parts'> {
  readonly parts: readonly ClassPart[];
}

/** All series. */
export const WHOLE: ClassPart = { matchers: [] };

/** Names of overrides have no such sign. */
const BETWEEN_NAMES = '+';

/** The classes of which an alert has a rule in an environment: those about which anybody is told. */
export function ruledClassesOf(alert: Alert, settings: Pick<Environment, 'alerts'>): readonly RuledClass[] {
  const own = classesOf(alert, settings).filter(({ off }) => off === undefined);
  const ruled =
    alert.when === undefined && alert.limitsOf !== undefined
      ? own.flatMap((one) => asOthers(one, alert.limitsOf ?? [], settings))
      : own.map(({ parts, ...one }) => ({ ...one, parts: parts.map((part) => ({ matchers: matchersOf(part) })) }));
  return ruled.filter(({ parts }) => parts.length > 0);
}

/** The overrides that a label names: two where one says the limit and another how it is told. */
export function overridesIn(label: string | undefined): readonly string[] {
  return label === undefined ? [] : label.split(BETWEEN_NAMES);
}

interface Held {
  readonly part: Selection;
  readonly of: string | undefined;
}

/** A class of an alert that reads the limits of others, divided as those are. */
function asOthers(
  own: AlertClass,
  others: NonNullable<ComposedAlert['limitsOf']>,
  settings: Pick<Environment, 'alerts'>,
): readonly RuledClass[] {
  const told = others.filter(({ name }) => settings.alerts.off[name] === undefined);
  const held = told.flatMap((other) =>
    classesOf(other, settings)
      .filter(({ off }) => off === undefined)
      .map(({ override, thresholds, parts }) => ({ override, thresholds, of: other.name, parts })),
  );
  const asked = [{ override: undefined, thresholds: own.thresholds, of: undefined, parts: [EVERYTHING] }, ...held];
  // Where an override says nothing of a limit, it is that of all, and may stand in the rule of the override.
  const names = new Set(asked.map(({ override }) => override ?? own.override));
  return [...names].map((name): RuledClass => {
    const some = asked.filter(({ override }) => (override ?? own.override) === name);
    const label = settings.alerts.overrides.map((one) => one.name).filter((one) => [own.override, name].includes(one));
    const { override: _, ...rest } = own;
    return {
      ...rest,
      thresholds: name === own.override ? own.thresholds : (some[0]?.thresholds ?? own.thresholds),
      parts: together(some.flatMap((one) => heldIn(own, one))),
      ...(label.length === 0 ? {} : { override: label.join(BETWEEN_NAMES) }),
    };
  });
}

/** What of a class is of another alert's class. */
function heldIn(
  own: AlertClass,
  { of, parts }: { readonly of: string | undefined; readonly parts: readonly Selection[] },
) {
  return own.parts.flatMap((part) =>
    parts.flatMap((other): readonly Held[] => {
      const shared = both(part, other);
      return shared === undefined ? [] : [{ part: shared, of }];
    }),
  );
}

/** Series that several limits are held of are asked for once. */
function together(all: readonly Held[]): readonly ClassPart[] {
  const found = new Map<string, { matchers: readonly Matcher[]; limitsOf: (string | undefined)[] }>();
  for (const { part, of } of all) {
    const matchers = matchersOf(part);
    const key = JSON.stringify(matchers);
    const one = found.get(key) ?? { matchers, limitsOf: [] };
    one.limitsOf.push(of);
    found.set(key, one);
  }
  return [...found.values()];
}
