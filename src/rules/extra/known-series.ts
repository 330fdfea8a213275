import { seriesOf } from '../../config/own-metrics.js';
import { RUNTIMES } from '../../config/runtimes.js';
import { ENGINES, SURFACES, surfaceFacts } from '../../config/surfaces.js';
import { catalogue } from '../../metrics/catalogue.js';
import type { Metric } from '../../metrics/metric.js';
import { type LabelSet, labelsLeft } from '../../promql/labels-left.js';
import { parsePromql } from '../../promql/parse.js';
import { labelsGiven } from '../../scraping/declared-checks.js';
import type { ScrapedSurface } from '../../scraping/scraped.js';
import type { ScrapeSettings } from '../../scraping/settings.js';
import { surfaces } from '../../scraping/surfaces/index.js';
import { recordedSignals } from '../../signals/registry.js';
import type { ExtraRules } from './read.js';

/** What Prometheus writes itself. */
const OF_PROMETHEUS = ['up', 'ALERTS', 'ALERTS_FOR_STATE'];
/** What is measured in our targets; what else the catalogue has is of exporters that others scrape. */
const OURS = new Set<string>([...RUNTIMES, ...SURFACES.flatMap((name) => surfaceFacts[name].exporters)]);

/** The series that there are in an environment by their names, with the labels that they may have; nothing where nobody knows those. */
export type KnownSeries = ReadonlyMap<string, LabelSet>;

interface Known {
  readonly environment: ScrapeSettings;
  readonly scraped: readonly ScrapedSurface[];
  /** The names of everything that we record. */
  readonly recordedNames: ReadonlySet<string>;
}

/**
 * Everything that rules of an environment may read: what monitors keep, what others scrape, what we record, what these rules do, and series
 * of these names, of which no more is known.
 */
export function knownSeries(
  { environment, scraped, recordedNames }: Known,
  { files }: Pick<ExtraRules, 'files'>,
  others: readonly string[] = [],
): KnownSeries {
  const known = new Map<string, LabelSet>();
  const add = (name: string, labels: LabelSet) => {
    const before = known.get(name);
    const both = known.has(name) && (before === undefined || labels === undefined) ? undefined : labels;
    known.set(name, both === undefined ? undefined : new Set([...(before ?? []), ...both]));
  };
  for (const name of [...OF_PROMETHEUS, ...others]) add(name, undefined);
  for (const metric of catalogue.filter(({ component }) => !OURS.has(component))) {
    for (const name of namesOf(metric)) add(name, undefined);
  }
  for (const own of environment.metrics.filter(({ exporter }) => exporter === 'others')) {
    for (const name of seriesOf(own)) add(name, undefined);
  }
  for (const { name: surface, kept } of scraped) {
    for (const metric of kept)
      for (const name of namesOf(metric)) add(name, labelsAt(surface, metric, name, environment));
  }
  for (const name of recordedNames) add(name, labelsOfRecord(name, environment));
  const recorded = files.flatMap(({ groups }) => groups.flatMap(({ rules }) => rules.map(({ rule }) => rule)));
  // A record may read one of a file that is read later.
  for (const rule of recorded) if ('record' in rule && !known.has(rule.record)) known.set(rule.record, undefined);
  for (const rule of recorded) {
    if ('record' in rule) known.set(rule.record, labelsRecorded(rule.expr, Object.keys(rule.labels ?? {}), known));
  }
  return known;
}

function namesOf({ name, suffixes }: Metric): readonly string[] {
  return suffixes.map((suffix) => name + suffix);
}

function labelsAt(
  surface: ScrapedSurface['name'],
  metric: Metric,
  series: string,
  environment: ScrapeSettings,
): LabelSet {
  const { droppedLabels = [] } = surfaces[surface];
  const passed = environment.scrape.endpoints.filter((entry) => entry.surfaces.includes(surface));
  const isMapped = passed.some(({ relabelings }) => relabelings.some(({ action }) => action === 'labelmap'));
  const isUnlisted = environment.scrape.keep.some(
    (entry) => typeof entry !== 'string' && entry.unlisted === metric.name,
  );
  if (isMapped || isUnlisted) return undefined;
  const own = Object.keys(metric.labels).filter((label) => !droppedLabels.includes(label));
  const given = labelsGiven(surface, environment);
  return new Set([
    ...own,
    ...given,
    ...own.filter((label) => given.includes(label)).map((label) => `exported_${label}`),
    environment.cluster.label,
    ...(series.endsWith('_bucket') ? ['le'] : []),
    ...(metric.kind === 'summary' ? ['quantile'] : []),
    ...(ENGINES.some((name) => name === surface) ? ['model_name'] : []),
  ]);
}

/** Records of objectives have what their grouping leaves. */
function labelsOfRecord(name: string, { cluster }: Pick<ScrapeSettings, 'cluster'>): LabelSet {
  const signal = recordedSignals.find(({ record }) => record === name);
  if (signal === undefined) return undefined;
  const written = signal.rules.flatMap(({ labels }) => Object.keys(labels ?? {}));
  return new Set([...signal.labels, ...written, cluster.label]);
}

function labelsRecorded(expr: string, written: readonly string[], known: KnownSeries): LabelSet {
  try {
    const { labels } = labelsLeft(parsePromql(expr), ({ name }) => known.get(name));
    return labels === undefined ? undefined : new Set([...labels, ...written]);
  } catch {
    // What is no PromQL is told where it stands.
    return undefined;
  }
}
