import type { Matcher } from '../promql/build.js';
import { runtimeCacheAlerts } from '../rules/alerts/runtime-cache.js';
import { runtimeLatencyAlerts } from '../rules/alerts/runtime-latency.js';
import { runtimeLoadAlerts } from '../rules/alerts/runtime-load.js';
import { runtimeStateAlerts } from '../rules/alerts/runtime-state.js';
import { kvCacheUsagePerPod } from '../signals/cache/cache.js';
import { replicasMissing } from '../signals/control-plane/missing.js';
import { timeToFirstToken } from '../signals/latency/latency.js';
import { requestsStalledPerPod } from '../signals/requests/progress.js';
import { requestsRunning } from '../signals/requests/requests.js';
import { generationTokens, promptTokens } from '../signals/tokens/tokens.js';
import type { Query, Row, TablePanel } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { alertTable } from './firing.js';
import { ROLE, WHO } from './makers.js';
import { graphOfWorst, judgedWorst, worstOf, worstReplicas } from './many.js';

/** What an engine counts of a request when it is finished is not there for those whose client left. */
export const NONE_FINISHED = 'no request finished';
const THIRD = { width: 8 } as const;
/** Of the whole installation Overview tells. */
const OF_APPLICATIONS: Matcher = { label: 'application', operator: '!=', value: '' };

/** What fires about the applications that are chosen. */
function alertsOfApplications(drawing: Drawing): TablePanel {
  const { queries, ...table } = alertTable(drawing, { title: 'Alerts of these applications', width: 16 });
  const [first, ...rest] = queries;
  const narrowed = (query: Query): Query => ({ ...query, matchers: [OF_APPLICATIONS] });
  return {
    ...table,
    kind: 'table',
    rows: ['severity', 'alertstate', 'alertname', 'application', 'role', 'pod'],
    queries: [narrowed(first), ...rest.map(narrowed)],
  };
}

/** What a reader must see first, of however many applications and replicas. */
export const stateRows = (drawing: Drawing): readonly Row[] => [
  {
    title: 'State',
    answers: 'Does an application lack replicas, and does one of them hang or overflow?',
    panels: [
      alertsOfApplications(drawing),
      graphOfWorst(runtimeStateAlerts.applicationReplicasUnavailable.panel, [worstOf(replicasMissing, ROLE)], {
        ...THIRD,
        noValue: 'no application',
        alert: runtimeStateAlerts.applicationReplicasUnavailable,
      }),
      worstReplicas(runtimeStateAlerts.runtimeStalled.panel, requestsStalledPerPod, {
        ...THIRD,
        noValue: 'none stalled',
        alert: runtimeStateAlerts.runtimeStalled,
      }),
      judgedWorst(runtimeLoadAlerts.runtimeQueueBacklog, WHO, {
        ...THIRD,
        noValue: 'no replica',
      }),
      worstReplicas(runtimeCacheAlerts.runtimeKvCacheSaturated.panel, kvCacheUsagePerPod, {
        ...THIRD,
        alert: runtimeCacheAlerts.runtimeKvCacheSaturated,
      }),
    ],
  },
  {
    title: 'Latency',
    answers: 'How long do users wait?',
    panels: [
      judgedWorst(runtimeLatencyAlerts.runtimeFirstTokenSlow, WHO, THIRD),
      judgedWorst(runtimeLatencyAlerts.runtimeInterTokenSlow, WHO, THIRD),
      judgedWorst(runtimeLatencyAlerts.runtimeRequestSlow, WHO, {
        ...THIRD,
        noValue: NONE_FINISHED,
      }),
    ],
  },
  {
    title: 'Traffic',
    answers: 'How much is asked for, and how much is served?',
    panels: [
      graphOfWorst('Requests by application', [worstOf(timeToFirstToken.count, WHO)], {
        ...THIRD,
        note: 'Every request that got a first token, whether it finished or was abandoned.',
      }),
      graphOfWorst('Output tokens', [worstOf(generationTokens, WHO)], THIRD),
      graphOfWorst('Prompt tokens', [worstOf(promptTokens, WHO)], THIRD),
      graphOfWorst('Requests running', [worstOf(requestsRunning, WHO)], { noValue: 'no replica' }),
      judgedWorst(runtimeLoadAlerts.runtimeErrorsHigh, WHO),
    ],
  },
];
