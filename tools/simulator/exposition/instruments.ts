import type { CounterName, GaugeName, HistogramName } from '../../../src/metrics/catalogue.js';

export interface Counter {
  readonly add: (amount: number) => void;
}
export interface Gauge {
  readonly set: (value: number) => void;
}
export interface Histogram {
  /** That many observations of one value; once unless said. */
  readonly observe: (value: number, times?: number) => void;
}

/** One series of an exposition. The object stays the same from scrape to scrape, only its value changes. */
export interface Sample {
  /** As exposed, with `_bucket`, `_sum`, `_count`, `_created`. */
  readonly name: string;
  /** In the exporter's order, `le` as it spells it. */
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export type LabelValues = Readonly<Record<string, string>>;

/**
 * The metrics of one process, as one generation of one exporter publishes them. The first call for a name and a label
 * set makes the series, at 0, as its client library does; later calls return the same. Throws for a name that the generation
 * does not expose, and for labels other than the catalogue's.
 */
export interface MetricStore {
  readonly counter: (name: CounterName, labels?: LabelValues) => Counter;
  readonly gauge: (name: GaugeName, labels?: LabelValues) => Gauge;
  readonly histogram: (name: HistogramName, labels?: LabelValues) => Histogram;
  /** Whether this generation exposes the metric under the features that the process was started with. */
  readonly exposes: (name: string) => boolean;
  /** Takes series of a metric away, those with these labels: what a resource's deletion does. */
  readonly remove: (name: GaugeName, labels?: LabelValues) => void;
  /** Every series, in the exporter's order. */
  readonly samples: () => readonly Sample[];
  /** The exposition as the exporter writes it. */
  readonly text: () => string;
}
