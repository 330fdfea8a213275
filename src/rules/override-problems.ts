import { z } from 'zod';
import { alerts as alertSettings } from '../config/alerts.js';
import { OVERRIDE_LISTS, type Override, type OverrideList, override } from '../config/overrides.js';
import { type ThresholdName, thresholdNames } from '../config/thresholds.js';
import type { SectionProblem } from '../files/setting-facts.js';
import { nearest } from '../lib/nearest.js';
import type { Alert } from './alert.js';
import { alerts as everyAlert } from './alerts/index.js';
import { overridesIn, ruledClassesOf } from './class-parts.js';
import { classesOf, concerns, decidedBy, listsOf } from './classes.js';
import { ALERT } from './objectives/budget-burn.js';

/** A rule is read by people: the parts of a class stand below one another in it. */
const MOST_PARTS = 25;

const CHANGES_NOTHING: SectionProblem = { path: [], message: 'must change something: a threshold or an alert' };

const written = z.object({
  overrides: z.array(z.unknown()),
  off: z.record(z.string(), z.unknown()).catch({}).default({}),
});

/**
 * What the overrides of the section `alerts` say that no alert could follow: it is unknown, cannot be told apart by their lists, is
 * switched off, or belongs to overrides before them. What is not well-formed is left to the schema.
 */
export function overrideProblems(section: unknown): readonly SectionProblem[] {
  const { overrides, off } = written.safeParse(section).data ?? { overrides: [], off: {} };
  const all = overrides.map((one) => override.safeParse(one).data);
  const told = everyAlert.filter(({ name }) => !Object.hasOwn(off, name));
  const problems = all.flatMap((one, index) =>
    one === undefined
      ? []
      : [
          ...(Object.keys({ ...one.thresholds, ...one.alerts }).length === 0 ? [CHANGES_NOTHING] : []),
          ...Object.keys(one.alerts).flatMap((name) => ofAlert(name, one, told)),
          ...thresholdNames.flatMap((name) => (one.thresholds[name] === undefined ? [] : ofThreshold(name, one, told))),
        ].map(({ path, message }) => ({ path: ['overrides', index, ...path], message })),
  );
  const known = all.flatMap((one) => one ?? []);
  return problems.length > 0 || known.length < all.length ? problems : ofClasses(known, told);
}

function ofAlert(name: string, one: Override, told: readonly Alert[]): readonly SectionProblem[] {
  const path = ['alerts', name];
  const refused = (message: string, more: readonly string[] = []) => [{ path: [...path, ...more], message }];
  const alert = everyAlert.find((known) => known.name === name);
  if (alert === undefined) {
    if (name === ALERT)
      return refused('must not be about budgets, whose objectives say in slos[].selector what they are of');
    const known = told.filter((other) => isApart(other, one)).map((other) => other.name);
    const meant = nearest(name, known);
    const hint = meant === undefined ? `allowed are ${known.join(', ')}` : `did you mean ${meant}?`;
    return refused(`must name an alert, got "${name}"; ${hint}`);
  }
  if (!told.includes(alert)) return refused('must not be about an alert that alerts.off switches off');
  if (!isApart(alert, one)) {
    return refused(
      `must be about an alert that can be told apart by ${listsIn(one).join(' and ')}; ${apartInWords(alert)}`,
    );
  }
  const wait = thresholdNames.find((threshold) => threshold === alert.for);
  const own = one.alerts[name]?.for;
  if (wait === undefined || own === undefined) return [];
  return refused(`must be written as thresholds.${wait}, which this alert waits for, got "${own}"`, ['for']);
}

function ofThreshold(name: ThresholdName, one: Override, told: readonly Alert[]): readonly SectionProblem[] {
  const readers = told.filter((alert) => decidedBy(alert).includes(name));
  if (readers.some((alert) => isApart(alert, one))) return [];
  const found = readers.length === 0 ? 'its alerts are off' : readers.map(apartInWords).join('; ');
  const message = `must be a limit of an alert that can be told apart by ${listsIn(one).join(' and ')}; ${found}`;
  return [{ path: ['thresholds', name], message }];
}

/** Overrides of which nothing is left for an alert, and those that leave too many parts of others. */
function ofClasses(overrides: readonly Override[], told: readonly Alert[]): readonly SectionProblem[] {
  const settings = { alerts: { ...alertSettings.parse({}), overrides: [...overrides] } };
  const pathOf = (name: string | undefined) => {
    const index = overrides.findIndex((one) => one.name === name);
    return index < 0 ? ['overrides'] : ['overrides', index];
  };
  const nothingLeft = told.flatMap((alert) =>
    classesOf(alert, settings).flatMap(({ override: name, parts }): readonly SectionProblem[] => {
      if (parts.length > 0) return [];
      const index = overrides.findIndex((one) => one.name === name);
      const before = overrides.slice(0, index).filter((one) => concerns(one, alert));
      const names = before.map((one) => one.name).join(' and ');
      return [
        { path: pathOf(name), message: `must be about something of ${alert.name} that ${names} before it leaves` },
      ];
    }),
  );
  const tooMany = told.flatMap((alert) =>
    ruledClassesOf(alert, settings).flatMap(({ override: names, parts }): readonly SectionProblem[] => {
      if (parts.length <= MOST_PARTS) return [];
      const message = `must overlap less: a rule of ${alert.name} would have ${parts.length} parts, at most ${MOST_PARTS}`;
      return [{ path: pathOf(overridesIn(names).at(-1)), message }];
    }),
  );
  return [...nothingLeft, ...tooMany];
}

function listsIn(one: Override): readonly OverrideList[] {
  return OVERRIDE_LISTS.filter((list) => one[list] !== undefined);
}

function isApart(alert: Alert, one: Override): boolean {
  return listsIn(one).every((list) => listsOf(alert).includes(list));
}

/** By what an alert can be told apart, in words. */
function apartInWords(alert: Alert): string {
  const lists = listsOf(alert);
  return lists.length === 0
    ? `${alert.name} is about what is everybody's`
    : `${alert.name} can be by ${lists.join(', ')}`;
}
