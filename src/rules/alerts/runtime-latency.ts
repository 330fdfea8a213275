import { ENGINES } from '../../config/surfaces.js';
import {
  above,
  and,
  atLeast,
  type Expression,
  firstOf,
  histogramQuantile,
  number,
  plus,
  times,
} from '../../promql/build.js';
import { APPLICATION, grouping } from '../../signals/identity.js';
import type { RecordedHistogram } from '../../signals/record-histogram.js';
import { requestsAbandoned } from '../../signals/recorded/abandoned.js';
import { interTokenLatency, requestLatency, timeToFirstToken } from '../../signals/recorded/latency.js';
import { type Alert, type AlertContext, DURATION, label, ROLE_IN_WORDS, ROLE_VARIABLES, seconds } from '../alert.js';

/** What the users of an application wait for. */
export const runtimeLatencyAlerts: readonly Alert[] = [
  {
    name: 'ArksRuntimeFirstTokenSlow',
    severity: 'warning',
    signals: [timeToFirstToken.buckets],
    surfaces: ENGINES,
    expression: (context) => slow(context, timeToFirstToken, context.thresholds.firstTokenP95Seconds),
    for: '10m',
    keepFiringFor: '5m',
    summary: (t) =>
      `p95 time to first token of ${ROLE_IN_WORDS} on ${label('runtime')} is ${DURATION}, limit ${seconds(t.firstTokenP95Seconds)}`,
    description: 'Look first at the waiting requests, then at the prefix-cache hit ratio and the length of prompts.',
    dashboard: 'arks-runtime',
    variables: ROLE_VARIABLES,
  },
  {
    name: 'ArksRuntimeInterTokenSlow',
    severity: 'warning',
    signals: [interTokenLatency.buckets],
    surfaces: ENGINES,
    expression: (context) => slow(context, interTokenLatency, context.thresholds.interTokenP95Seconds),
    for: '10m',
    keepFiringFor: '5m',
    summary: (t) =>
      `p95 inter-token latency of ${ROLE_IN_WORDS} on ${label('runtime')} is ${DURATION}, limit ${seconds(t.interTokenP95Seconds)}`,
    description: 'Look first at the size of the batch and at preemptions, then at one slow replica among fast ones.',
    dashboard: 'arks-runtime',
    variables: ROLE_VARIABLES,
  },
  {
    name: 'ArksRuntimeRequestSlow',
    severity: 'warning',
    signals: [requestLatency.buckets, requestsAbandoned],
    surfaces: ENGINES,
    expression: (context) => {
      const { read, thresholds } = context;
      // While clients leave, those who stay may be few, and wait no less.
      const finished = read(requestLatency.count);
      const gone = firstOf(read(requestsAbandoned), times(read(requestLatency.count), number(0)));
      return slow(context, requestLatency, thresholds.requestP95Seconds, plus(finished, gone));
    },
    for: '10m',
    keepFiringFor: '5m',
    summary: (t) =>
      `p95 request latency of ${ROLE_IN_WORDS} on ${label('runtime')} is ${DURATION}, limit ${seconds(t.requestP95Seconds)}`,
    description:
      'Look first at which stage takes the time: queue, prefill or decode; then at the length of answers. Requests whose client ' +
      'left are in none of these on vLLM. The grids of vLLM V0 ' +
      'and of SGLang before 0.4.4 end at 60s: there only a limit of at most that can be reached.',
    dashboard: 'arks-runtime',
    variables: ROLE_VARIABLES,
  },
];

/**
 * The 95th percentile of a recorded histogram, at a limit or above, while there is traffic to speak of. A percentile
 * beyond the end of a grid reads as that end, which is the limit itself for first tokens of vLLM V0.
 */
function slow(
  { read, thresholds, view }: AlertContext,
  histogram: RecordedHistogram,
  limit: number,
  traffic: Expression = read(histogram.count),
): Expression {
  const quantile = histogramQuantile(0.95, read(histogram.buckets));
  return and(
    atLeast(quantile, limit),
    above(traffic, thresholds.minimumRequestsPerSecond),
    grouping(view, ...APPLICATION, 'runtime'),
  );
}
