import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';
import type { LoadedQuery } from './loaded.js';

/** What opening a dashboard once costs. */
export interface DashboardCost {
  readonly uid: string;
  readonly queries: number;
  /** Samples that Prometheus reads to draw six hours, of records and of raw series alone. */
  readonly recorded: number;
  readonly raw: number;
}

/**
 * Samples that a dashboard reads: those of each query at one time, for each of its steps. A fleet need not have six hours
 * behind it; what reads a window longer than it has (an objective over days) counts for what is there.
 */
export async function dashboardCost(
  prometheus: PrometheusServer,
  uid: string,
  queries: readonly LoadedQuery[],
): Promise<DashboardCost> {
  let recorded = 0;
  let raw = 0;
  for (const query of queries) {
    recorded += (await samplesOf(prometheus, query.recorded)) * query.steps;
    raw += (await samplesOf(prometheus, query.raw)) * query.steps;
  }
  return { uid, queries: queries.length, recorded, raw };
}

/** Samples that a query reads at one time. */
export async function samplesOf({ api }: PrometheusServer, expression: string): Promise<number> {
  const data = await api(`/query?stats=all&query=${encodeURIComponent(expression)}`);
  return Number(property(property(property(data, 'stats'), 'samples'), 'totalQueryableSamples'));
}
