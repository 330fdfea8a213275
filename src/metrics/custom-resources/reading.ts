import type { Metric } from '../metric.js';

/** A path into a custom resource, as kube-state-metrics writes it. */
type Path = readonly string[];

/** How kube-state-metrics reads one family: a number, one series per state of an enumeration, or only labels. */
export type Reading =
  | {
      readonly type: 'Gauge';
      readonly path: Path;
      readonly valueFrom?: Path;
      /** The label that says under which key of a map a value was found. */
      readonly labelFromKey?: string;
      readonly absentIsZero?: true;
    }
  | { readonly type: 'StateSet'; readonly path: Path; readonly labelName: string; readonly list: readonly string[] }
  | { readonly type: 'Info'; readonly path?: Path };

/**
 * One family of one custom resource. `labelsFromPath` is relative to the reading's path, `constant` labels are fixed.
 * A `named` label stands in the name of the exporter's family and becomes a label at the scrape: before 2.19 kube-state-metrics
 * loses families of a kind that lists one name twice (kubernetes/kube-state-metrics#2866).
 */
export interface ResourceMetric {
  readonly metric: Metric;
  readonly reading: Reading;
  readonly labelsFromPath?: Readonly<Record<string, Path>>;
  readonly constant?: Readonly<Record<string, string>>;
  readonly named?: { readonly label: string; readonly value: string };
}

/** Everything published about one kind of custom resource of the group arks.ai. */
export interface ResourceState {
  readonly kind: string;
  readonly plural: string;
  readonly labelsFromPath: Readonly<Record<string, Path>>;
  readonly metrics: readonly ResourceMetric[];
}

/** The name of a family in the exporter. */
export function familyName({ metric, named }: ResourceMetric): string {
  return named === undefined ? metric.name : `${metric.name}_${named.value}`;
}
