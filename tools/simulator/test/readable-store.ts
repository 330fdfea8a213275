import type { LabelValues, MetricStore } from '../exposition/instruments.js';
import type { StoreProps } from '../exposition/known-metrics.js';
import { createStore } from '../exposition/store.js';
import { SIZING } from './feed-sample.js';

/** A store whose series tests can ask for. */
export interface ReadableStore extends MetricStore {
  /** Of the one series with these labels; undefined where it was never made or is gone. */
  readonly value: (name: string, labels?: LabelValues) => number | undefined;
  /** Over all series that have these labels. */
  readonly sum: (name: string, labels?: LabelValues) => number;
  /** Observations of a histogram and their sum, over all series that have these labels. */
  readonly observed: (name: string, labels?: LabelValues) => { readonly count: number; readonly sum: number };
}

/** The store of a process of Arks' control plane or gateway, of the one generation there is. */
export function readableStore(component: StoreProps['component']): ReadableStore {
  const store = createStore({ component, generation: 'current', sizing: SIZING, features: [] });
  const matching = (name: string, labels: LabelValues) =>
    store
      .samples()
      .filter((sample) => sample.name === name)
      .filter((sample) => Object.entries(labels).every(([label, value]) => sample.labels[label] === value));
  const sum: ReadableStore['sum'] = (name, labels = {}) =>
    matching(name, labels).reduce((total, { value }) => total + value, 0);
  return {
    ...store,
    sum,
    value: (name, labels = {}) =>
      matching(name, labels).find((sample) => Object.keys(sample.labels).length === Object.keys(labels).length)?.value,
    observed: (name, labels) => ({ count: sum(`${name}_count`, labels), sum: sum(`${name}_sum`, labels) }),
  };
}
