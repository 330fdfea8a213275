import { ENGINES } from '../config/surfaces.js';
import { alertsFiring } from '../signals/events.js';
import { APPLICATION } from '../signals/identity.js';
import { percentile } from '../signals/percentiles.js';
import { kvCacheUsage } from '../signals/recorded/cache.js';
import { replicasFound, replicasUp, replicasWanted } from '../signals/recorded/control-plane.js';
import { gatewayErrorRatio, gatewayRequests } from '../signals/recorded/gateway.js';
import { interTokenLatency, requestLatency, timeToFirstToken } from '../signals/recorded/latency.js';
import { requestsRunning, requestsWaiting } from '../signals/recorded/requests.js';
import { generationTokens, promptTokens } from '../signals/recorded/tokens.js';
import type { Signal } from '../signals/signal.js';
import type { Dashboard, Query } from './dashboard.js';
import { tile } from './makers.js';

const ROWS = [...APPLICATION, 'runtime'] as const;
const ROLES = ['namespace', 'application', 'role'] as const;
const p95 = (histogram: typeof timeToFirstToken) => percentile(histogram, 95);

/** A column of the table of applications; of percentiles the worst where there are several. */
const cell = (legend: string, of: Signal, reduce: 'sum' | 'max' = 'sum', labels: readonly string[] = ROWS): Query => ({
  of,
  legend,
  by: { reduce, labels },
});

export const overview: Dashboard = {
  uid: 'arks-overview',
  title: 'Arks / Overview',
  description: 'The whole fleet on one screen: is it healthy, and which application is not.',
  surfaces: [...ENGINES, 'envoy'],
  variables: ['cluster', 'namespace', 'application', 'model', 'runtime', 'role'],
  rows: () => [
    {
      title: 'Is it healthy?',
      answers: 'Do users get answers, how fast, and is anything wrong?',
      panels: [
        tile('Requests', gatewayRequests, 'sum'),
        tile('Server errors', gatewayErrorRatio, 'max', {
          alert: 'ArksGatewayErrorRatioHigh',
          limit: (t) => t.gatewayErrorRatio,
          leadsTo: 'arks-gateway',
        }),
        tile('First token p95, slowest application', p95(timeToFirstToken), 'max', {
          alert: 'ArksRuntimeFirstTokenSlow',
          limit: (t) => t.firstTokenP95Seconds,
          leadsTo: 'arks-runtime',
        }),
        tile('Output tokens', generationTokens, 'sum', {
          queries: [
            {
              of: generationTokens,
              legend: 'Output tokens',
              by: { reduce: 'sum', labels: [] },
              // Prefill computes the first token of a request, and decode counts it again.
              matchers: [{ label: 'role', operator: '!=', value: 'prefill' }],
            },
          ],
        }),
        tile('Prompt tokens', promptTokens, 'sum', {
          queries: [
            {
              of: promptTokens,
              legend: 'Prompt tokens',
              by: { reduce: 'sum', labels: [] },
              // Decode counts the prompt of a request that prefill computed.
              matchers: [{ label: 'role', operator: '!=', value: 'decode' }],
            },
          ],
        }),
        tile('Alerts firing', alertsFiring, 'count', { noValue: 'none' }),
        tile('Running', requestsRunning, 'sum', { noValue: 'no replica' }),
        tile('Waiting', requestsWaiting, 'sum', { noValue: 'no replica' }),
        tile('KV cache, fullest application', kvCacheUsage, 'max', { noValue: 'no replica' }),
        tile('Replicas up', replicasUp, 'sum', { noValue: 'no replica found' }),
        tile('Replicas wanted', replicasWanted, 'sum', { noValue: 'no application' }),
        tile('Replicas found', replicasFound, 'sum', { noValue: 'no replica found' }),
      ],
    },
    {
      title: 'Applications',
      answers: 'Which application, on which runtime, is slow, full or idle?',
      panels: [
        {
          kind: 'table',
          title: 'Applications',
          width: 24,
          height: 9,
          rows: ROWS,
          noValue: 'no traffic',
          leadsTo: 'arks-runtime',
          queries: [
            cell('Requests', requestLatency.count),
            cell('Output tokens', generationTokens),
            cell('First token p95', p95(timeToFirstToken), 'max'),
            cell('Inter-token p95', p95(interTokenLatency), 'max'),
            cell('Request p95', p95(requestLatency), 'max'),
            cell('Running requests', requestsRunning),
            cell('Waiting requests', requestsWaiting),
            cell('KV cache', kvCacheUsage, 'max'),
          ],
        },
        {
          kind: 'table',
          title: 'Replicas',
          width: 12,
          height: 8,
          rows: ROLES,
          noValue: 'no application',
          leadsTo: 'arks-troubleshooting',
          queries: [
            cell('Up', replicasUp, 'sum', ROLES),
            cell('Found', replicasFound, 'sum', ROLES),
            cell('Wanted', replicasWanted, 'sum', ROLES),
          ],
        },
        {
          kind: 'table',
          title: 'Firing alerts',
          width: 12,
          height: 8,
          rows: ['alertname', 'severity', 'namespace', 'application'],
          noValue: 'none',
          queries: [cell('Alerts', alertsFiring, 'sum', ['alertname', 'severity', 'namespace', 'application'])],
        },
      ],
    },
    {
      title: 'Over time',
      answers: 'When did it begin?',
      panels: [
        {
          kind: 'timeseries',
          title: 'Requests by status',
          width: 12,
          height: 8,
          stacked: true,
          noValue: 'no traffic',
          leadsTo: 'arks-gateway',
          queries: [
            {
              of: gatewayRequests,
              legend: '{{envoy_response_code_class}}xx',
              by: { reduce: 'sum', labels: ['envoy_response_code_class'] },
            },
          ],
        },
        {
          kind: 'timeseries',
          title: 'Output tokens by application',
          width: 12,
          height: 8,
          stacked: true,
          noValue: 'no traffic',
          leadsTo: 'arks-runtime',
          queries: [
            {
              of: generationTokens,
              legend: '{{namespace}}/{{application}} {{role}}',
              by: { reduce: 'sum', labels: ROLES },
            },
          ],
        },
      ],
    },
  ],
};
