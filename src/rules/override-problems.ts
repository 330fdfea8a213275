import { z } from 'zod';
import { alerts as alertSettings } from '../config/alerts.js';
import { OVERRIDE_LISTS, type Override, type OverrideList, override } from '../config/overrides.js';
import { ownThresholds, type ThresholdName, thresholdNames } from '../config/thresholds.js';
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

const settings = z.record(z.string(), z.unknown());
/** An override as far as it can be read: of what is no mapping nothing is said here. */
const loose = z.object({
  namespaces: z.unknown().optional(),
  applications: z.unknown().optional(),
  models: z.unknown().optional(),
  thresholds: settings.optional().catch({ unread: undefined }),
  alerts: settings.optional().catch({ unread: undefined }),
} satisfies Record<OverrideList | 'thresholds' | 'alerts', z.ZodType>);
type Loose = z.output<typeof loose>;
const wait = z.object({ for: z.string() });
/** Others are no setting of an override. */
const OWN = thresholdNames.filter((name) => Object.hasOwn(ownThresholds.shape, name));

/**
 * What the overrides of the section `alerts` say that no alert could follow: it is unknown, cannot be told apart by their lists, is
 * switched off, or belongs to overrides before them. What is not well-formed is left to the schema.
 */
export function overrideProblems(section: unknown): readonly SectionProblem[] {
  const { overrides, off } = written.safeParse(section).data ?? { overrides: [], off: {} };
  const told = everyAlert.filter(({ name }) => !Object.hasOwn(off, name));
  const own = overrides.map((one) => ofOverride(loose.safeParse(one).data, told));
  const problems = own.flatMap((all, index) =>
    all.map(({ path, message }) => ({ path: ['overrides', index, ...path], message })),
  );
  // What one that is wrong would leave to others nobody knows; what those before it leave is known without it.
  const known = overrides.map((one, index) => (own[index]?.length === 0 ? override.safeParse(one).data : undefined));
  return [...problems, ...ofClasses(firstOfEachName(known), told)];
}

/** Overrides are known by their names: a second one of a name is refused for that, and nothing is said of what it would change. */
function firstOfEachName(all: readonly (Override | undefined)[]): readonly (Override | undefined)[] {
  return all.map((one, index) => (all.findIndex((other) => other?.name === one?.name) === index ? one : undefined));
}

/** What is wrong with one override, each threshold and each alert by itself. */
function ofOverride(one: Loose | undefined, told: readonly Alert[]): readonly SectionProblem[] {
  if (one === undefined || listsIn(one).length === 0) return [];
  const { thresholds = {}, alerts = {} } = one;
  const read = Object.keys(alerts).filter((name) => alerts[name] !== undefined);
  return [
    ...(Object.keys({ ...thresholds, ...alerts }).length === 0 ? [CHANGES_NOTHING] : []),
    ...read.flatMap((name) => ofAlert(name, one, told)),
    ...OWN.flatMap((name) => (thresholds[name] === undefined ? [] : ofThreshold(name, one, told))),
  ];
}

function ofAlert(name: string, one: Loose, told: readonly Alert[]): readonly SectionProblem[] {
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
  const limit = thresholdNames.find((threshold) => threshold === alert.for);
  const own = wait.safeParse(one.alerts?.[name]).data?.for;
  if (limit === undefined || own === undefined) return [];
  return refused(`must be written as thresholds.${limit}, which this alert waits for, got "${own}"`, ['for']);
}

function ofThreshold(name: ThresholdName, one: Loose, told: readonly Alert[]): readonly SectionProblem[] {
  const readers = told.filter((alert) => decidedBy(alert).includes(name));
  if (readers.some((alert) => isApart(alert, one))) return [];
  const found = readers.length === 0 ? 'its alerts are off' : readers.map(apartInWords).join('; ');
  const message = `must be a limit of an alert that can be told apart by ${listsIn(one).join(' and ')}; ${found}`;
  return [{ path: ['thresholds', name], message }];
}

/** Overrides of which nothing is left for an alert, and those that leave too many parts of others. */
function ofClasses(all: readonly (Override | undefined)[], told: readonly Alert[]): readonly SectionProblem[] {
  const settings = { alerts: { ...alertSettings.parse({}), overrides: all.flatMap((one) => one ?? []) } };
  const indexOf = (name: string | undefined) => all.findIndex((one) => one !== undefined && one.name === name);
  const pathOf = (name: string | undefined) => {
    const index = indexOf(name);
    return index < 0 ? ['overrides'] : ['overrides', index];
  };
  const nothingLeft = told.flatMap((alert) =>
    classesOf(alert, settings).flatMap(({ override: name, parts }): readonly SectionProblem[] => {
      if (parts.length > 0) return [];
      const before = all
        .slice(0, indexOf(name))
        .flatMap((one) => (one !== undefined && concerns(one, alert) ? one : []));
      const names = before.map((one) => one.name).join(' and ');
      return [
        {
          path: pathOf(name),
          message: `must be about series of ${alert.name} that no override before it has, got those of ${names}, which count first`,
        },
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

function listsIn(one: Pick<Loose, OverrideList>): readonly OverrideList[] {
  return OVERRIDE_LISTS.filter((list) => one[list] !== undefined);
}

function isApart(alert: Alert, one: Pick<Loose, OverrideList>): boolean {
  return listsIn(one).every((list) => listsOf(alert).includes(list));
}

/** By what an alert can be told apart, in words. */
function apartInWords(alert: Alert): string {
  const lists = listsOf(alert);
  return lists.length === 0
    ? `${alert.name} is about what is everybody's`
    : `${alert.name} can be by ${lists.join(', ')}`;
}
