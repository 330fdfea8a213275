import type { Metric } from '../../metrics/metric.js';
import type { Matcher } from '../../promql/build.js';
import { greatestOf } from '../../promql/inventory.js';
import type { ExpectedSurface } from '../expected.js';
import type { StoredSeries } from './prometheus-answers.js';
import type { PrometheusClient } from './prometheus-client.js';

/** What tells replicas, and series of tenants, apart. */
export const IDENTITY = ['namespace', 'application', 'role'] as const;

/** The one series of a metric that stands for all of them: of a histogram not its buckets, which are many. */
export function nameInStore({ name, kind, suffixes }: Metric): string {
  return kind === 'histogram' || !suffixes.includes('') ? `${name}_count` : name;
}

/** What is stored of the metrics that a surface keeps, with the labels that identify a series. */
export async function storedBy(
  client: PrometheusClient,
  surface: ExpectedSurface,
  { clusterLabel, only }: { readonly clusterLabel: string; readonly only: readonly Matcher[] },
): Promise<readonly StoredSeries[] | undefined> {
  const names = [...new Set(surface.kept.map(nameInStore))];
  const by = ['__name__', 'job', ...IDENTITY, clusterLabel];
  const found = await client.query(greatestOf(names, [surface.targets, ...only], [...new Set(by)]));
  return found?.map(({ labels: { __name__: name = '', ...labels }, value }) => ({
    surface: surface.name,
    name,
    labels,
    greatest: value,
  }));
}
