import { ENGINES } from '../../config/surfaces.js';
import type { LimitName } from '../../config/thresholds.js';
import { above, below, type Expression, firstOf, notEqual } from '../../promql/build.js';
import { bucketEnds, JUDGED_LATENCIES } from '../../signals/latency/bucket-ends.js';
import { objectiveUnjudged } from '../../signals/objectives/objectives.js';
import { type Alert, type JudgedAlert, ROLE_VARIABLES } from '../alert.js';
import { counted, DURATION, label, ROLE_IN_WORDS, seconds, whereEqual, whether } from '../alert-words.js';
import { ceilingsOf, limitedPercentiles } from '../percentile-reach.js';
import { runtimeLatencyAlerts } from './runtime-latency.js';

const latencyAlerts: readonly JudgedAlert[] = Object.values(runtimeLatencyAlerts);

/** The limit that the percentile of each latency is held against, by the word that the label `latency` has for it. */
const LIMITS = Object.entries(JUDGED_LATENCIES).flatMap(([latency, histogram]) =>
  latencyAlerts.flatMap((alert) =>
    limitedPercentiles([alert]).flatMap(({ buckets, threshold }) =>
      buckets === histogram.buckets ? [{ latency, threshold, alert }] : [],
    ),
  ),
);

/** Whether the buckets of engines can tell what alerts and objectives ask. */
export const bucketAlerts = {
  runtimeBucketsTooCoarse: {
    name: 'ArksRuntimeBucketsTooCoarse',
    severity: 'warning',
    signals: [objectiveUnjudged, bucketEnds],
    toldApartBy: ['namespace', 'application', 'model_name'],
    surfaces: ENGINES,
    thresholds: LIMITS.map(({ threshold }) => threshold),
    limitsOf: latencyAlerts,
    expression: ({ read, threshold: limitOf, holds }) => {
      const unreachable = LIMITS.filter(({ alert }) => holds(alert)).map(({ latency, threshold }) =>
        endsBelow(
          read(bucketEnds, [{ label: 'latency', operator: '=', value: latency }]),
          threshold,
          limitOf(threshold),
        ),
      );
      const unjudged = holds(undefined) ? [above(read(objectiveUnjudged), 0)] : [];
      const [first, ...others] = [...unjudged, ...unreachable];
      if (first === undefined) throw new Error('a part must hold something');
      return firstOf(first, ...others);
    },
    for: '15m',
    summary: ({ threshold }) =>
      whether(
        'slo',
        `objective ${label('slo')} cannot judge ${counted('replica', 'replicas')} of ${ROLE_IN_WORDS}, whose buckets lack its threshold`,
        `${label('latency')} latency of ${ROLE_IN_WORDS} has buckets up to ${DURATION} only, limit ${limitInWords(threshold)}`,
      ),
    description:
      'The engines were started with custom buckets. Either the objective leaves out what they answer, or the percentile ' +
      'can never reach the limit of its alert, which then stays silent whatever happens. First check the arguments of the ' +
      'engine. vLLM takes buckets by --custom-histogram-buckets. SGLang takes them by --bucket-time-to-first-token and the like.',
    dashboard: 'arks-slo',
    panel: 'Last bucket bounds',
    variables: ROLE_VARIABLES.slice(0, 2),
  },
} as const satisfies Readonly<Record<string, Alert>>;

/** Ends of grids that engines have by themselves are left out: synth says which alerts they blind. */
function endsBelow(bucketEnd: Expression, threshold: LimitName, limit: number): Expression {
  const known = ceilingsOf(latencyAlerts).filter((reach) => reach.threshold === threshold && reach.last < limit);
  return [...new Set(known.map(({ last }) => last))].reduce(notEqual, below(bucketEnd, limit));
}

/** The limit of the latency that the label names; of the last where it names no other. */
function limitInWords(limitOf: (threshold: LimitName) => number): string {
  const words = LIMITS.map(({ latency, threshold }) => ({ latency, limit: seconds(limitOf(threshold)) }));
  return words.reduceRight(
    (others, { latency, limit }) => (others === '' ? limit : whereEqual('latency', latency, limit, others)),
    '',
  );
}
