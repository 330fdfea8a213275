// What must not compile. `tsc` runs over this file as over any other (`npm run check`): a line that does compile leaves its
// expectation unused, which is an error. Beside each stands what is right.
import { above, histogramQuantile, maxBy, minus, number, ratio, sumBy } from '../../src/promql/build.js';
import { timeToFirstToken } from '../../src/signals/latency/latency.js';
import { requestsRunning, requestsRunningPerPod } from '../../src/signals/requests/requests.js';
import {
  avgOverSteps,
  avgOverTime,
  lastKnown,
  rateArks,
  selectArks,
  selectBefore,
  sumOverSteps,
} from '../../src/signals/vocabulary/arks-series.js';
import { grouping, ON_RUNTIME } from '../../src/signals/vocabulary/identity.js';
import { mean, percentile } from '../../src/signals/vocabulary/percentiles.js';
import { rated } from '../../src/signals/vocabulary/rated.js';
import { rateOf } from '../../src/signals/vocabulary/raw.js';
import { record } from '../../src/signals/vocabulary/record.js';
import { signal } from '../../src/signals/vocabulary/signal.js';
import { ruleView } from '../../src/signals/vocabulary/view.js';

const view = ruleView('cluster');
const tokens = () => rateArks('vllm:generation_tokens_total', '5m');
const finished = () => rateArks('vllm:request_success_total', '5m');

/** Metrics that the catalogue has. */
export const metrics = [
  () => selectArks('vllm:num_requests_running'),
  // @ts-expect-error no exporter publishes it
  () => selectArks('vllm:num_requests_jogging'),
  // @ts-expect-error a histogram has no series of its own name
  () => selectArks('vllm:time_to_first_token_seconds'),
  // @ts-expect-error a gauge may fall, so a rate of it means nothing
  () => rateArks('vllm:num_requests_running', '5m'),
  // @ts-expect-error a counter is not what something was last
  () => lastKnown('vllm:generation_tokens_total'),
];

/** A quantile only of buckets. */
export const quantiles = [
  () => histogramQuantile(0.95, rateArks('vllm:time_to_first_token_seconds_bucket', '5m')),
  () => histogramQuantile(0.95, sumBy(['le'], rateArks('vllm:time_to_first_token_seconds_bucket', '5m'))),
  () => percentile(timeToFirstToken, 95),
  // @ts-expect-error a gauge has no buckets
  () => histogramQuantile(0.95, selectArks('vllm:num_requests_running')),
  // @ts-expect-error a counter has no buckets
  () => histogramQuantile(0.95, tokens()),
  // @ts-expect-error the count of a histogram is none of its buckets
  () => histogramQuantile(0.95, rateArks('vllm:time_to_first_token_seconds_count', '5m')),
  // @ts-expect-error buckets that are added up without their bounds are no buckets
  () => histogramQuantile(0.95, sumBy(['pod'], rateArks('vllm:time_to_first_token_seconds_bucket', '5m'))),
  // @ts-expect-error the count of a recorded histogram is none of its buckets
  () => percentile({ buckets: timeToFirstToken.count }, 95),
];

/** Percentiles and means are never averaged, nor added up. */
export const ofQuantiles = [
  () => above(percentile(timeToFirstToken, 95).query(view), 1),
  // @ts-expect-error a percentile of replicas is no percentile of an application
  () => maxBy(['application'], percentile(timeToFirstToken, 95).query(view)),
  // @ts-expect-error a mean of means weighs a quiet replica like a busy one
  () => sumBy(['application'], mean(timeToFirstToken).query(view)),
];

/** Grouping and matching only by labels that the series have. */
export const labels = [
  () => sumBy(['finished_reason'], finished()),
  () => sumBy(grouping(view, 'namespace', 'pod'), tokens()),
  () => sumBy(grouping(view), tokens()),
  () => sumBy(grouping(view, ...ON_RUNTIME), requestsRunningPerPod.query(view)),
  () => rated(view, ['namespace', 'finished_reason'], 'vllm:request_success_total'),
  // @ts-expect-error no series has it
  () => sumBy(['no_such_label'], finished()),
  // @ts-expect-error tokens are not counted by the reason why a request finished
  () => sumBy(grouping(view, 'finished_reason'), tokens()),
  // @ts-expect-error an earlier grouping took it away
  () => sumBy(['pod'], sumBy(['namespace'], tokens())),
  // @ts-expect-error what is recorded of applications has no replica
  () => sumBy(['pod'], requestsRunning.query(view)),
  // @ts-expect-error the same, of the record itself
  () => sumBy(['pod'], avgOverTime(requestsRunning, '1h')),
  // @ts-expect-error of the rate of one counter
  () => rated(view, ['finished_reason'], 'vllm:generation_tokens_total'),
  // @ts-expect-error of the maker of raw signals
  () => rateOf('vllm:generation_tokens_total', 'tokens/s', 'Tokens', ['finished_reason'], ''),
  // @ts-expect-error only one side has the label on which they are matched
  () => ratio(finished(), tokens(), ['finished_reason']),
  // @ts-expect-error a number between them gives no label
  () => sumBy(['finished_reason'], minus(number(1), tokens())),
];

const words = { title: '', unit: 'tokens/s', description: '' } as const;

/** A signal has the labels that it names. */
export const signals = [
  () => signal({ ...words, labels: ['namespace'], query: () => sumBy(['namespace'], tokens()) }),
  // @ts-expect-error its query leaves only the namespace
  () => signal({ ...words, labels: ['pod'], query: () => sumBy(['namespace'], tokens()) }),
];

/** Windows are durations. */
export const windows = [
  () => rateArks('vllm:generation_tokens_total', '$__rate_interval'),
  () => selectBefore('vllm:num_requests_running', '90s'),
  // @ts-expect-error no length of time
  () => rateArks('vllm:generation_tokens_total', 'soon'),
  // @ts-expect-error a number has no unit
  () => rateArks('vllm:generation_tokens_total', '300'),
  // @ts-expect-error the interval of a panel may be shorter than two scrapes
  () => rateArks('vllm:generation_tokens_total', '$__interval'),
  // @ts-expect-error nothing lies a range of a panel back
  () => selectBefore('vllm:num_requests_running', '$__range'),
  // @ts-expect-error a step is one duration, not a window of several
  () => sumOverSteps(requestsRunning, '1h', '5m:1m'),
  // @ts-expect-error a view looks back over a duration
  () => requestsRunning.query({ ...view, window: 'recently' }),
];

/** A record is read of what records it, so that it exists. */
export const records = [
  () => selectArks(requestsRunning),
  () => avgOverSteps(requestsRunning, '1d', '5m'),
  // @ts-expect-error a name alone may be of a record that no rule writes
  () => selectArks('application:arks_no_such_record:rate5m'),
  // @ts-expect-error also where there is one
  () => selectArks('application:arks_requests_running:sum'),
  // @ts-expect-error the name of a record has level, metric and operation
  () => record({ ...words, record: 'requests_running', labels: [], rules: [] }),
];
