import { type Expression, firstOf, histogramQuantile, type Matcher, number, plus, times } from '../../promql/build.js';
import { selectArks } from '../vocabulary/arks-series.js';
import { APPLICATION, type OnRuntimeLabel } from '../vocabulary/identity.js';
import { record } from '../vocabulary/record.js';
import type { RecordedHistogram } from '../vocabulary/record-histogram.js';
import type { View } from '../vocabulary/view.js';
import { interTokenLatency, requestLatency, timeToFirstToken } from './latency.js';

/** The latencies whose percentiles alerts judge, by the words that the label `latency` has for them. */
export const JUDGED_LATENCIES = {
  'first-token': timeToFirstToken,
  'inter-token': interTokenLatency,
  request: requestLatency,
} as const satisfies Readonly<Record<string, RecordedHistogram>>;

const OVERFLOW: Matcher = { label: 'le', operator: '=', value: '+Inf' };
const FINITE: Matcher = { label: 'le', operator: '!=', value: '+Inf' };

export const bucketEnds = record({
  record: 'application:arks_latency_bucket_end:seconds',
  title: 'Last bucket bound',
  unit: 'seconds',
  description:
    'The last bucket bound of a latency, which its percentiles never exceed; the highest one where engines have custom buckets.',
  labels: [...APPLICATION, 'runtime', 'latency'],
  rules: [
    { labels: { latency: 'first-token' }, expression: (view) => lastBound(timeToFirstToken, view) },
    { labels: { latency: 'inter-token' }, expression: (view) => lastBound(interTokenLatency, view) },
    { labels: { latency: 'request' }, expression: (view) => lastBound(requestLatency, view) },
  ],
});

/**
 * A percentile of what lies beyond all bounds is the last of them, with traffic or without.
 *
 *     histogram_quantile(1, x_bucket{le!="+Inf"} * 0 or x_bucket{le="+Inf"} * 0 + 1)
 */
function lastBound({ buckets }: RecordedHistogram<OnRuntimeLabel>, view: View): Expression {
  const at0 = (own: Matcher) => times(selectArks(buckets, [...view.matchers, own]), number(0));
  return histogramQuantile(1, firstOf(at0(FINITE), plus(at0(OVERFLOW), number(1))));
}
