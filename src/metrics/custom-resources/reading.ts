import type { Metric } from '../metric.js';

/** A path into a custom resource, as kube-state-metrics writes it. */
type Path = readonly string[];

/** How kube-state-metrics reads one family: a number, one series per state of an enumeration, or only labels. */
export type Reading =
  | { readonly type: 'Gauge'; readonly path: Path; readonly valueFrom?: Path; readonly absentIsZero?: true }
  | { readonly type: 'StateSet'; readonly path: Path; readonly labelName: string; readonly list: readonly string[] }
  | { readonly type: 'Info'; readonly path?: Path };

/** One family of one custom resource. `labelsFromPath` is relative to the reading's path, `constant` labels are fixed. */
export interface ResourceMetric {
  readonly metric: Metric;
  readonly reading: Reading;
  readonly labelsFromPath?: Readonly<Record<string, Path>>;
  readonly constant?: Readonly<Record<string, string>>;
}

/** Everything published about one kind of custom resource of the group arks.ai. */
export interface ResourceState {
  readonly kind: string;
  readonly plural: string;
  readonly labelsFromPath: Readonly<Record<string, Path>>;
  readonly metrics: readonly ResourceMetric[];
}
