import { prefixCacheHitRatio } from '../signals/cache/cache.js';
import { gatewayUpstreamRequests } from '../signals/gateway/gateway.js';
import { decodeTime, prefillTime, queueTime } from '../signals/latency/latency.js';
import { loadPerPod } from '../signals/requests/balance.js';
import { preemptions, requestsRunning, requestsWaiting } from '../signals/requests/requests.js';
import { tenantRateLimitHits } from '../signals/tenants/tenants.js';
import { perMinute } from '../signals/vocabulary/minutes.js';
import { mean } from '../signals/vocabulary/percentiles.js';
import type { Dashboard, Row } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { HIGH_LATENCY, lowThroughput } from './guides.js';
import { WHO } from './makers.js';
import { graphOfWorst, leastOf, worstOf, worstReplicas } from './many.js';
import { missingRows } from './missing-metrics.js';

/** What Runtime shows is not shown again: its first rows are where both cases begin. */
const slow: Row = {
  title: 'Case 2: latency is high',
  answers: 'Is it waiting, memory, or one replica?',
  collapsed: true,
  panels: [
    HIGH_LATENCY,
    graphOfWorst(
      'Mean time by stage',
      [
        worstOf(mean(queueTime), `queue ${WHO}`),
        worstOf(mean(prefillTime), `prefill ${WHO}`),
        worstOf(mean(decodeTime), `decode ${WHO}`),
      ],
      { width: 8, noValue: 'no request finished', leadsTo: 'arks-runtime' },
    ),
    graphOfWorst('Preemptions', [worstOf(preemptions, WHO)], {
      width: 8,
      noValue: 'no engine counts preemptions',
      leadsTo: 'arks-runtime',
    }),
    graphOfWorst('Prefix cache hit ratio', [leastOf(prefixCacheHitRatio, WHO)], { width: 8, leadsTo: 'arks-runtime' }),
  ],
};

const idle = (drawing: Drawing): Row => ({
  title: 'Case 3: throughput is low',
  answers: 'Do too few requests arrive, or are too few served?',
  collapsed: true,
  panels: [
    lowThroughput(drawing),
    graphOfWorst(
      'Requests by model',
      [
        {
          ...worstOf(gatewayUpstreamRequests, '{{namespace}}/{{model}}'),
          by: { reduce: 'sum', labels: ['namespace', 'model'] },
        },
      ],
      { leadsTo: 'arks-gateway' },
    ),
    graphOfWorst(
      'Rejected by rate limits',
      [
        {
          ...worstOf(perMinute(tenantRateLimitHits), '{{namespace}}/{{model}} {{rule_type}}'),
          by: { reduce: 'sum', labels: ['namespace', 'model', 'rule_type'] },
        },
      ],
      { noValue: 'no limit hit', leadsTo: 'arks-tenants' },
    ),
    graphOfWorst(
      'Running and waiting',
      [worstOf(requestsRunning, `running ${WHO}`), worstOf(requestsWaiting, `waiting ${WHO}`)],
      { leadsTo: 'arks-runtime' },
    ),
    worstReplicas('Load per replica', loadPerPod, { leadsTo: 'arks-runtime' }),
  ],
});

export const troubleshooting: Dashboard = {
  uid: 'arks-troubleshooting',
  title: 'Arks / Troubleshooting',
  description: 'Three guided cases, to be read from top to bottom: no data, high latency, low throughput.',
  variables: ['cluster', 'namespace', 'application', 'role', 'pod'],
  rows: (drawing) => [...missingRows(drawing), slow, idle(drawing)],
};
