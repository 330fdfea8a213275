import { gatewayAlerts } from '../rules/alerts/gateway.js';
import { runtimeLatencyAlerts } from '../rules/alerts/runtime-latency.js';
import { runtimeLoadAlerts } from '../rules/alerts/runtime-load.js';
import { kvCacheUsage } from '../signals/cache/cache.js';
import { replicasFound, replicasUp, replicasWanted } from '../signals/control-plane/control-plane.js';
import { replicasMissing } from '../signals/control-plane/missing.js';
import { gatewayErrorRatio, gatewayRequests } from '../signals/gateway/gateway.js';
import {
  interTokenLatencyP95,
  requestLatency,
  requestLatencyP95,
  timeToFirstTokenP95,
} from '../signals/latency/latency.js';
import { objectiveBudgetLeft } from '../signals/objectives/objectives.js';
import { requestsAbandoned } from '../signals/requests/abandoned.js';
import { requestsRunning, requestsWaiting, requestsWaitingPerReplica } from '../signals/requests/requests.js';
import { generationTokens, promptTokens } from '../signals/tokens/tokens.js';
import { ON_RUNTIME } from '../signals/vocabulary/identity.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Dashboard, Query, StatPanel } from './dashboard.js';
import { alertTable, alertTiles } from './firing.js';
import { graph, queryOf, ROLE, ROLES, statPanel, summed } from './makers.js';
import { graphOfWorst, worstSum } from './many.js';

/** Added up in each row. */
const sum = (legend: string, of: Signal): Query => summed(of, legend, []);
/** Tokens that another role of the same request counts as well. */
const tokens = (title: string, of: Signal, otherRole: string): StatPanel =>
  statPanel(title, of, 'sum', {
    queries: [{ ...sum(title, of), matchers: [{ label: 'role', operator: '!=', value: otherRole }] }],
  });
const TILE = { width: 3, height: 5 } as const;
const BUDGET = 'Budget left, worst';

export const overview: Dashboard = {
  uid: 'arks-overview',
  title: 'Arks / Overview',
  description: 'The whole fleet on one screen: what is broken, since when, who is hurt, and what to do?',
  variables: ['cluster', 'namespace', 'application', 'model', 'runtime', 'role'],
  rows: (drawing) => [
    {
      title: 'Is anything broken?',
      answers: 'What is broken, since when, who is hurt, and what is to be done?',
      panels: [
        alertTable(drawing, { height: 8 }),
        ...alertTiles(drawing, TILE),
        statPanel('Replicas missing', replicasMissing, 'sum', {
          ...TILE,
          noValue: 'no application',
          hasTrend: true,
          leadsTo: 'arks-troubleshooting',
          queries: [
            {
              ...sum('Replicas missing', replicasMissing),
              colours: [
                { from: null, colour: 'calm' },
                { from: 1, colour: 'critical' },
              ],
            },
          ],
        }),
        statPanel(BUDGET, objectiveBudgetLeft, 'min', {
          ...TILE,
          noValue: 'no traffic',
          hasTrend: true,
          leadsTo: 'arks-slo',
          queries: [
            {
              of: objectiveBudgetLeft,
              legend: BUDGET,
              by: { reduce: 'min', labels: [] },
              // Engines' objectives know no model, which the chosen one would hide.
              ignoreVariables: ['model'],
              colours: [
                { from: null, colour: 'critical' },
                { from: 0, colour: 'warning' },
                { from: 0.25, colour: 'calm' },
              ],
              said: { upTo: 0, as: 'spent', colour: 'critical' },
              digits: 1,
            },
          ],
        }),
        statPanel('Gateway errors', gatewayErrorRatio, 'max', {
          ...TILE,
          hasTrend: true,
          alert: gatewayAlerts.gatewayErrorRatioHigh,
          leadsTo: 'arks-gateway',
        }),
        statPanel('First token p95, worst', timeToFirstTokenP95, 'max', {
          ...TILE,
          alert: runtimeLatencyAlerts.runtimeFirstTokenSlow,
          leadsTo: 'arks-runtime',
        }),
        statPanel('Waiting, longest queue', requestsWaitingPerReplica, 'max', {
          ...TILE,
          noValue: 'no replica',
          hasTrend: true,
          alert: runtimeLoadAlerts.runtimeQueueBacklog,
          leadsTo: 'arks-runtime',
        }),
        statPanel('KV cache, fullest', kvCacheUsage, 'max', {
          ...TILE,
          noValue: 'no replica',
          hasTrend: true,
          leadsTo: 'arks-runtime',
        }),
      ],
    },
    {
      title: 'Which application is to blame?',
      answers: 'Which application, on which runtime, is slow, full, failing or short of replicas?',
      panels: [
        {
          kind: 'table',
          title: 'Applications',
          width: 24,
          height: 8,
          rows: ON_RUNTIME,
          noValue: 'no traffic',
          leadsTo: 'arks-runtime',
          worstBy: ['First token p95'],
          queries: [
            sum('Waiting', requestsWaiting),
            {
              ...queryOf(timeToFirstTokenP95, 'First token p95'),
              judgedBy: runtimeLatencyAlerts.runtimeFirstTokenSlow,
              without: 'no traffic',
            },
            {
              ...queryOf(interTokenLatencyP95, 'Inter-token p95'),
              judgedBy: runtimeLatencyAlerts.runtimeInterTokenSlow,
            },
            { ...queryOf(requestLatencyP95, 'Request p95'), without: 'no traffic' },
            queryOf(kvCacheUsage, 'KV cache'),
            sum('Abandoned', requestsAbandoned),
            sum('Running', requestsRunning),
            { ...sum('Requests', requestLatency.count), without: 'no traffic' },
            { ...sum('Output tokens', generationTokens), without: 'no traffic' },
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
            {
              ...sum('Missing', replicasMissing),
              colours: [
                { from: null, colour: 'neutral' },
                { from: 1, colour: 'critical' },
              ],
            },
            sum('Up', replicasUp),
            sum('Found', replicasFound),
            sum('Wanted', replicasWanted),
          ],
        },
        graph(
          'Requests by status, all of the gateway',
          [summed(gatewayRequests, '{{envoy_response_code_class}}xx', ['envoy_response_code_class'])],
          { stacked: true, leadsTo: 'arks-gateway' },
        ),
      ],
    },
    {
      title: 'How much is asked for?',
      answers: 'How many requests and tokens go through, and of which application?',
      panels: [
        statPanel('Requests, all of the gateway', gatewayRequests, 'sum', { width: 4, height: 4 }),
        // Prefill computes the first token of a request, and decode counts it again.
        tokens('Output tokens', generationTokens, 'prefill'),
        // Decode counts the prompt of a request that prefill computed.
        tokens('Prompt tokens', promptTokens, 'decode'),
        statPanel('Running', requestsRunning, 'sum', { noValue: 'no replica' }),
        statPanel('Waiting', requestsWaiting, 'sum', { noValue: 'no replica' }),
        statPanel('Replicas up', replicasUp, 'sum', { noValue: 'no replica found' }),
        graphOfWorst('Output tokens by application', [worstSum(generationTokens, ROLE, ROLES)], {
          width: 24,
          stacked: true,
          leadsTo: 'arks-runtime',
        }),
      ],
    },
  ],
};
