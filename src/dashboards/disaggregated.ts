import type { Matcher } from '../promql/build.js';
import { disaggregatedAlerts } from '../rules/alerts/disaggregated.js';
import { runtimeLoadAlerts } from '../rules/alerts/runtime-load.js';
import { runtimeStateAlerts } from '../rules/alerts/runtime-state.js';
import { kvCacheUsage } from '../signals/cache/cache.js';
import { replicasMissing } from '../signals/control-plane/missing.js';
import * as disaggregation from '../signals/disaggregation/disaggregation.js';
import { interTokenLatencyP95, requestLatencyP95, timeToFirstTokenP95 } from '../signals/latency/latency.js';
import { loadImbalance, loadPerPod } from '../signals/requests/balance.js';
import { kvTransferFailuresByRole } from '../signals/requests/engine-errors.js';
import { requestsRunning, requestsWaiting } from '../signals/requests/requests.js';
import * as router from '../signals/router/router.js';
import * as routerWorkers from '../signals/router/router-workers.js';
import { generationTokens, promptTokens } from '../signals/tokens/tokens.js';
import { percentile } from '../signals/vocabulary/percentiles.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Dashboard, Query } from './dashboard.js';
import type { PanelOptions } from './makers.js';
import { graphOfWorst, judgedWorst, worstOf, worstReplicas } from './many.js';

/** Applications that are not disaggregated have replicas of the role unified; they are drawn on arks-runtime. */
const PARTS: readonly Matcher[] = [{ label: 'role', operator: '!=', value: 'unified' }];
/** The role first, which has a colour of its own: this board compares the two. */
const ROLE = '{{role}} {{namespace}}/{{application}}';
const NONE = 'no disaggregated application';
const part = (of: Signal, legend = ROLE): Query => worstOf(of, legend, { matchers: PARTS });
const third = (title: string, of: Signal, more: PanelOptions = {}) =>
  graphOfWorst(title, [part(of)], { width: 8, noValue: NONE, isOfOne: true, ...more });

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
        third('Replicas missing', replicasMissing, { alert: runtimeStateAlerts.applicationReplicasUnavailable }),
        third('Prompt tokens by role', promptTokens),
        third('Generation tokens by role', generationTokens),
        third('First token p95', timeToFirstTokenP95),
        third('Inter-token p95', interTokenLatencyP95),
        third('Request p95', requestLatencyP95),
      ],
    },
    {
      title: 'KV transfer',
      answers: 'Does the KV cache get from prefill to decode?',
      panels: [
        graphOfWorst(
          disaggregatedAlerts.disaggregatedKvTransferFailing.panel,
          [
            worstOf(kvTransferFailuresByRole, `${ROLE} all stages`),
            worstOf(disaggregation.kvTransferFailures, `${ROLE} {{stage}}`),
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
        judgedWorst(disaggregatedAlerts.disaggregatedRoleSaturated, ROLE, {
          width: 24,
          noValue: NONE,
        }),
        graphOfWorst('Prefill: waiting for decode', [worstOf(disaggregation.prefillBootstrap, ROLE)], {
          noValue: NONE,
          explains: disaggregatedAlerts.disaggregatedRoleSaturated,
        }),
        graphOfWorst('Prefill: KV cache on its way', [worstOf(disaggregation.prefillInflight, ROLE)], {
          noValue: NONE,
        }),
        graphOfWorst('Decode: waiting for room', [worstOf(disaggregation.decodePreallocation, ROLE)], {
          noValue: NONE,
          explains: disaggregatedAlerts.disaggregatedRoleSaturated,
        }),
        graphOfWorst('Decode: waiting for the KV cache', [worstOf(disaggregation.decodeTransfer, ROLE)], {
          noValue: NONE,
        }),
      ],
    },
    {
      title: 'Queues of each replica',
      answers: 'Which replica holds up the others?',
      collapsed: true,
      panels: [
        worstReplicas('Waiting for decode per replica', disaggregation.prefillBootstrapPerPod),
        worstReplicas('On its way per replica', disaggregation.prefillInflightPerPod),
        worstReplicas('Waiting for room per replica', disaggregation.decodePreallocationPerPod),
        worstReplicas('Waiting for the KV cache per replica', disaggregation.decodeTransferPerPod),
      ],
    },
    {
      title: 'Balance',
      answers: 'Do replicas of one role share the load?',
      collapsed: true,
      panels: [
        graphOfWorst('Load imbalance', [part(loadImbalance)], {
          noValue: 'a single replica of each role',
          alert: runtimeLoadAlerts.runtimeLoadImbalanced,
        }),
        graphOfWorst('Load per replica', [part(loadPerPod, '{{role}} {{pod}}')], { noValue: NONE }),
      ],
    },
    {
      title: 'Router',
      answers: 'Does the router take requests, and does it see its workers?',
      panels: [
        graphOfWorst('Router requests', [worstOf(router.routerRequests, ROLE)], { noValue: 'no request at a router' }),
        graphOfWorst('Router errors', [worstOf(router.routerErrors, `${ROLE} {{error_type}}`)], {
          noValue: 'no errors reported',
        }),
        graphOfWorst(
          'Router latency until the answer begins',
          [worstOf(percentile({ buckets: router.routerLatency }, 95), ROLE)],
          {
            noValue: 'no request at a router',
          },
        ),
        graphOfWorst(
          disaggregatedAlerts.routerWorkersUnhealthy.panel,
          [
            worstOf(routerWorkers.routerWorkers, `known ${ROLE}`),
            worstOf(routerWorkers.routerWorkersHealthy, `healthy ${ROLE}`),
            worstOf(routerWorkers.routerWorkersUnhealthy, `unhealthy ${ROLE}`),
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
