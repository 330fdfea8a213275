import type { Environment } from '../config/environment.js';
import { OVERRIDE_LISTS, type Override, type OverrideList } from '../config/overrides.js';
import { type ThresholdName, type Thresholds, withThresholds } from '../config/thresholds.js';
import { type Alert, type Severity, thresholdsOf, waitOf } from './alert.js';
import { EVERYTHING, type Selection, selectionOf, without } from './selections.js';

/** The labels that the values of each list are looked for in; of an alert that has several, the first. */
const LABELS: Readonly<Record<OverrideList, readonly string[]>> = {
  namespaces: ['namespace'],
  applications: ['application'],
  // What clients ask for is a model at the gateway and at the engines.
  models: ['model_name', 'model'],
};

/** The series of an alert that one rule judges, and by what. Each series is of one class, and none of two. */
export interface AlertClass {
  /** The override that it is of; absent from the class of what no override is about. */
  readonly override?: string;
  /** Its parts, of which no series is in two; none where overrides before it are about all of it. */
  readonly parts: readonly Selection[];
  readonly thresholds: Thresholds;
  /** How long the condition must hold. */
  readonly wait: string;
  readonly severity: Severity;
  /** Why nobody is told of it. */
  readonly off?: string;
}

/** The lists by which overrides can tell the series of an alert apart; none where it is about what is everybody's. */
export function listsOf(alert: Alert): readonly OverrideList[] {
  return OVERRIDE_LISTS.filter((list) => labelOf(list, alert) !== undefined);
}

/** Whether an override says something of an alert, and can tell its series apart. */
export function concerns({ alerts, thresholds, ...lists }: Override, alert: Alert): boolean {
  const named = Object.hasOwn(alerts, alert.name) || decidedBy(alert).some((name) => thresholds[name] !== undefined);
  const apart = listsOf(alert);
  return named && OVERRIDE_LISTS.every((list) => lists[list] === undefined || apart.includes(list));
}

/** The thresholds of an alert, without those that are the limits of others: it has them as those have. */
export function decidedBy(alert: Alert): readonly ThresholdName[] {
  const ofOthers = alert.when === undefined ? (alert.limitsOf ?? []).flatMap(thresholdsOf) : [];
  return thresholdsOf(alert).filter((name) => !ofOthers.includes(name));
}

/**
 * The classes of an alert: of what no override is about, and then of each override that says something of it, without what those
 * before it are about.
 */
export function classesOf(alert: Alert, { alerts }: Pick<Environment, 'alerts'>): readonly AlertClass[] {
  const { thresholds } = alerts;
  const some = alerts.overrides
    .filter((override) => concerns(override, alert))
    .map((override) => ({ override, selection: selectionFor(override, alert) }));
  const left = (of: Selection, before: typeof some) =>
    without(
      of,
      before.map(({ selection }) => selection),
    );
  return [
    { parts: left(EVERYTHING, some), thresholds, wait: waitOf(alert, thresholds), severity: alert.severity },
    ...some.map(({ override, selection }, index): AlertClass => {
      const own = withThresholds(thresholds, override.thresholds);
      const said = Object.hasOwn(override.alerts, alert.name) ? override.alerts[alert.name] : undefined;
      return {
        override: override.name,
        parts: left(selection, some.slice(0, index)),
        thresholds: own,
        wait: said?.for ?? waitOf(alert, own),
        severity: said?.severity ?? alert.severity,
        ...(said?.off === undefined ? {} : { off: said.off }),
      };
    }),
  ];
}

function selectionFor(override: Override, alert: Alert): Selection {
  return selectionOf(
    OVERRIDE_LISTS.flatMap((list) => {
      const [label, values] = [labelOf(list, alert), override[list]];
      return label === undefined || values === undefined ? [] : [[label, values] as const];
    }),
  );
}

/** The label of an alert that has the values of a list. */
function labelOf(list: OverrideList, alert: Alert): string | undefined {
  return LABELS[list].find((label) => labelsApart(alert).includes(label));
}

/** Labels that each series has which an alert tells of, and whatever it reads for it. */
function labelsApart(alert: Alert): readonly string[] {
  if (alert.when === undefined) return alert.toldApartBy ?? [];
  const { signal, at } = alert.when;
  // A label that the rule sets says where a part of the platform is; targets have matchers of their own.
  if (typeof signal === 'function' || at !== undefined || alert.labels !== undefined) return [];
  return signal.labels;
}
