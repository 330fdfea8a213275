import type { Sizing } from '../config/sizing.js';
import type { BucketGrid } from './bucket-grids.js';
import type { Component } from './components.js';
import type { Feature } from './features.js';

/** How many values a label has on one target: a number, or what the sizing and the generation say. */
export type Count = number | ((sizing: Sizing, generation: string) => number);

/** One label of a metric: from which generation on, how many values, and whether only under conditions. */
export interface LabelFact {
  readonly count: Count;
  readonly from?: string;
  readonly optional?: true;
}

export type Labels = Readonly<Record<string, Count | LabelFact>>;

/** What is known of a metric beside its name, kind and unit. */
export interface Facts<L extends Labels = Labels> {
  readonly component: Component;
  readonly labels: L;
  /** Generations of the component that expose the metric, oldest first. */
  readonly generations: readonly string[];
  /** Where the fact was read: repository and file. */
  readonly source: string;
  /** In words, where the generation alone does not say it. */
  readonly since?: string;
  /** Labels nobody can list beforehand, in words. */
  readonly openLabels?: string;
  readonly deprecated?: string;
  readonly hiddenFrom?: string;
  readonly removed?: string;
  readonly replacedBy?: string;
  /** What the exporter must be started with before it shows the metric at all. */
  readonly feature?: Feature;
  /** When the metric appears, in words. */
  readonly condition?: string;
  readonly note?: string;
  /** False where the code declares the metric and nothing ever sets it. */
  readonly emitted?: boolean | 'unverified';
  /** `source` unless said otherwise. */
  readonly evidence?: 'docs-only' | 'docs and kubelet convention';
}

interface Named<Name extends string, L extends Labels> extends Facts<L> {
  /** As exposed; histograms and summaries by base name. */
  readonly name: Name;
  readonly unit: string;
  readonly help: string;
  /** What follows the name in the names of its series. */
  readonly suffixes: readonly string[];
  /** Samples that one label set exposes on one target. */
  readonly samplesPerLabelSet: (sizing: Sizing) => number;
}

export interface Counter<Name extends string = string, L extends Labels = Labels> extends Named<Name, L> {
  readonly kind: 'counter';
}
export interface Gauge<Name extends string = string, L extends Labels = Labels> extends Named<Name, L> {
  readonly kind: 'gauge';
}
export interface Histogram<Name extends string = string, L extends Labels = Labels> extends Named<Name, L> {
  readonly kind: 'histogram';
  readonly buckets: BucketGrid;
}
export interface Summary<Name extends string = string, L extends Labels = Labels> extends Named<Name, L> {
  readonly kind: 'summary';
  /** Quantile series that it shows; Python's client shows none. */
  readonly quantiles: number;
}
export type Metric = Counter | Gauge | Histogram | Summary;

type OwnFacts = Partial<Omit<Facts, 'component' | 'labels'>>;

/** +Inf, _sum and _count come on top of the bounds. */
const BESIDE_THE_BOUNDS = 3;
const SCALAR = { suffixes: [''], samplesPerLabelSet: () => 1 };

/**
 * Makers for the metrics of one family: each takes name, unit and help, and may override what the family shares.
 * Names are the exposed ones, with `_total` where the exporter adds it.
 */
export function family<const L extends Labels>(shared: Facts<L>) {
  return {
    counter: <const N extends string>(name: N, unit: string, help: string, own: OwnFacts = {}): Counter<N, L> => ({
      ...shared,
      ...own,
      ...SCALAR,
      name,
      unit,
      help,
      kind: 'counter',
    }),
    gauge: <const N extends string>(name: N, unit: string, help: string, own: OwnFacts = {}): Gauge<N, L> => ({
      ...shared,
      ...own,
      ...SCALAR,
      name,
      unit,
      help,
      kind: 'gauge',
    }),
    histogram: <const N extends string>(
      name: N,
      unit: string,
      buckets: BucketGrid,
      help: string,
      own: OwnFacts = {},
    ): Histogram<N, L> => ({
      ...shared,
      ...own,
      name,
      unit,
      help,
      kind: 'histogram',
      buckets,
      suffixes: ['_bucket', '_sum', '_count'],
      samplesPerLabelSet: (sizing) => buckets.bounds(sizing).length + BESIDE_THE_BOUNDS,
    }),
    summary: <const N extends string>(
      name: N,
      unit: string,
      quantiles: number,
      help: string,
      own: OwnFacts = {},
    ): Summary<N, L> => ({
      ...shared,
      ...own,
      name,
      unit,
      help,
      kind: 'summary',
      quantiles,
      suffixes: quantiles > 0 ? ['', '_sum', '_count'] : ['_sum', '_count'],
      samplesPerLabelSet: () => quantiles + 2,
    }),
  };
}

/** A label that exists from a generation on. */
export function since<C extends Count>(from: string, count: C): LabelFact {
  return { count, from };
}

/** A label that appears only under conditions; the prediction counts one value. */
export const sometimes: LabelFact = { count: 1, optional: true };

/** The facts of a label, whichever way its family wrote them. */
export function labelFact(label: Count | LabelFact): LabelFact {
  return typeof label === 'object' ? label : { count: label };
}
