import { catalogue } from '../../src/metrics/catalogue.js';
import type { Component } from '../../src/metrics/components.js';
import { labelsOf } from '../../src/metrics/prediction.js';
import type { LabelValues, MetricStore } from '../../tools/simulator/exposition/instruments.js';

/** A store that only remembers: counters and gauges by value, histograms by what was observed. */
export interface RecordingStore extends MetricStore {
  /** Of the one series with these labels; undefined where it was never made. */
  readonly value: (name: string, labels?: LabelValues) => number | undefined;
  /** Over all series that have these labels. */
  readonly sum: (name: string, labels?: LabelValues) => number;
  /** Number of observations and their sum, over all series that have these labels. */
  readonly observed: (name: string, labels?: LabelValues) => { readonly count: number; readonly sum: number };
}

interface Remembered {
  readonly name: string;
  readonly labels: LabelValues;
  value: number;
  count: number;
}

/**
 * A store for the metrics of components. Throws for other names and for other labels than the catalogue's, but for those
 * that kube-state-metrics adds to every custom resource.
 */
export function recordingStore(...components: readonly Component[]): RecordingStore {
  const series = new Map<string, Remembered>();
  const remembered = (name: string, labels: LabelValues): Remembered => {
    const key = keyOf(name, labels);
    const known = series.get(key);
    if (known !== undefined) return known;
    check(components, name, labels);
    const fresh = { name, labels, value: 0, count: 0 };
    series.set(key, fresh);
    return fresh;
  };
  const matching = (name: string, labels: LabelValues) =>
    [...series.values()].filter(
      (one) => one.name === name && Object.entries(labels).every(([label, value]) => one.labels[label] === value),
    );
  return {
    counter: (name, labels = {}) => {
      const one = remembered(name, labels);
      return {
        add: (amount) => {
          if (!(amount >= 0)) throw new Error(`${name} must not fall, got ${amount}`);
          one.value += amount;
        },
      };
    },
    gauge: (name, labels = {}) => {
      const one = remembered(name, labels);
      return {
        set: (value) => {
          one.value = value;
        },
      };
    },
    histogram: (name, labels = {}) => {
      const one = remembered(name, labels);
      return {
        observe: (value, times = 1) => {
          one.value += value * times;
          one.count += times;
        },
      };
    },
    exposes: (name) => catalogue.some((metric) => metric.name === name && components.includes(metric.component)),
    remove: (name, labels = {}) => {
      for (const one of matching(name, labels)) series.delete(keyOf(one.name, one.labels));
    },
    samples: () => [...series.values()],
    text: () => [...series.keys()].join('\n'),
    value: (name, labels = {}) => series.get(keyOf(name, labels))?.value,
    sum: (name, labels = {}) => matching(name, labels).reduce((sum, { value }) => sum + value, 0),
    observed: (name, labels = {}) =>
      matching(name, labels).reduce((all, { count, value }) => ({ count: all.count + count, sum: all.sum + value }), {
        count: 0,
        sum: 0,
      }),
  };
}

function check(components: readonly Component[], name: string, labels: LabelValues): void {
  const metric = catalogue.find((one) => one.name === name && components.includes(one.component));
  if (metric === undefined) throw new Error(`${components.join(', ')} has no metric ${name}`);
  const wanted = labelsOf(metric, 'current').toSorted().join(', ');
  const given = Object.keys(labels)
    .filter((label) => !label.startsWith('customresource_'))
    .toSorted()
    .join(', ');
  if (given !== wanted) throw new Error(`${name} has the labels ${wanted}, got ${given}`);
}

function keyOf(name: string, labels: LabelValues): string {
  const pairs = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${name} ${JSON.stringify(pairs)}`;
}
