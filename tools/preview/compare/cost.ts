import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import { alignedRange, type Shown } from '../model/answer.js';
import type { Dashboard } from '../model/dashboard.js';
import type { Variables } from '../model/interpolate.js';
import { placed } from '../model/layout.js';
import { requestsOf } from '../model/requests.js';

/** What opening a dashboard asks of a Prometheus, every row open. */
export interface Cost {
  readonly queries: number;
  /** Series that come back. */
  readonly series: number;
  /** Samples that the queries read, as Prometheus counts them. */
  readonly samples: number;
}

/** Asks each query of a dashboard once, as it is opened. A query that fails costs nothing. */
export async function costOf(dashboard: Dashboard, variables: Variables, shown: Shown, address: string): Promise<Cost> {
  const requests = placed(dashboard, variables, () => true).flatMap((item) => requestsOf(item, variables, shown));
  let [series, samples] = [0, 0];
  for (const { request } of requests) {
    const { start, end } = request.kind === 'range' ? alignedRange(shown, request.step) : { start: 0, end: 0 };
    const times =
      request.kind === 'range'
        ? { start: String(start), end: String(end), step: String(request.step) }
        : { time: String(shown.to) };
    const body = new URLSearchParams({ query: request.expr, stats: 'all', ...times });
    const path = request.kind === 'range' ? 'query_range' : 'query';
    const data = property(await (await fetch(`${address}/api/v1/${path}`, { method: 'POST', body })).json(), 'data');
    const result = property(data, 'result');
    series += Array.isArray(result) ? result.length : 0;
    samples += Number(property(property(property(data, 'stats'), 'samples'), 'totalQueryableSamples') ?? 0);
  }
  return { queries: requests.length, series, samples };
}
