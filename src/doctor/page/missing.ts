import { catalogue } from '../../metrics/catalogue.js';
import type { Component } from '../../metrics/components.js';
import type { Metric } from '../../metrics/metric.js';
import { metricsOfSignals } from '../../signals/kept-metrics.js';
import { mayComeYet } from '../by-and-by.js';
import { isAlwaysThere } from '../recognition.js';
import type { RecognizedPage } from './page.js';

/** Of these the catalogue has every metric; of the others only what is used. */
const WHOLE: readonly Component[] = ['vllm', 'sglang', 'dynamo', 'tensorrt-llm', 'sglangRouter', 'customResources'];
/** What names of an exporter begin with, up to the first sign that parts words. */
const PREFIX = /^[a-zA-Z0-9]+[_:]/;

/**
 * Metrics that signals read and that a page of this generation lacks. Counters come with the first event that they count, and on a page
 * without a request, or of an exporter that shows everything by and by, nothing can be told to be missing: these are among them only
 * where it does not matter why.
 */
export function missingOf(
  { component, entries, known, generation }: RecognizedPage,
  asked: 'whatever it counts' | 'seen from the first request on',
): readonly Metric[] {
  const there = new Set(known.map(({ family }) => family.name));
  const gone = entries.filter(
    (metric) => isAlwaysThere(metric) && metricsOfSignals.has(metric.name) && !there.has(metric.name),
  );
  if (asked === 'whatever it counts') return gone;
  if (mayComeYet(component, 'page') || !hasServed(known)) return [];
  return gone.filter(({ kind }) => kind !== 'counter' && generation !== '');
}

/** Whether a page has counted anything: every exporter of engines counts requests in histograms. */
function hasServed(known: RecognizedPage['known']): boolean {
  const histograms = known.filter(({ metric }) => metric.kind === 'histogram');
  if (histograms.length === 0) return true;
  return histograms.some(({ family }) =>
    family.samples.some(({ name, value }) => name.endsWith('_count') && value > 0),
  );
}

/** Whether some exporter of the catalogue, in any generation, has a metric of this name. */
export function isRecorded(name: string): boolean {
  return NAMES.has(name);
}

const NAMES: ReadonlySet<string> = new Set(catalogue.map(({ name }) => name));

/** How names begin that are this exporter's alone; none where the catalogue has only what is used of it. */
export function prefixesOf(component: Component): readonly string[] {
  if (!WHOLE.includes(component)) return [];
  const of = (own: boolean) =>
    new Set(
      catalogue
        .filter((metric) => (metric.component === component) === own)
        .flatMap(({ name }) => PREFIX.exec(name)?.[0] ?? []),
    );
  const others = of(false);
  return [...of(true)].filter((prefix) => !others.has(prefix));
}
