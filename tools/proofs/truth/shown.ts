import { shownMetrics } from '@arks-monitoring/simulator/exposition/known-metrics.js';
import type { EngineSpec } from '@arks-monitoring/simulator/fleet/spec.js';
import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import type { Sizing } from '../../../src/config/sizing.js';
import type { MetricName } from '../../../src/metrics/catalogue.js';
import type { Observing, Scraped, Tally } from './tally.js';

/** One engine process: who it is, and which metrics its generation shows. */
export interface EngineProcess {
  readonly identity: Labels;
  readonly engine: EngineSpec;
  readonly scraped: Scraped;
  /** The last KV transfer that it made. */
  lastTransfer: { readonly milliseconds: number; readonly speed: number };
  /** How long the last request that it scheduled had waited; undefined before the first. */
  lastQueueSeconds: number | undefined;
  /** Requests whose prompt is computed here and not yet moved, by number. */
  readonly moving: Set<number>;
  /** Whether TensorRT-LLM reads statistics of iterations: not yet, as they come, or left as the last one was. */
  iterations: 'unread' | 'read' | 'left';
  /** What its own grid of a metric is, where it shows the metric. */
  readonly bounds: (names: readonly MetricName[]) => readonly number[] | undefined;
  readonly shows: (names: readonly MetricName[]) => boolean;
}

export function engineProcess(identity: Labels, engine: EngineSpec, sizing: Sizing): EngineProcess {
  const { runtime, generation } = engine;
  const role = identity['role'];
  const features = role === 'prefill' || role === 'decode' ? (['disaggregation'] as const) : [];
  const shown = shownMetrics({ component: runtime, generation, sizing, features });
  return {
    identity: { ...identity, runtime },
    engine,
    scraped: { from: undefined, to: undefined },
    lastTransfer: { milliseconds: 0, speed: 0 },
    lastQueueSeconds: undefined,
    moving: new Set(),
    iterations: 'unread',
    shows: (names) => names.some((name) => shown.has(name)),
    bounds: (names) => {
      const metric = names.map((name) => shown.get(name)).find((one) => one !== undefined);
      return metric?.kind === 'histogram' ? metric.buckets.bounds(sizing) : undefined;
    },
  };
}

/** Where the model's events are counted, if the engine shows a metric of them at all. vLLM shows it from the start, at 0. */
export interface Counting {
  readonly count: (measure: string, names: readonly MetricName[], labels?: Labels) => (amount: number) => void;
  readonly measure: (measure: string, names: readonly MetricName[], labels?: Labels) => Observing['observe'];
}

export function counting(tally: Tally, { identity, engine, scraped, shows, bounds }: EngineProcess): Counting {
  const fromStart = engine.runtime === 'vllm';
  return {
    count: (measure, names, labels = {}) => {
      if (!shows(names)) return () => undefined;
      const counter = () => tally.counter(measure, { ...identity, ...labels }, scraped);
      if (fromStart) counter();
      return (amount) => counter().add(amount);
    },
    measure: (measure, names, labels = {}) => {
      const grid = bounds(names);
      if (grid === undefined) return () => undefined;
      const make = () => tally.histogram(measure, { ...identity, ...labels }, scraped, grid);
      let made = fromStart ? make() : undefined;
      return (value, times) => {
        made ??= make();
        made.observe(value, times);
      };
    },
  };
}
