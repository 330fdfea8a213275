import { property, rangeSeries } from '@arks-monitoring/simulator/prometheus/answers.js';
import type { PrometheusServer, Range } from '@arks-monitoring/simulator/prometheus/server.js';

/** What one range query costs, and how many values it answers. */
export interface QueryCost {
  /** Samples that Prometheus reads for it, and the most that it holds at once. */
  readonly samples: number;
  readonly peakSamples: number;
  readonly seconds: number;
  readonly values: number;
}

/** Runs a range query once. */
export async function queryCost({ api }: PrometheusServer, expression: string, range: Range): Promise<QueryCost> {
  const { start, end, step } = range;
  const query = encodeURIComponent(expression);
  const data = await api(`/query_range?query=${query}&start=${start}&end=${end}&step=${step}&stats=all`);
  const stats = property(data, 'stats');
  const samples = property(stats, 'samples');
  return {
    samples: Number(property(samples, 'totalQueryableSamples')),
    peakSamples: Number(property(samples, 'peakSamples')),
    seconds: Number(property(property(stats, 'timings'), 'execTotalTime')),
    values: rangeSeries(data).reduce((sum, { values }) => sum + values.length, 0),
  };
}
