import { SECONDS_PER_HOUR } from '../config/duration.js';
import {
  gatewayClientErrorRatio,
  quotaRemaining,
  quotaRunway,
  rateLimitHeadroom,
  rateLimitShare,
} from '../signals/derived.js';
import { percentile } from '../signals/percentiles.js';
import { envoySignals } from '../signals/raw/envoy.js';
import * as gatewayRecords from '../signals/recorded/gateway.js';
import * as tenants from '../signals/recorded/tenants.js';
import type { Dashboard, Panel, Query } from './dashboard.js';
import { graph, type More, plain, spread, summed, tile } from './makers.js';

const MODEL = '{{namespace}}/{{model}}';
const USER = '{{namespace}}/{{user}} {{model}}';
const QUOTA = '{{namespace}}/{{quota_name}} {{quota_type}}';
const HITS = 'Source: the plugin, which counts a rejected request once, by the first rule it breaks.';
const RESOURCE = 'Source: the ArksQuota, which follows Redis by 10 s.';

/** What Envoy counts by the kind of error, where it happens. */
const ofEnvoy = (title: string, more: More = {}): Panel => {
  const of = envoySignals.find((signal) => signal.title === title);
  if (of === undefined) throw new Error(`a panel must show a signal of Envoy, got "${title}"`);
  const legend = of.labels.includes('model') ? MODEL : title;
  return graph(title, [plain(of, legend)], { width: 8, note: 'Source: Envoy.', noValue: 'none', ...more });
};
const quota = (title: string, of: Query['of'], more: More = {}) =>
  graph(title, [plain(of, QUOTA)], { note: RESOURCE, noValue: 'no quota', ...more });

export const gateway: Dashboard = {
  uid: 'arks-gateway',
  title: 'Arks / Gateway',
  description: 'What clients get: requests, tokens, rate limits and quotas, each from the source that counts it right.',
  surfaces: ['gateway', 'envoy'],
  variables: ['cluster', 'namespace', 'model', 'user', 'rule', 'quota_name'],
  rows: () => [
    {
      title: 'Request Processing',
      answers: 'Do clients get answers, how fast, and who is to blame where not?',
      panels: [
        tile('Requests', gatewayRecords.gatewayRequests, 'sum'),
        tile('Server error ratio', gatewayRecords.gatewayErrorRatio, 'max', {
          alert: 'ArksGatewayErrorRatioHigh',
          limit: (t) => t.gatewayErrorRatio,
        }),
        tile('Client error ratio', gatewayClientErrorRatio, 'max'),
        tile('Latency p95', percentile(gatewayRecords.gatewayLatency, 95), 'max', {
          alert: 'ArksGatewayLatencyHigh',
          limit: (t) => t.gatewayP95Milliseconds,
        }),
        tile('Requests active', gatewayRecords.gatewayRequestsActive, 'sum', { noValue: 'no Envoy' }),
        tile('Plugin failures', gatewayRecords.gatewayExternalProcessingFailures, 'max', {
          alert: 'ArksGatewayExtProcFailing',
          limit: (t) => t.externalProcessingFailureRatio,
        }),
        graph(
          'Requests by status class',
          [summed(gatewayRecords.gatewayRequests, '{{envoy_response_code_class}}xx', ['envoy_response_code_class'])],
          { stacked: true },
        ),
        spread(
          'Latency',
          gatewayRecords.gatewayLatency,
          { alert: 'ArksGatewayLatencyHigh', limit: (t) => t.gatewayP95Milliseconds },
          '',
        ),
        graph('Server error ratio over time', [plain(gatewayRecords.gatewayErrorRatio, '5xx')], {
          alert: 'ArksGatewayErrorRatioHigh',
          limit: (t) => t.gatewayErrorRatio,
        }),
        graph('Plugin failures over time', [plain(gatewayRecords.gatewayExternalProcessingFailures, 'failures')], {
          alert: 'ArksGatewayExtProcFailing',
          limit: (t) => t.externalProcessingFailureRatio,
        }),
        graph('Requests by model', [summed(gatewayRecords.gatewayUpstreamRequests, MODEL, ['namespace', 'model'])]),
        graph('Healthy hosts by model', [plain(gatewayRecords.gatewayUpstreamHealthyRatio, MODEL)], {
          noValue: 'no route',
          alert: 'ArksGatewayUpstreamUnhealthy',
          limit: (t) => t.upstreamHealthyRatio,
          fires: 'below',
        }),
      ],
    },
    {
      title: 'Errors by kind',
      answers: 'What goes wrong between client, Envoy and the applications?',
      collapsed: true,
      panels: [
        ofEnvoy('Clients gone'),
        ofEnvoy('Request timeouts'),
        ofEnvoy('Requests too large'),
        ofEnvoy('Upstream timeouts'),
        ofEnvoy('Upstream overflow'),
        ofEnvoy('Connect failures'),
        ofEnvoy('No healthy host'),
        ofEnvoy('Hosts ejected'),
        ofEnvoy('Let through unchecked'),
        graph(
          'Hosts by model',
          [
            plain(gatewayRecords.gatewayUpstreamHosts, `known ${MODEL}`),
            plain(gatewayRecords.gatewayUpstreamHostsHealthy, `healthy ${MODEL}`),
          ],
          { width: 24, noValue: 'no route' },
        ),
      ],
    },
    {
      title: 'Token Usage',
      answers: 'How many tokens go in and out, for whom?',
      panels: [
        graph('Tokens by direction', [summed(tenants.tenantTokens, '{{type}}', ['type'])], { stacked: true }),
        graph('Tokens by model', [summed(tenants.tenantTokens, `${MODEL} {{type}}`, ['namespace', 'model', 'type'])]),
        graph('Tokens by user', [summed(tenants.tenantTokens, '{{namespace}}/{{user}}', ['namespace', 'user'])], {
          leadsTo: 'arks-tenants',
        }),
        graph('Tokens of a request', [
          plain(percentile({ buckets: tenants.tenantTokenLength }, 50), `p50 ${MODEL} {{type}}`),
          plain(percentile({ buckets: tenants.tenantTokenLength }, 95), `p95 ${MODEL} {{type}}`),
        ]),
      ],
    },
    {
      title: 'Rate Limiting',
      answers: 'Who is turned away, by which rule, and who will be?',
      panels: [
        graph('Hits by rule', [summed(tenants.tenantRateLimitHits, '{{rule_type}}', ['rule_type'])], {
          width: 8,
          noValue: 'no limit hit',
        }),
        graph('Share rejected', [plain(rateLimitShare, MODEL)], { width: 8, noValue: 'no limit hit' }),
        graph('Headroom', [plain(rateLimitHeadroom, USER)], {
          width: 8,
          noValue: 'no tokens-per-minute limit is known',
          leadsTo: 'arks-tenants',
        }),
        graph('Hits by user', [summed(tenants.tenantRateLimitHits, USER, ['namespace', 'user', 'model'])], {
          width: 24,
          noValue: 'no limit hit',
          note: HITS,
          alert: 'ArksGatewayRateLimited',
          limit: (t) => t.rateLimitHitsPerSecond,
        }),
      ],
    },
    {
      title: 'Quota',
      answers: 'Which quota is used up, or soon will be?',
      panels: [
        quota('Quota used, share', tenants.tenantQuotaRatio, {
          alert: 'ArksQuotaNearlyExhausted',
          limit: (t) => t.quotaNearlyRatio,
        }),
        quota('Quota runway', quotaRunway, {
          alert: 'ArksQuotaRunwayShort',
          limit: (t) => t.quotaRunwayHours * SECONDS_PER_HOUR,
          fires: 'below',
          noValue: 'no quota is drawn on',
        }),
        quota('Quota left', quotaRemaining),
        graph(
          'Quota used and limit',
          [plain(tenants.tenantQuotaUsed, `used ${QUOTA}`), plain(tenants.tenantQuotaLimit, `limit ${QUOTA}`)],
          { note: RESOURCE, noValue: 'no quota', alert: 'ArksQuotaExhausted' },
        ),
      ],
    },
  ],
};
