import type { Matcher } from '../promql/build.js';
import { disaggregatedAlerts } from '../rules/alerts/disaggregated.js';
import { runtimeLoadAlerts } from '../rules/alerts/runtime-load.js';
import { runtimeStateAlerts } from '../rules/alerts/runtime-state.js';
import { kvCacheUsage } from '../signals/cache/cache.js';
import { replicasUp, replicasWanted } from '../signals/control-plane/control-plane.js';
import * as disaggregation from '../signals/disaggregation/disaggregation.js';
import { interTokenLatency, requestLatency, timeToFirstToken } from '../signals/latency/latency.js';
import { loadImbalance, loadPerPod } from '../signals/requests/balance.js';
import { kvTransferFailuresByRole } from '../signals/requests/engine-errors.js';
import { requestsRunning, requestsWaiting } from '../signals/requests/requests.js';
import * as router from '../signals/router/router.js';
import * as routerWorkers from '../signals/router/router-workers.js';
import { generationTokens, promptTokens } from '../signals/tokens/tokens.js';
import { percentile } from '../signals/vocabulary/percentiles.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Dashboard, Query } from './dashboard.js';
import { graph, judged, type PanelOptions, perReplica, queryOf, ROLE } from './makers.js';

/** Applications that are not disaggregated have replicas of the role unified; they are drawn on arks-runtime. */
const PARTS: readonly Matcher[] = [{ label: 'role', operator: '!=', value: 'unified' }];
const NONE = 'no disaggregated application';
const part = (of: Signal, legend = ROLE): Query => ({ ...queryOf(of, legend), matchers: PARTS });
const third = (title: string, of: Signal, more: PanelOptions = {}) =>
  graph(title, [part(of)], { width: 8, noValue: NONE, ...more });

export const disaggregated: Dashboard = {
  uid: 'arks-disaggregated',
  title: 'Arks / Disaggregated',
  description: 'Prefill, decode and router side by side: who waits for whom, and how the KV cache moves between them.',
  variables: ['cluster', 'namespace', 'application', 'role', 'model', 'pod'],
  rows: () => [
    {
      title: 'Prefill, decode and router',
      answers: 'Is every role up, and which one is the bottleneck?',
      panels: [
        third('Running by role', requestsRunning),
        third('Waiting by role', requestsWaiting),
        third('KV cache by role', kvCacheUsage),
        graph('Replicas', [part(replicasUp, `up ${ROLE}`), part(replicasWanted, `wanted ${ROLE}`)], {
          width: 8,
          noValue: NONE,
          alert: runtimeStateAlerts.applicationReplicasUnavailable,
        }),
        third('Prompt tokens by role', promptTokens),
        third('Generation tokens by role', generationTokens),
        third('First token p95', percentile(timeToFirstToken, 95)),
        third('Inter-token p95', percentile(interTokenLatency, 95)),
        third('Request p95', percentile(requestLatency, 95)),
      ],
    },
    {
      title: 'KV transfer',
      answers: 'Does the KV cache get from prefill to decode?',
      panels: [
        graph(
          'KV transfer failures',
          [
            queryOf(kvTransferFailuresByRole, `all ${ROLE}`),
            queryOf(disaggregation.kvTransferFailures, `${ROLE} {{stage}}`),
          ],
          {
            width: 8,
            noValue: 'no failures counted',
            alert: disaggregatedAlerts.disaggregatedKvTransferFailing,
          },
        ),
        third('KV transfer latency', disaggregation.kvTransferLatency, { noValue: 'nothing was transferred' }),
        third('KV transfer speed', disaggregation.kvTransferSpeed, { noValue: 'nothing was transferred' }),
      ],
    },
    {
      title: 'Queues between the roles',
      answers: 'Who waits for whom?',
      panels: [
        judged('Requests between the roles, per replica', disaggregatedAlerts.disaggregatedRoleSaturated, ROLE, {
          width: 24,
          noValue: NONE,
        }),
        graph('Prefill: waiting for decode', [queryOf(disaggregation.prefillBootstrap, ROLE)], {
          noValue: NONE,
          explains: disaggregatedAlerts.disaggregatedRoleSaturated,
        }),
        graph('Prefill: KV cache on its way', [queryOf(disaggregation.prefillInflight, ROLE)], { noValue: NONE }),
        graph('Decode: waiting for room', [queryOf(disaggregation.decodePreallocation, ROLE)], {
          noValue: NONE,
          explains: disaggregatedAlerts.disaggregatedRoleSaturated,
        }),
        graph('Decode: waiting for the KV cache', [queryOf(disaggregation.decodeTransfer, ROLE)], { noValue: NONE }),
      ],
    },
    {
      title: 'Queues of each replica',
      answers: 'Which replica holds up the others?',
      collapsed: true,
      panels: [
        perReplica('Waiting for decode per replica', disaggregation.prefillBootstrapPerPod),
        perReplica('On its way per replica', disaggregation.prefillInflightPerPod),
        perReplica('Waiting for room per replica', disaggregation.decodePreallocationPerPod),
        perReplica('Waiting for the KV cache per replica', disaggregation.decodeTransferPerPod),
      ],
    },
    {
      title: 'Balance',
      answers: 'Do replicas of one role share the load?',
      panels: [
        graph('Load imbalance', [part(loadImbalance)], {
          noValue: 'a single replica of each role',
          alert: runtimeLoadAlerts.runtimeLoadImbalanced,
        }),
        graph('Load per replica', [part(loadPerPod, '{{pod}}')], { noValue: NONE }),
      ],
    },
    {
      title: 'Router',
      answers: 'Does the router take requests, and does it see its workers?',
      panels: [
        graph('Router requests', [queryOf(router.routerRequests, ROLE)], { noValue: 'no request at a router' }),
        graph('Router errors', [queryOf(router.routerErrors, `${ROLE} {{error_type}}`)], {
          noValue: 'no errors reported',
        }),
        graph(
          'Router latency until the answer begins',
          [queryOf(percentile({ buckets: router.routerLatency }, 95), ROLE)],
          {
            noValue: 'no request at a router',
          },
        ),
        graph(
          'Workers',
          [
            queryOf(routerWorkers.routerWorkers, `known ${ROLE}`),
            queryOf(routerWorkers.routerWorkersHealthy, `healthy ${ROLE}`),
            queryOf(routerWorkers.routerWorkersUnhealthy, `unhealthy ${ROLE}`),
          ],
          {
            noValue: 'no router that answers',
            note:
              'A 0.1.x router in disaggregated mode does not report the health of its workers. In that case, known workers ' +
              'are the targets of prefill and decode, and healthy workers are those that answer a scrape.',
            alert: disaggregatedAlerts.routerWorkersUnhealthy,
          },
        ),
      ],
    },
  ],
};
