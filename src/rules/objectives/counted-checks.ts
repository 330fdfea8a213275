import type { Environment } from '../../config/environment.js';
import type { Objective } from '../../config/objectives.js';
import type { Counted } from '../../config/own-events.js';
import type { Path } from '../../files/yaml-file.js';
import { nearest } from '../../lib/nearest.js';
import { metricNames } from '../../metrics/catalogue.js';
import type { KnownSeries } from '../extra/known-series.js';
import { metricNamed, type NamedMetric, seriesCounted } from './named-metrics.js';

/** Something that is wrong with what an objective names, below the objective. */
export interface Finding {
  readonly path: Path;
  readonly words: string;
}

interface Context {
  readonly settings: Pick<Environment, 'alerts' | 'cluster' | 'metrics' | 'sizing'>;
  readonly known: KnownSeries;
  readonly objective: Objective;
}

/** What is wrong with one of the things that an objective counts, which stands at this path of it; labels are asked once the series is there. */
export function wronglyCounted(counted: Counted, at: Path, context: Context): readonly Finding[] {
  const found = counted.metric === undefined ? wrongRecord(counted, context) : wrongMetric(counted, context);
  return found.length > 0
    ? found.map(({ path, words }) => ({ path: [...at, ...path], words }))
    : wrongLabels(counted, at, context);
}

/** What is wrong with labels that budgets are told apart by, whatever is counted: alerts get these from elsewhere. */
export function takenLabels({ settings: { alerts, cluster }, objective }: Context): readonly Finding[] {
  return (objective.events?.by ?? []).flatMap((label, index) => {
    const path = ['events', 'by', index];
    if (label === cluster.label) {
      return [{ path, words: `must not be the label of the cluster, which is always among them, got ${label}` }];
    }
    return Object.hasOwn(alerts.labels, label)
      ? [{ path, words: `must not be one of alerts.labels, which would take its place, got ${label}` }]
      : [];
  });
}

function wrongMetric({ metric = '', atMost }: Counted, { settings, known }: Context): readonly Finding[] {
  const named = metricNamed(metric, settings.metrics);
  const ofMetric = (words: string) => [{ path: ['metric'], words }];
  if (named === undefined) {
    const meant = nearest(metric, [...settings.metrics.map(({ name }) => name), ...metricNames]);
    return ofMetric(
      `must be declared in metrics or be in the catalogue, got ${metric}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    );
  }
  if (named.kind === 'gauge') {
    return ofMetric(
      `must be a counter or a histogram, got ${metric}, a gauge; a record of rules.extraRules may make events per second of it`,
    );
  }
  if (!known.has(seriesCounted(metric, named.kind, 'all'))) {
    return ofMetric(`must be kept by a monitor of this environment, got ${metric}; name it in scrape.keep`);
  }
  return atMost === undefined ? [] : wrongBucket(metric, atMost, named, settings);
}

/** Buckets that nobody says are not judged: those of a histogram that others scrape. */
function wrongBucket(
  metric: string,
  atMost: number,
  { kind, shown }: NamedMetric,
  { metrics, sizing }: Context['settings'],
): readonly Finding[] {
  const path = ['atMost'];
  if (kind !== 'histogram') return [{ path, words: `must not be given for ${metric}, which is a ${kind}` }];
  const declared = metrics.find(({ name }) => name === metric)?.buckets;
  const grids = [
    ...shown.flatMap((one) => (one.kind === 'histogram' ? [one.buckets.bounds(sizing)] : [])),
    ...(declared === undefined ? [] : [declared]),
  ];
  const missing = grids.find((bounds) => !bounds.includes(atMost));
  return missing === undefined
    ? []
    : [{ path, words: `must be a bucket of ${metric}, got ${atMost}; they are ${missing.join(', ')}` }];
}

function wrongRecord({ record = '' }: Counted, { known }: Context): readonly Finding[] {
  const path = ['record'];
  if (!known.has(record)) {
    const meant = nearest(
      record,
      [...known.keys()].filter((name) => name.includes(':')),
    );
    return [
      {
        path,
        words: `must be a record of rules.extraRules or of this program, got ${record}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
      },
    ];
  }
  return known.get(record)?.has('le') === true
    ? [{ path, words: `must not be a record of buckets, each of which has what those before it have, got ${record}` }]
    : [];
}

function wrongLabels(
  { metric, record = '', matchers }: Counted,
  at: Path,
  { settings, known, objective }: Context,
): readonly Finding[] {
  const name = metric ?? record;
  const series =
    metric === undefined ? record : seriesCounted(metric, metricNamed(metric, settings.metrics)?.kind, 'all');
  const own = matchers.map(({ label }, index) => ({ label, path: [...at, 'matchers', index, 'label'] }));
  const ofCluster = own
    .filter(({ label }) => label === settings.cluster.label)
    .map(({ path, label }) => ({ path, words: `must not be the label of the cluster, got ${label}` }));
  const labels = known.get(series);
  if (labels === undefined) return ofCluster;
  const { events, selector } = objective;
  const named = [
    ...own,
    ...(events?.by ?? []).map((label, index) => ({ label, path: ['events', 'by', index] })),
    ...Object.entries(selector).flatMap(([label, value]) =>
      value === undefined ? [] : { label, path: ['selector', label] },
    ),
  ];
  const there = [...labels].filter((label) => label !== settings.cluster.label);
  return [
    ...ofCluster,
    ...named
      .filter(({ label }) => !labels.has(label))
      .map(({ label, path }) => {
        const meant = nearest(label, there);
        const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
        return { path, words: `must be a label of ${name}, got ${label}${hint || `; it has ${there.join(', ')}`}` };
      }),
  ];
}
