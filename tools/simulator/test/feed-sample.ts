import { type CounterName, catalogue, type GaugeName, type HistogramName } from '../../../src/metrics/catalogue.js';
import { familyName } from '../../../src/metrics/custom-resources/reading.js';
import { namedOf, tokenState } from '../../../src/metrics/custom-resources/readings.js';
import { type Family, families, type Line } from '../../../test/support/exposition.js';
import type { LabelValues, MetricStore } from '../exposition/instruments.js';

/** The size of what the recorded expositions show. */
export const SIZING = {
  maxModelLength: 32_768,
  enginesPerReplica: 1,
  ranksPerReplica: 1,
  workersPerRouter: 3,
  users: 3,
  modelsPerUser: 1,
  limitedUsers: 2,
  statusesPerUser: 2,
  endpoints: 2,
  applications: 1,
};

const ofKind = (kind: string) => new Set(catalogue.filter((metric) => metric.kind === kind).map(({ name }) => name));
const counters = ofKind('counter');
const gauges = ofKind('gauge');
const histograms = ofKind('histogram');
const isCounter = (name: string): name is CounterName => counters.has(name);
const isGauge = (name: string): name is GaugeName => gauges.has(name);
const isHistogram = (name: string): name is HistogramName => histograms.has(name);

/** Feeds a store the series of a family with these labels. Throws for what the catalogue has not; leaves summaries out. */
export function feed(store: MetricStore, family: Family, exposed: LabelValues): void {
  const { kind, lines } = family;
  const own = lines.filter((line) => sameLabels(withoutBound(line), exposed));
  const [first] = own;
  const { name, labels } = storedAs(family.name, exposed);
  if (kind === 'counter' && isCounter(name)) store.counter(name, labels).add(first?.value ?? 0);
  else if (kind === 'gauge' && isGauge(name)) store.gauge(name, labels).set(first?.value ?? 0);
  else if (kind === 'histogram' && isHistogram(name)) feedHistogram(store, name, own, labels);
  else if (kind !== 'summary') throw new Error(`the catalogue has no ${kind} ${name}`);
}

/** Name and labels under which the catalogue knows a series whose name ends with the value of a label. */
export function storedAs(name: string, labels: LabelValues): { readonly name: string; readonly labels: LabelValues } {
  const family = namedOf([tokenState]).find((one) => familyName(one) === name);
  if (family?.named === undefined) return { name, labels };
  return { name: family.metric.name, labels: { ...labels, [family.named.label]: family.named.value } };
}

/** What each bucket holds beyond the one before, then the sum: two observations of the first bucket that cancel each other's count. */
function feedHistogram(store: MetricStore, name: HistogramName, own: readonly Line[], labels: LabelValues): void {
  const histogram = store.histogram(name, labels);
  let below = 0;
  for (const { labels: bucket, value } of own.filter((line) => line.name.endsWith('_bucket'))) {
    histogram.observe(bucket['le'] === '+Inf' ? Number.MAX_SAFE_INTEGER : Number(bucket['le']), value - below);
    below = value;
  }
  const wanted = own.find((line) => line.name === `${name}_sum`)?.value ?? 0;
  const sum = store.samples().find((sample) => sample.name === `${name}_sum` && sameLabels(sample.labels, labels));
  const missingNow = () => wanted - (sum?.value ?? wanted);
  for (let missing = missingNow(); missing !== 0; missing = missingNow()) {
    histogram.observe(Math.min(missing, 0), 1);
    histogram.observe(Math.min(-missing, 0), -1);
  }
}

/** The label sets of a family, without what belongs to its kind. */
export function labelSets({ kind, lines }: Family): readonly LabelValues[] {
  const sets = lines.map((line) => (kind === 'histogram' || kind === 'summary' ? withoutBound(line) : line.labels));
  return [...new Map(sets.map((labels) => [JSON.stringify(Object.entries(labels).sort()), labels])).values()];
}

function withoutBound({ labels }: Line): LabelValues {
  const { le, quantile, ...rest } = labels;
  return rest;
}

/** A series, whatever the order of its labels. */
export const identity = ({ name, labels }: { readonly name: string; readonly labels: LabelValues }) =>
  `${name}${JSON.stringify(Object.entries(labels).sort())}`;
const sameLabels = (left: LabelValues, right: LabelValues) =>
  identity({ name: '', labels: left }) === identity({ name: '', labels: right });

/** Lines, but for help texts. */
export const withoutHelp = (text: string) => text.split('\n').filter((line) => !line.startsWith('# HELP '));

/** An exposition, but for its summaries. */
export function withoutSummaries(text: string): string {
  const summaries = families(text)
    .filter(({ kind }) => kind === 'summary')
    .map(({ name }) => name);
  let dropped = false;
  const kept = text.split('\n').filter((line) => {
    const heading = /^# (?:HELP|TYPE) (\S+) /.exec(line)?.[1];
    if (heading !== undefined) dropped = summaries.includes(heading.replace(/_created$/, ''));
    return !dropped;
  });
  return `${kept.join('\n').trimEnd()}\n`;
}
