import { EXPORTERS, metricSays, removalOf } from '../documented/metrics.js';
import { labelFact, type Metric } from '../metrics/metric.js';
import { metricsOfSignals } from '../signals/kept-metrics.js';
import type { MetricExplanation } from './explanation.js';
import type { Known } from './known.js';
import { placesOf } from './panels.js';
import type { Sources } from './sources.js';

const same = (text: string) => text;

/** What there is to say of a metric: all entries of the catalogue that have its name, and those that the environment declares. */
export function metricExplanation(
  entries: readonly Metric[],
  { plan, alerts, records, panels }: Known,
): MetricExplanation {
  const [first] = entries;
  if (first === undefined) throw new Error('a metric must be in the catalogue to be explained');
  const { name } = first;
  const reads = (one: Sources) => one.metrics.includes(name);
  return {
    kind: 'metric',
    name,
    says: first.help,
    shown: entries.map(shown),
    kept: metricsOfSignals.has(name) || plan.environment.metrics.some((own) => own.name === name),
    records: records.filter(reads).map((record) => record.name),
    alerts: alerts.filter(reads).map((alert) => alert.name),
    panels: placesOf(panels.filter(reads)),
  };
}

function shown(metric: Metric): MetricExplanation['shown'][number] {
  const { component, kind, unit, generations, since, source } = metric;
  return {
    exporter: EXPORTERS[component],
    says: metricSays(metric, same),
    kind,
    unit,
    generations,
    labels: labelsOf(metric),
    ...(since === undefined ? {} : { since }),
    gone: removalOf(metric, { plain: same, code: same }),
    source,
  };
}

function labelsOf({ labels, openLabels }: Metric): readonly string[] {
  const named = Object.entries(labels).map(([name, count]) => {
    const { optional, from } = labelFact(count);
    const text = from === undefined ? name : `${name} from ${from}`;
    return optional ? `(${text})` : text;
  });
  return openLabels === undefined ? named : [...named, openLabels];
}
