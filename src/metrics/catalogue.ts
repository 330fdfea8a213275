import { customResources } from './custom-resources/metrics.js';
import { dcgm } from './dcgm.js';
import { envoy } from './envoy.js';
import { gatewayPlugin } from './gateway.js';
import { kubernetes } from './kubernetes.js';
import type { Counter, Gauge, Histogram, Metric, Summary } from './metric.js';
import { operator } from './operator.js';
import { prometheus } from './prometheus.js';
import { sglRouter } from './router/sgl-router.js';
import { smg } from './router/smg.js';
import { smgSince113 } from './router/smg-1.13.js';
import { runtimeMetrics } from './runtimes.js';

const entries = [
  ...Object.values(runtimeMetrics).flat(),
  ...sglRouter,
  ...smg,
  ...smgSince113,
  ...gatewayPlugin,
  ...envoy,
  ...operator,
  ...customResources,
  ...kubernetes,
  ...dcgm,
  ...prometheus,
] as const;

/** Any metric of the catalogue, with its own name and labels. */
export type Entry = (typeof entries)[number];

/** Every metric this project knows; a name stands once per generation, label set or kind that differs. */
export const catalogue: readonly Metric[] = entries;

type CounterEntry = Extract<Entry, Counter>;
type GaugeEntry = Extract<Entry, Gauge>;
type HistogramEntry = Extract<Entry, Histogram>;
type SummaryEntry = Extract<Entry, Summary>;

export type CounterName = CounterEntry['name'];
export type GaugeName = GaugeEntry['name'];
export type HistogramName = HistogramEntry['name'];
export type SummaryName = SummaryEntry['name'];
export type MetricName = Entry['name'];

/** One pass over all entries; those of one name, its generations, fall together. */
type LabelsByName = { [Each in Entry as Each['name']]: Extract<keyof Each['labels'], string> };

/** The labels that some generation of a metric carries: what a query may group it by. */
export type LabelOf<N extends MetricName> = LabelsByName[N];

const names: ReadonlySet<string> = new Set(entries.map(({ name }) => name));

/** Whether the catalogue has a metric of that name. */
export function isMetricName(name: string): name is MetricName {
  return names.has(name);
}

/** Every name once, in the catalogue's order. */
export const metricNames: readonly MetricName[] = [...new Set(entries.map(({ name }) => name))];
