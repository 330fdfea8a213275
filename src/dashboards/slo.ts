import { SURFACES } from '../config/surfaces.js';
import { BURN_WINDOWS } from '../rules/objectives/windows.js';
import { APPLICATION } from '../signals/identity.js';
import * as objectives from '../signals/objectives.js';
import { percentile } from '../signals/percentiles.js';
import { requestsAbandoned } from '../signals/recorded/abandoned.js';
import { bucketEnds } from '../signals/recorded/bucket-ends.js';
import { interTokenLatency, requestLatency, timeToFirstToken } from '../signals/recorded/latency.js';
import type { Signal } from '../signals/signal.js';
import type { Dashboard, Query } from './dashboard.js';
import { graph, plain, summed, tile } from './makers.js';

const NONE = 'no events yet';
const WINDOWS = ['5m', '1h', '6h', '1d', '3d'] as const;
type Window = (typeof WINDOWS)[number];
const ROWS = [...APPLICATION, 'runtime'] as const;
/** The factor at which the fastest alert pages. */
const PAGE = Math.max(...BURN_WINDOWS.map(({ factor }) => factor));
/** A line for each objective and window. */
function overWindows(of: (window: Window) => Signal): readonly [Query, ...Query[]] {
  const [first, ...rest] = WINDOWS;
  const line = (window: Window) => plain(of(window), `${window} {{slo}}`);
  return [line(first), ...rest.map(line)];
}

export const slo: Dashboard = {
  uid: 'arks-slo',
  title: 'Arks / SLO',
  description:
    'What users were promised: how well it is kept, what is left of the error budget, and how long that lasts.',
  surfaces: SURFACES,
  variables: ['cluster', 'namespace', 'application', 'slo'],
  rows: () => [
    {
      title: 'Is every promise kept?',
      answers: 'Which objective is missed, and how much of its budget is left?',
      panels: [
        tile('Least budget left', objectives.objectiveBudgetLeft, 'min', { width: 8, noValue: NONE }),
        tile('Fastest burn rate', objectives.objectiveBurnRate, 'max', {
          width: 8,
          noValue: NONE,
          alert: 'ArksSloBudgetBurn',
          limit: () => PAGE,
        }),
        tile('First budget gone in', objectives.objectiveExhaustion, 'min', {
          width: 8,
          noValue: 'no budget is spent',
        }),
        {
          kind: 'table',
          title: 'Objectives',
          width: 24,
          height: 8,
          rows: ['slo'],
          noValue: NONE,
          alert: 'ArksSloBudgetBurn',
          queries: [
            plain(objectives.objectiveAttainment, 'Attainment, 1d'),
            plain(objectives.objectiveTarget, 'Target'),
            plain(objectives.objectiveBudgetLeft, 'Budget left'),
            plain(objectives.objectiveBurnRate, 'Burn rate, 1h'),
            plain(objectives.objectiveExhaustion, 'Time to exhaustion'),
          ],
        },
      ],
    },
    {
      title: 'Error budget',
      answers: 'When was the budget spent, and how fast?',
      panels: [
        graph('Budget left', [plain(objectives.objectiveBudgetLeft, '{{slo}}')], { noValue: NONE }),
        graph('Burn rate over the windows', overWindows(objectives.objectiveBurn), {
          noValue: NONE,
          alert: 'ArksSloBudgetBurn',
          limit: () => PAGE,
        }),
        graph(
          'Events',
          [plain(objectives.objectiveBad, 'bad {{slo}}'), plain(objectives.objectiveTotal, 'all {{slo}}')],
          { noValue: NONE },
        ),
        graph('Error ratio over the windows', overWindows(objectives.objectiveErrorRatio), { noValue: NONE }),
      ],
    },
    {
      title: 'Worst applications',
      answers: 'Who misses it?',
      panels: [
        {
          kind: 'table',
          title: 'Latency by application',
          width: 24,
          height: 9,
          rows: ROWS,
          noValue: 'no traffic',
          leadsTo: 'arks-runtime',
          queries: [
            plain(percentile(timeToFirstToken, 95), 'First token p95'),
            plain(percentile(interTokenLatency, 95), 'Inter-token p95'),
            plain(percentile(requestLatency, 95), 'Request p95'),
            summed(timeToFirstToken.count, 'First tokens', ROWS),
            summed(requestLatency.count, 'Requests', ROWS),
            summed(requestsAbandoned, 'Abandoned', ROWS),
          ],
        },
        {
          kind: 'table',
          title: 'Latencies judged, by application',
          note: 'What an application misses of an objective, and replicas of which the objective knows nothing.',
          width: 12,
          height: 8,
          rows: ['slo', 'namespace', 'application', 'role', 'runtime'],
          noValue: NONE,
          alert: 'ArksRuntimeBucketsTooCoarse',
          queries: [
            plain(objectives.objectiveEvents, 'Events judged'),
            plain(objectives.objectiveLate, 'Too late'),
            plain(objectives.objectiveUnjudged, 'Replicas not judged'),
          ],
        },
        {
          kind: 'table',
          title: 'Last bucket bounds',
          width: 12,
          height: 8,
          rows: ['latency', 'namespace', 'application', 'role', 'runtime'],
          noValue: 'no engine',
          alert: 'ArksRuntimeBucketsTooCoarse',
          queries: [plain(bucketEnds, 'Last bound')],
        },
      ],
    },
  ],
};
