import { gatewayAlerts } from '../rules/alerts/gateway.js';
import { gatewayClientErrorRatio } from '../signals/gateway/client-errors.js';
import { envoySignals } from '../signals/gateway/envoy.js';
import * as gatewayRecords from '../signals/gateway/gateway.js';
import { pluginRestarts } from '../signals/gateway/restarts.js';
import { gatewayUpstreamHealthyRatioRecent } from '../signals/gateway/traffic.js';
import { percentile } from '../signals/vocabulary/percentiles.js';
import { answeringPanels } from './by-job.js';
import type { Dashboard, Panel } from './dashboard.js';
import { limitRows } from './gateway-limits.js';
import { graph, judged, type PanelOptions, percentilePanel, queryOf, statPanel, summed } from './makers.js';

const MODEL = '{{namespace}}/{{model}}';

/** What Envoy counts by the kind of error, where it happens. */
const ofEnvoy = (title: string, more: PanelOptions = {}): Panel => {
  const of = envoySignals.find((signal) => signal.title === title);
  if (of === undefined) throw new Error(`a panel must show a signal of Envoy, got "${title}"`);
  const legend = of.labels.includes('model') ? MODEL : title;
  return graph(title, [queryOf(of, legend)], { width: 8, note: 'Source: Envoy.', noValue: 'none', ...more });
};

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
        graph('Requests by model', [summed(gatewayRecords.gatewayUpstreamRequests, MODEL, ['namespace', 'model'])]),
        graph(
          gatewayAlerts.gatewayUpstreamUnhealthy.panel,
          [
            queryOf(gatewayUpstreamHealthyRatioRecent, `five minutes ${MODEL}`),
            queryOf(gatewayRecords.gatewayUpstreamHealthyRatio, `now ${MODEL}`),
          ],
          {
            noValue: 'no route',
            alert: gatewayAlerts.gatewayUpstreamUnhealthy,
          },
        ),
        judged(gatewayAlerts.gatewayAnswersCut, MODEL),
        graph('Answers broken off by model', [queryOf(gatewayRecords.gatewayUpstreamBroken, MODEL)], {
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
        ofEnvoy('Clients gone'),
        ofEnvoy('Streams cut'),
        ofEnvoy(gatewayAlerts.gatewayRequestsTooLarge.panel, {
          alert: gatewayAlerts.gatewayRequestsTooLarge,
        }),
        ofEnvoy('Upstream timeouts'),
        ofEnvoy('Upstream overflow'),
        ofEnvoy('Connect failures'),
        ofEnvoy('No healthy host'),
        ofEnvoy('Hosts ejected'),
        ofEnvoy('Let through unchecked'),
        graph(
          gatewayAlerts.gatewayPluginRestarting.panel,
          [{ of: pluginRestarts, legend: '{{pod}}', ignoreVariables: ['namespace', 'pod'] }],
          {
            width: 24,
            noValue: 'no plugin is scraped',
            alert: gatewayAlerts.gatewayPluginRestarting,
          },
        ),
        graph(
          'Hosts by model',
          [
            queryOf(gatewayRecords.gatewayUpstreamHosts, `known ${MODEL}`),
            queryOf(gatewayRecords.gatewayUpstreamHostsHealthy, `healthy ${MODEL}`),
          ],
          { width: 24, noValue: 'no route' },
        ),
      ],
    },
    ...limitRows,
  ],
};
