import { ENGINES } from '../../config/surfaces.js';
import type { ThresholdName, Thresholds } from '../../config/thresholds.js';
import { above, below, type Expression, firstOf, notEqual } from '../../promql/build.js';
import { objectiveUnjudged } from '../../signals/objectives.js';
import { bucketEnds, type JudgedLatency } from '../../signals/recorded/bucket-ends.js';
import {
  type Alert,
  DURATION,
  label,
  ROLE_IN_WORDS,
  ROLE_VARIABLES,
  seconds,
  VALUE,
  whereEqual,
  whether,
} from '../alert.js';
import { percentileReach } from '../reach.js';

type Limit = Extract<ThresholdName, 'firstTokenP95Seconds' | 'interTokenP95Seconds' | 'requestP95Seconds'>;

/** The limit that the percentile of each latency is held against. */
const LIMITS: readonly (readonly [JudgedLatency, Limit])[] = [
  ['first-token', 'firstTokenP95Seconds'],
  ['inter-token', 'interTokenP95Seconds'],
  ['request', 'requestP95Seconds'],
];

/** Whether the buckets of engines can tell what alerts and objectives ask. */
export const bucketAlerts: readonly Alert[] = [
  {
    name: 'ArksRuntimeBucketsTooCoarse',
    severity: 'warning',
    signals: [objectiveUnjudged, bucketEnds],
    surfaces: ENGINES,
    expression: ({ read, thresholds }) => {
      const endOf = (latency: JudgedLatency) => read(bucketEnds, [{ label: 'latency', operator: '=', value: latency }]);
      const unreachable = LIMITS.map(([latency, limit]) => endsBelow(endOf(latency), limit, thresholds));
      return firstOf(above(read(objectiveUnjudged), 0), ...unreachable);
    },
    for: '15m',
    summary: (t) =>
      whether(
        'slo',
        `objective ${label('slo')} cannot judge ${VALUE} replicas of ${ROLE_IN_WORDS}, whose buckets lack its bound`,
        `${label('latency')} latency of ${ROLE_IN_WORDS} is counted up to ${DURATION} only, limit ${limitInWords(t)}`,
      ),
    description:
      'Engines were started with buckets of their own. What they answer is left out of the objective, or the percentile can ' +
      'never reach the limit of its alert, which is silent whatever happens. Look first at the arguments of the engine: ' +
      '--custom-histogram-buckets of vLLM, --bucket-time-to-first-token and the like of SGLang.',
    dashboard: 'arks-slo',
    variables: ROLE_VARIABLES.slice(0, 2),
  },
];

/** Ends of grids that engines have by themselves are left out: synth says which alerts they blind. */
function endsBelow(ends: Expression, threshold: Limit, thresholds: Thresholds): Expression {
  const limit = thresholds[threshold];
  const known = percentileReach.filter((reach) => reach.threshold === threshold && reach.last < limit);
  return [...new Set(known.map(({ last }) => last))].reduce(notEqual, below(ends, limit));
}

function limitInWords({ firstTokenP95Seconds, interTokenP95Seconds, requestP95Seconds }: Thresholds): string {
  const others = whereEqual('latency', 'inter-token', seconds(interTokenP95Seconds), seconds(requestP95Seconds));
  return whereEqual('latency', 'first-token', seconds(firstTokenP95Seconds), others);
}
