import type { DashboardUid } from '../config/dashboard-uids.js';
import type { PlatformSurface, SurfaceName } from '../config/surfaces.js';
import type { LimitName, ThresholdName, Thresholds, WaitName } from '../config/thresholds.js';
import type { Expression } from '../promql/build.js';
import type { LimitedTargets } from '../signals/scraping/sample-limits.js';
import { APPLICATION } from '../signals/vocabulary/identity.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { AlertContext } from './alert-context.js';
import type { ConditionWords, RuleWords } from './condition-words.js';
import type { RuleSettings } from './settings.js';

/** `critical` pages: users feel it now. `warning` is a ticket: it will hurt, or hurts few. */
export type Severity = 'critical' | 'warning';

export type Comparison = 'above' | 'at least' | 'below' | 'equal to';

/** A threshold in the unit of its signal, or one in hours for a signal in seconds. 0 and 1 ask whether there is any, or all. */
export type Limit = LimitName | { readonly hours: LimitName } | 0 | 1;

/** A signal that is held against a limit. */
export interface Condition {
  /** The quantity; of one that is a share of sample limits it needs to know which targets have which. */
  readonly signal: Signal | ((targets: readonly LimitedTargets[]) => Signal);
  readonly is: Comparison;
  readonly limit: Limit;
  /** Labels by which it is matched with the condition before it, where the two have not the same. */
  readonly on?: readonly string[];
  /** The part of the platform that it is read of, in the namespace of that; else of tenants, as far as alerts are about them. */
  readonly at?: PlatformSurface;
}

/** A signal that has a series, whatever its value. */
export interface Presence {
  readonly signal: Signal;
  readonly is: 'there';
  readonly on?: readonly string[];
}

/** Labels that the rule of an alert sets; each takes the place of one that the expression yields. */
export type RuleLabels = (settings: RuleSettings) => Readonly<Record<string, string>>;

type Duration = `${number}${'m' | 'h'}`;

/** What every alert says beside its condition. */
interface AlertFacts {
  /** Subject and symptom; a contract, like its labels. */
  readonly name: `Arks${string}`;
  readonly severity: Severity;
  /** Surfaces without which it could never fire. One of them is enough. */
  readonly surfaces: readonly SurfaceName[];
  /** Where it compares two sides: one of these too. */
  readonly otherSideSurfaces?: readonly SurfaceName[];
  /** Labels that its expression does not yield, or not always: first of all a namespace, which every alert has. */
  readonly labels?: RuleLabels;
  /** How long the condition must hold. */
  readonly for: Duration | WaitName;
  /** How long it stays up after the condition is gone, so that a flapping one is one page. */
  readonly keepFiringFor?: Duration;
  /** What to look at first. */
  readonly description: string;
  readonly dashboard: DashboardUid;
  /** The title of the panel there that shows its evidence, which its link opens. */
  readonly panel: string;
  /** Labels of the alert that fill variables of the dashboard. */
  readonly variables: readonly string[];
}

/** An alert as data: whatever says something of its limit reads it here. */
export interface JudgedAlert extends AlertFacts {
  /** What it judges, and the value that it tells. */
  readonly when: Condition;
  /** What must be so besides. */
  readonly while?: readonly (Condition | Presence)[];
  /** What must not be so. */
  readonly unless?: readonly (Condition | Presence)[];
  /** What explains it and is not judged: named in its runbook, and drawn on its dashboard as what it judges. */
  readonly signals?: readonly Signal[];
  /** One line with the value and the limit, a Go template over $labels and $value. */
  readonly summary: (words: ConditionWords) => string;
  readonly expression?: undefined;
}

/** An alert that asks more than whether quantities keep their limits: whether something is missing, or what two sides say. */
export interface ComposedAlert extends AlertFacts {
  readonly expression: (context: AlertContext) => Expression;
  /** What it watches; the signals are drawn on its dashboard and named in its runbook. */
  readonly signals: readonly Signal[];
  /** Labels of all that it tells, and of whatever it reads, by which overrides may tell it apart. */
  readonly toldApartBy?: readonly string[];
  /** The thresholds that its expression and its summary read, no other. */
  readonly thresholds?: readonly ThresholdName[];
  /**
   * Alerts whose limits it reads: it holds the limit that each has, wherever that is, and none where nobody is told of that alert.
   * `toldApartBy` has all labels by which they can be told apart.
   */
  readonly limitsOf?: readonly JudgedAlert[];
  readonly summary: (words: RuleWords) => string;
  readonly when?: undefined;
}

/** One alert, whole: when it fires, how it is told, and where its reader goes first. */
export type Alert = JudgedAlert | ComposedAlert;

/** Labels that fill the dashboard of one role of one application. */
export const ROLE_VARIABLES = APPLICATION;

/** Every condition of an alert, the judged one first; none of one that is composed. */
export function conditionsOf(alert: Alert): readonly (Condition | Presence)[] {
  return alert.when === undefined ? [] : [alert.when, ...(alert.while ?? []), ...(alert.unless ?? [])];
}

/** The signals that an alert is about, each once: what it judges, what must be so besides, and what explains it. */
export function signalsOf(alert: Alert): readonly Signal[] {
  const judged = conditionsOf(alert).map(({ signal }) => (typeof signal === 'function' ? signal([]) : signal));
  return [...new Set([...judged, ...(alert.signals ?? [])])];
}

/** How long the condition of an alert must hold. */
export function waitOf({ for: wait }: Alert, thresholds: Thresholds): string {
  return isWaitName(wait) ? thresholds[wait] : wait;
}

/** The thresholds that decide about an alert. */
export function thresholdsOf(alert: Alert): readonly ThresholdName[] {
  const limits = conditionsOf(alert).flatMap((one): readonly ThresholdName[] => {
    if (one.is === 'there' || typeof one.limit === 'number') return [];
    return [typeof one.limit === 'string' ? one.limit : one.limit.hours];
  });
  const composed = alert.when === undefined ? (alert.thresholds ?? []) : [];
  return [...new Set([...limits, ...composed, ...(isWaitName(alert.for) ? [alert.for] : [])])];
}

function isWaitName(wait: Alert['for']): wait is WaitName {
  return !/^\d/.test(wait);
}
