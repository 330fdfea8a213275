import { gatewayAlerts } from '../rules/alerts/gateway.js';
import { gatewayClientErrorRatio } from '../signals/gateway/client-errors.js';
import { envoySignals } from '../signals/gateway/envoy.js';
import * as gatewayRecords from '../signals/gateway/gateway.js';
import { pluginRestarts } from '../signals/gateway/restarts.js';
import { percentile } from '../signals/vocabulary/percentiles.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import { answeringPanels } from './by-job.js';
import type { Dashboard, Query } from './dashboard.js';
import { limitRows } from './gateway-limits.js';
import { graph, judged, percentilePanel, queryOf, statPanel, summed } from './makers.js';
import { graphOfWorst, judgedWorst, worstOf, worstSum } from './many.js';

const MODEL = '{{namespace}}/{{model}}';

const ROUTE = ['namespace', 'model'] as const;

/** What Envoy counts by the kind of error, where it happens. */
function ofEnvoy(title: string): Signal {
  const of = envoySignals.find((signal) => signal.title === title);
  if (of === undefined) throw new Error(`a panel must show a signal of Envoy, got "${title}"`);
  return of;
}

/** A kind of error as a line, of all models together. */
const kind = (title: string): Query => summed(ofEnvoy(title), title.toLowerCase(), []);
/** A kind of error as a column, of each model. */
const column = (title: string): Query => summed(ofEnvoy(title), title, ROUTE);

export const gateway: Dashboard = {
  uid: 'arks-gateway',
  title: 'Arks / Gateway',
  description:
    'What clients get: requests, tokens, rate limits and quotas, each from the source that counts it correctly.',
  variables: ['cluster', 'namespace', 'model', 'user', 'rule', 'quota_name'],
  rows: (drawing) => [
    {
      title: 'Request Processing',
      answers: 'Do clients get answers, how fast, and what is to blame if they do not?',
      panels: [
        statPanel('Requests', gatewayRecords.gatewayRequests, 'sum'),
        statPanel('Server error ratio', gatewayRecords.gatewayErrorRatio, 'max', {
          alert: gatewayAlerts.gatewayErrorRatioHigh,
        }),
        statPanel('Client error ratio', gatewayClientErrorRatio, 'max'),
        statPanel('Latency p95', percentile(gatewayRecords.gatewayLatency, 95), 'max', {
          alert: gatewayAlerts.gatewayLatencyHigh,
        }),
        statPanel('Requests active', gatewayRecords.gatewayRequestsActive, 'sum', { noValue: 'no Envoy' }),
        statPanel('Plugin failures', gatewayRecords.gatewayExternalProcessingFailures, 'max', {
          alert: gatewayAlerts.gatewayExtProcFailing,
        }),
        graph(
          'Requests by status class',
          [summed(gatewayRecords.gatewayRequests, '{{envoy_response_code_class}}xx', ['envoy_response_code_class'])],
          { stacked: true },
        ),
        percentilePanel(
          gatewayAlerts.gatewayLatencyHigh.panel,
          gatewayRecords.gatewayLatency,
          { alert: gatewayAlerts.gatewayLatencyHigh },
          '',
        ),
        judged(gatewayAlerts.gatewayErrorRatioHigh, '5xx or cut'),
        judged(gatewayAlerts.gatewayExtProcFailing, 'failures'),
        graphOfWorst('Requests by model', [worstSum(gatewayRecords.gatewayUpstreamRequests, MODEL, ROUTE)]),
        judgedWorst(gatewayAlerts.gatewayUpstreamUnhealthy, MODEL, {
          noValue: 'no route',
        }),
        judgedWorst(gatewayAlerts.gatewayAnswersCut, MODEL),
        graphOfWorst('Answers broken off by model', [worstOf(gatewayRecords.gatewayUpstreamBroken, MODEL)], {
          noValue: 'none',
        }),
        ...answeringPanels(gatewayAlerts.gatewayDown.panel, ['gateway', 'envoy'], drawing, {
          alert: gatewayAlerts.gatewayDown,
        }),
      ],
    },
    {
      title: 'Errors by kind',
      answers: 'What goes wrong between client, Envoy and the applications?',
      collapsed: true,
      panels: [
        graph(
          'Errors by kind, of all models',
          [
            kind('Clients gone'),
            kind('Streams cut'),
            kind('Upstream timeouts'),
            kind('Upstream overflow'),
            kind('Connect failures'),
            kind('No healthy host'),
            kind('Let through unchecked'),
          ],
          { width: 16, noValue: 'none' },
        ),
        graph(gatewayAlerts.gatewayRequestsTooLarge.panel, [queryOf(ofEnvoy('Requests too large'), 'too large')], {
          width: 8,
          noValue: 'none',
          alert: gatewayAlerts.gatewayRequestsTooLarge,
        }),
        {
          kind: 'table',
          title: 'Errors by model',
          width: 24,
          height: 7,
          rows: ROUTE,
          noValue: 'no route',
          worstBy: [{ column: 'Healthy hosts', least: true }, 'No healthy host'],
          queries: [
            {
              ...queryOf(gatewayRecords.gatewayUpstreamHealthyRatio, 'Healthy hosts'),
              judgedBy: gatewayAlerts.gatewayUpstreamUnhealthy,
            },
            column('No healthy host'),
            column('Hosts ejected'),
            column('Connect failures'),
            column('Upstream overflow'),
            column('Upstream timeouts'),
          ],
        },
        graph(
          gatewayAlerts.gatewayPluginRestarting.panel,
          [{ of: pluginRestarts, legend: '{{pod}}', ignoreVariables: ['namespace', 'pod'] }],
          {
            noValue: 'no plugin is scraped',
            alert: gatewayAlerts.gatewayPluginRestarting,
          },
        ),
        graphOfWorst(
          'Hosts by model',
          [
            worstOf(gatewayRecords.gatewayUpstreamHosts, `known ${MODEL}`),
            worstOf(gatewayRecords.gatewayUpstreamHostsHealthy, `healthy ${MODEL}`),
          ],
          { noValue: 'no route' },
        ),
      ],
    },
    ...limitRows,
  ],
};
