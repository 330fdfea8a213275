import type { Metric } from '../../../src/metrics/metric.js';
import type { Counter, Gauge, Histogram, LabelValues, MetricStore, Sample } from './instruments.js';
import { orderedLabels, type StoreProps, shownMetrics } from './known-metrics.js';
import { histogramAt0, type MutableSample, type Series, sampleAt0 } from './series.js';
import { exposedAs, spellingOf } from './spelling.js';
import { expositionText, type Family } from './text.js';

/**
 * The metrics of one process as its exporter publishes them, from the catalogue: families in the order in which they were first
 * asked for. Help texts are the catalogue's, which are not always the exporter's own words.
 * Throws for a generation that the component has not.
 */
export function createStore(props: StoreProps): MetricStore {
  const {
    component,
    generation,
    sizing,
    createdAt = () => 0,
    ownBounds = {},
    hasCreated: mayHaveCreated = true,
  } = props;
  const spelling = spellingOf(component);
  const shown = shownMetrics(props);
  const families = new Map<string, Family>();
  const counters = new Map<string, Counter>();
  const gauges = new Map<string, Gauge>();
  const histograms = new Map<string, Histogram>();
  let flat: readonly MutableSample[] | undefined;

  const metricOf = (name: string, kind: Metric['kind']): Metric => {
    const metric = shown.get(name);
    if (metric === undefined) throw new Error(`${component} ${generation} shows no metric ${name}`);
    if (metric.kind !== kind) throw new Error(`${name} is a ${metric.kind} in ${component} ${generation}, no ${kind}`);
    return metric;
  };
  const familyOf = (metric: Metric, labels: LabelValues): Family => {
    const { name } = exposedAs(metric.name, labels, spelling);
    const known = families.get(name);
    if (known !== undefined) return known;
    const family: Family = { name, metric, series: new Map() };
    families.set(name, family);
    return family;
  };
  const keep = (metric: Metric, key: string, labels: LabelValues, samples: readonly MutableSample[]): void => {
    const created = hasCreated(metric.kind) ? createdSample(metric, labels) : undefined;
    const series: Series = { labels, samples, created };
    familyOf(metric, labels).series.set(key, series);
    flat = undefined;
  };
  const hasCreated = (kind: Metric['kind']) =>
    mayHaveCreated && kind !== 'gauge' && spelling.createdIn.includes(generation);
  const createdSample = (metric: Metric, labels: LabelValues): MutableSample => {
    const base = metric.kind === 'counter' ? metric.name.replace(/_total$/, '') : metric.name;
    const sample = sampleAt0(`${base}_created`, labels);
    sample.value = createdAt();
    return sample;
  };
  const instrument = <Instrument>(
    instruments: Map<string, Instrument>,
    metric: Metric,
    labels: LabelValues,
    make: (ordered: LabelValues) => { readonly samples: readonly MutableSample[]; readonly instrument: Instrument },
  ): Instrument => {
    const ordered = orderedLabels(metric, generation, labels, spelling);
    const key = sampleAt0(metric.name, ordered).head;
    const known = instruments.get(key);
    if (known !== undefined) return known;
    const made = make(ordered);
    instruments.set(key, made.instrument);
    keep(metric, key, Object.freeze(ordered), made.samples);
    return made.instrument;
  };

  return {
    counter: (name, labels = {}) =>
      instrument(counters, metricOf(name, 'counter'), labels, (ordered) => {
        const sample = sampleAt0(name, ordered);
        return { samples: [sample], instrument: { add: (amount) => rise(sample, amount) } };
      }),
    gauge: (name, labels = {}) =>
      instrument(gauges, metricOf(name, 'gauge'), labels, (ordered) => {
        const exposed = exposedAs(name, ordered, spelling);
        const sample = sampleAt0(exposed.name, exposed.labels);
        const set = (value: number) => {
          sample.value = value;
        };
        return { samples: [sample], instrument: { set } };
      }),
    histogram: (name, labels = {}) => {
      const metric = metricOf(name, 'histogram');
      return instrument(histograms, metric, labels, (ordered) => {
        const usual = metric.kind === 'histogram' ? metric.buckets.bounds(sizing) : [];
        const bounds = ownBounds[name] ?? usual;
        const { samples, histogram } = histogramAt0(name, ordered, bounds, spelling);
        return { samples, instrument: histogram };
      });
    },
    exposes: (name) => shown.has(name),
    remove: (name, labels = {}) => {
      const wanted = Object.entries(labels);
      for (const family of [...families.values()].filter(({ metric }) => metric.name === name)) {
        for (const [key, series] of family.series) {
          if (!wanted.every(([label, value]) => series.labels[label] === value)) continue;
          family.series.delete(key);
          gauges.delete(key);
          flat = undefined;
        }
      }
    },
    samples: (): readonly Sample[] => {
      flat ??= [...families.values()].flatMap(({ series }) => [
        ...[...series.values()].flatMap(({ samples }) => samples),
        ...[...series.values()].flatMap(({ created }) => created ?? []),
      ]);
      return flat;
    },
    text: () => expositionText([...families.values()], spelling, generation),
  };
}

function rise(sample: MutableSample, amount: number): void {
  if (!(amount >= 0)) throw new Error(`${sample.name} is a counter and cannot rise by ${amount}`);
  sample.value += amount;
}
