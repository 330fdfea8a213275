import { gatewayAlerts } from '../rules/alerts/gateway.js';
import { runtimeLatencyAlerts } from '../rules/alerts/runtime-latency.js';
import { kvCacheUsage } from '../signals/cache/cache.js';
import { replicasFound, replicasUp, replicasWanted } from '../signals/control-plane/control-plane.js';
import { gatewayErrorRatio, gatewayRequests } from '../signals/gateway/gateway.js';
import {
  interTokenLatencyP95,
  requestLatency,
  requestLatencyP95,
  timeToFirstToken,
  timeToFirstTokenP95,
} from '../signals/latency/latency.js';
import { objectiveBudgetLeft } from '../signals/objectives/objectives.js';
import { requestsAbandoned } from '../signals/requests/abandoned.js';
import { requestsRunning, requestsWaiting } from '../signals/requests/requests.js';
import { alertsFiring } from '../signals/scraping/events.js';
import { generationTokens, promptTokens } from '../signals/tokens/tokens.js';
import { ON_RUNTIME } from '../signals/vocabulary/identity.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Dashboard, Query, StatPanel } from './dashboard.js';
import { graph, queryOf, ROLE, ROLES, statPanel, summed } from './makers.js';

/** Added up in each row. */
const sum = (legend: string, of: Signal): Query => summed(of, legend, []);
/** The least of all. */
const least = (legend: string, of: Signal): Query => ({ of, legend, by: { reduce: 'min', labels: [] } });
/** Tokens that another role of the same request counts as well. */
const tokens = (title: string, of: Signal, otherRole: string): StatPanel =>
  statPanel(title, of, 'sum', {
    queries: [{ ...sum(title, of), matchers: [{ label: 'role', operator: '!=', value: otherRole }] }],
  });

export const overview: Dashboard = {
  uid: 'arks-overview',
  title: 'Arks / Overview',
  description: 'The whole fleet on one screen: is it healthy, and if not, which application is to blame?',
  variables: ['cluster', 'namespace', 'application', 'model', 'runtime', 'role'],
  rows: () => [
    {
      title: 'Is it healthy?',
      answers: 'Do users get answers, how fast, and is anything wrong?',
      panels: [
        statPanel('Requests', gatewayRequests, 'sum'),
        statPanel('Server errors', gatewayErrorRatio, 'max', {
          alert: gatewayAlerts.gatewayErrorRatioHigh,
          leadsTo: 'arks-gateway',
        }),
        statPanel('First token p95, slowest application', timeToFirstTokenP95, 'max', {
          alert: runtimeLatencyAlerts.runtimeFirstTokenSlow,
          leadsTo: 'arks-runtime',
        }),
        // Prefill computes the first token of a request, and decode counts it again.
        tokens('Output tokens', generationTokens, 'prefill'),
        // Decode counts the prompt of a request that prefill computed.
        tokens('Prompt tokens', promptTokens, 'decode'),
        statPanel('Alerts firing', alertsFiring, 'count', { noValue: 'none' }),
        statPanel('Running', requestsRunning, 'sum', { noValue: 'no replica' }),
        statPanel('Waiting', requestsWaiting, 'sum', { noValue: 'no replica' }),
        statPanel('KV cache, fullest application', kvCacheUsage, 'max', { noValue: 'no replica' }),
        statPanel('Replicas up', replicasUp, 'sum', { noValue: 'no replica found' }),
        statPanel('Replicas wanted', replicasWanted, 'sum', { noValue: 'no application' }),
        statPanel('Budget left, worst objective', objectiveBudgetLeft, 'min', {
          // Engines' objectives know no model, which the chosen one would hide.
          queries: [{ ...least('Budget left, worst objective', objectiveBudgetLeft), ignoreVariables: ['model'] }],
          noValue: 'no traffic',
          leadsTo: 'arks-slo',
        }),
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
          rows: ON_RUNTIME,
          noValue: 'no traffic',
          leadsTo: 'arks-runtime',
          queries: [
            sum('First tokens', timeToFirstToken.count),
            sum('Requests', requestLatency.count),
            sum('Abandoned', requestsAbandoned),
            sum('Output tokens', generationTokens),
            queryOf(timeToFirstTokenP95, 'First token p95'),
            queryOf(interTokenLatencyP95, 'Inter-token p95'),
            queryOf(requestLatencyP95, 'Request p95'),
            sum('Running requests', requestsRunning),
            sum('Waiting requests', requestsWaiting),
            queryOf(kvCacheUsage, 'KV cache'),
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
          queries: [sum('Up', replicasUp), sum('Found', replicasFound), sum('Wanted', replicasWanted)],
        },
        {
          kind: 'table',
          title: 'Firing alerts',
          width: 12,
          height: 8,
          rows: ['alertname', 'severity', 'namespace', 'application'],
          noValue: 'none',
          queries: [sum('Alerts', alertsFiring)],
        },
      ],
    },
    {
      title: 'Over time',
      answers: 'When did it begin?',
      panels: [
        graph(
          'Requests by status',
          [summed(gatewayRequests, '{{envoy_response_code_class}}xx', ['envoy_response_code_class'])],
          { stacked: true, leadsTo: 'arks-gateway' },
        ),
        graph('Output tokens by application', [summed(generationTokens, ROLE, ROLES)], {
          stacked: true,
          leadsTo: 'arks-runtime',
        }),
      ],
    },
  ],
};
