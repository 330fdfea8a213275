import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import * as cache from '../../../../src/signals/cache/cache.js';
import * as prefixCache from '../../../../src/signals/cache/prefix-cache.js';
import { bucketEnds } from '../../../../src/signals/latency/bucket-ends.js';
import * as latency from '../../../../src/signals/latency/latency.js';
import { requestsAbandoned, requestsAbandonedRecent } from '../../../../src/signals/requests/abandoned.js';
import { abandonedShare, requestsBegun, requestsEnded } from '../../../../src/signals/requests/abandonment.js';
import { requestsStalledPerPod } from '../../../../src/signals/requests/progress.js';
import { httpErrors, requestsRejected } from '../../../../src/signals/requests/rejected.js';
import * as requests from '../../../../src/signals/requests/requests.js';
import * as tokens from '../../../../src/signals/tokens/tokens.js';
import type { RecordedHistogram } from '../../../../src/signals/vocabulary/record-histogram.js';
import type { Recorded } from '../../../../src/signals/vocabulary/signal.js';
import { bucketed } from '../longer-grids.js';
import { averaged, divided, greatest, mean, noted, type Row, rated, type Untold } from '../row.js';

const ENGINE_EVENTS = 'what engines did';

export const counted = (
  { record, labels }: Recorded,
  measure: string,
  against: string,
  extra: Partial<Row> = {},
): Row => ({
  name: record,
  judgement: 'within 1 %',
  against,
  expected: rated(measure, labels),
  ...extra,
});

const histogram = ({ buckets, sum, count }: RecordedHistogram, measure: string, against: string): readonly Row[] => [
  counted(buckets, `${measure}_bucket`, against, { expected: bucketed(`${measure}_bucket`, buckets.labels) }),
  counted(sum, `${measure}_sum`, against),
  counted(count, `${measure}_count`, against),
];

/** Values of engines as they are, of replicas and of applications. */
const gauge = (
  { record, labels }: Recorded,
  what: string,
  against: string,
  reduce?: (values: readonly number[]) => number,
): Row => ({ name: record, judgement: 'exact', against, expected: noted(what, labels, reduce), instant: true });

/** These show a hit ratio and no tokens, so that hits are worked out of it. */
const showsRatioOnly = ({ application }: Labels): boolean => application === 'former' || application === 'pinned';
const others = (labels: Labels): boolean => !showsRatioOnly(labels);
const HITS = 'tokens of prompts that were found in the cache';

function hitRows(
  { record, labels }: Recorded,
  of: typeof rated | undefined,
  overMinutes: number | undefined,
): readonly Row[] {
  const ratio = divided(rated('cached tokens', labels), rated('looked-up tokens', labels));
  const over = divided(averaged(rated('cached tokens', labels)), averaged(rated('looked-up tokens', labels)));
  const expected = of === undefined ? (overMinutes === undefined ? ratio : over) : of('cached tokens', labels);
  const from = { name: record, expected, ...(of === undefined ? { instant: true as const } : {}) };
  return [
    { ...from, judgement: 'within 1 %', against: HITS, only: others },
    { ...from, judgement: 'told', against: `${HITS}; V0 and the first SGLang show a ratio only`, only: showsRatioOnly },
  ];
}

export const engineRows: readonly Row[] = [
  counted(requests.requestsFinished, 'finished', `${ENGINE_EVENTS}: requests finished, by reason`),
  gauge(requests.requestsRunningPerPod, 'running', 'requests in the batch of each replica'),
  gauge(
    requests.requestsWaitingPerPod,
    'waiting',
    'requests in the queue of each replica; of TensorRT-LLM as of the last iteration read',
  ),
  gauge(requests.requestsSwappedPerPod, 'swapped', 'nothing swaps; V0 says 0'),
  gauge(requests.requestsRunning, 'running', 'requests in the batches of all replicas'),
  gauge(requests.requestsWaiting, 'waiting', 'requests in the queues of all replicas'),
  gauge(requests.requestsWaitingPerReplica, 'waiting', 'requests in the queue of each replica', mean),
  gauge(requests.requestsSwapped, 'swapped', 'nothing swaps; V0 says 0'),
  counted(requests.preemptions, 'preemptions', `${ENGINE_EVENTS}: requests that lost their place`),
  ...histogram(requests.promptLength, 'prompt length', 'prompts of finished requests'),
  ...histogram(requests.generationLength, 'answer length', 'answers of finished requests'),
  ...histogram(latency.requestLatency, 'request', 'each request from arrival at its engine to the end'),
  ...histogram(latency.timeToFirstToken, 'first token', 'each request from arrival at its engine to the first token'),
  ...histogram(latency.interTokenLatency, 'token interval', 'the interval before each further token'),
  ...histogram(latency.queueTime, 'queue', 'each request from arrival to the batch'),
  ...histogram(latency.prefillTime, 'prefill', 'each request from the batch to the first token'),
  ...histogram(latency.decodeTime, 'decode', 'each request from the first token to the end'),
  counted(
    tokens.promptTokensPerPod,
    'prompt tokens',
    'prompts: vLLM at the first token, SGLang and TensorRT-LLM as they finish',
  ),
  counted(
    tokens.generationTokensPerPod,
    'output tokens',
    'output: vLLM and Dynamo as it comes, SGLang and TensorRT-LLM as requests finish',
  ),
  counted(tokens.promptTokens, 'prompt tokens', 'prompts, all replicas', { instant: true }),
  counted(tokens.generationTokens, 'output tokens', 'output, all replicas', { instant: true }),
  {
    name: requestsStalledPerPod.record,
    judgement: 'exact',
    against: 'engines that hold requests and do nothing',
    expected: () => [],
    silent: 'no engine hangs here; the faults have one that does',
  },
  ...hitRows(cache.prefixCacheHits, rated, undefined),
  counted(cache.prefixCacheQueries, 'looked-up tokens', 'tokens of prompts, looked up in the cache', { only: others }),
  counted(cache.prefixCacheQueries, 'looked-up tokens', 'V0 and the first SGLang: all prompt tokens stand for them', {
    only: showsRatioOnly,
    judgement: 'told',
  }),
  ...hitRows(cache.prefixCacheHitRatio, undefined, undefined),
  ...hitRows(cache.prefixCacheHitRatioRecent, undefined, 30),
  ...hitRows(cache.prefixCacheHitRatioUsual, undefined, 360),
  gauge(
    cache.kvCacheUsagePerPod,
    'KV use',
    'the fullest engine of each replica; of TensorRT-LLM as of the last iteration read',
    greatest,
  ),
  gauge(cache.kvCacheUsage, 'KV use', 'the mean over replicas', mean),
  gauge(cache.hostCacheUsage, 'host KV use', 'nothing swaps; V0 says 0', greatest),
];

const LEAVING =
  'worked out of three counts that have rows of their own; the mixed fleet waits, and faults play clients that leave';

const LONGER = 'it looks back further than the play is long; stories and the fault matrix hold it';

/** What the mixed fleet cannot show. */
export const enginesUntold: readonly Untold[] = [
  { name: requestsAbandoned.record, why: LEAVING },
  { name: requestsAbandonedRecent.record, why: LEAVING },
  { name: abandonedShare.title, why: LEAVING },
  { name: requestsBegun.title, why: LEAVING },
  { name: requestsEnded.title, why: LEAVING },
  { name: prefixCache.prefixCacheHitRatioBefore.title, why: LONGER },
  { name: prefixCache.prefixCacheHitRatioKept.title, why: LONGER },
  {
    name: prefixCache.prefixCacheQueriesRecent.title,
    why: 'the mean over half an hour of a record that has a row of its own',
  },
  { name: requestsRejected.record, why: 'simulated engines have no limit on what waits; stories have' },
  { name: httpErrors.record, why: 'the HTTP servers of engines are not simulated' },
  { name: bucketEnds.record, why: 'no event, but what a grid is; cases of records hold it' },
];
