import type { Environment } from '../config/environment.js';
import type { DashboardUid } from '../config/grafana.js';
import type { PlatformSurface, SurfaceName } from '../config/surfaces.js';
import type { Thresholds } from '../config/thresholds.js';
import type { Expression, Matcher } from '../promql/build.js';
import type { Signal } from '../signals/signal.js';
import type { View } from '../signals/view.js';

/** `critical` pages: users feel it now. `warning` is a ticket: it will hurt, or hurts few. */
export type Severity = 'critical' | 'warning';

/** What an expression may look at beside its thresholds: where targets have which names and limits. */
export interface AlertContext {
  readonly thresholds: Thresholds;
  readonly view: View;
  /** A signal's series, in the namespaces that alerts are about. */
  readonly read: (signal: Signal, matchers?: readonly Matcher[]) => Expression;
  /** The matchers that `read` would use, for functions over a window. */
  readonly matchers: (signal: Signal) => readonly Matcher[];
  /** Matchers of this cluster alone, for what asks whether something is absent. */
  readonly clusterMatchers: readonly Matcher[];
  readonly enabled: (surface: SurfaceName) => boolean;
  readonly monitoringNamespace: string;
  /** Where the targets of a part of the platform are; the same names elsewhere are not it. */
  readonly namespaceOf: (surface: PlatformSurface) => string;
  /** Names of the groups of recording rules that there are here. */
  readonly recordingGroups: () => readonly string[];
  readonly sampleLimit: (surface: SurfaceName) => number;
}

/** Labels that the rule of an alert sets; each takes the place of one that the expression yields. */
export type RuleLabels = (environment: Environment) => Readonly<Record<string, string>>;

/** One alert, whole: when it fires, how it is told, and where its reader goes first. */
export interface Alert {
  /** Subject and symptom; a contract, like its labels. */
  readonly name: `Arks${string}`;
  readonly severity: Severity;
  /** What it watches; the signals are drawn on its dashboard and named in its runbook. */
  readonly signals: readonly Signal[];
  /** Surfaces without which it could never fire. One of them is enough. */
  readonly surfaces: readonly SurfaceName[];
  /** Where it compares two sides: one of these too. */
  readonly also?: readonly SurfaceName[];
  readonly expression: (context: AlertContext) => Expression;
  /** Labels that its expression does not yield, or not always: first of all a namespace, which every alert has. */
  readonly labels?: RuleLabels;
  /** How long the condition must hold. */
  readonly for: string | ((thresholds: Thresholds) => string);
  /** How long it stays up after the condition is gone, so that a flapping one is one page. */
  readonly keepFiringFor?: string;
  /** One line with the value and the limit, a Go template over $labels and $value. */
  readonly summary: (thresholds: Thresholds) => string;
  /** What to look at first. */
  readonly description: string;
  readonly dashboard: DashboardUid;
  /** Labels of the alert that fill variables of the dashboard. */
  readonly variables: readonly string[];
}

/** Labels that fill the dashboard of one role of one application. */
export const ROLE_VARIABLES = ['namespace', 'application', 'role', 'model_name'] as const;

/** Placeholders for a Go template. */
export const label = (name: string): string => `{{ $labels.${name} }}`;
/** Words for alerts that carry a label, and others for those that do not. */
export const whether = (name: string, labelled: string, other: string): string =>
  `{{ with $labels.${name} }}${labelled}{{ else }}${other}{{ end }}`;
/** Words where a label has one value, and others where it has another. */
export const whereEqual = (name: string, value: string, equal: string, other: string): string =>
  `{{ if eq $labels.${name} "${value}" }}${equal}{{ else }}${other}{{ end }}`;
/** Words for a value above zero, and others for zero. */
export const aboveZero = (positive: string, zero: string): string =>
  `{{ if gt $value 0.0 }}${positive}{{ else }}${zero}{{ end }}`;
/** For what is counted in wholes and thousands; a value below 1 would get a prefix, 300m for 0.3. */
export const VALUE = '{{ $value | humanize }}';
/** For values below 1, which humanize would print with a prefix: 0.37 as 370m. */
export const RATE = '{{ $value | printf "%.3g" }}';
export const PERCENT = '{{ $value | humanizePercentage }}';
export const DURATION = '{{ $value | humanizeDuration }}';

/** Where a replica, an application or a role is, in words. */
export const APPLICATION_IN_WORDS = `${label('namespace')}/${label('application')}`;
export const ROLE_IN_WORDS = `${APPLICATION_IN_WORDS} (${label('role')})`;

const SECONDS_PER_MINUTE = 60;

/** A share as people write it. */
export function percent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(4))}%`;
}

/** Seconds as humanizeDuration prints them, so that value and limit look alike. */
export function seconds(value: number): string {
  if (value < 1) return `${Number((value * 1000).toPrecision(4))}ms`;
  if (value < SECONDS_PER_MINUTE) return `${Number(value.toPrecision(4))}s`;
  return `${Math.floor(value / SECONDS_PER_MINUTE)}m ${Math.floor(value % SECONDS_PER_MINUTE)}s`;
}
