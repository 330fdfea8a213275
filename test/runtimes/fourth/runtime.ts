import type { CounterSeries } from '../../../src/promql/build.js';
import type { Readings } from '../../../src/signals/runtimes/readings.js';
import type { Runtime } from '../../../src/signals/runtimes/runtime.js';
import { selectArks } from '../../../src/signals/vocabulary/arks-series.js';
import { POD } from '../../../src/signals/vocabulary/identity.js';
import type { fourthMetrics } from './metrics.js';

type Own = (typeof fourthMetrics)[number];
type Known = Readings<Own>;
/** Names of series are those of the catalogue that src/ has; this one is of the catalogue that the test has. */
const isSeries = (name: string): name is CounterSeries & 'fourth_out_tokens_total' => name.startsWith('fourth_');
const isGauge = (name: string): name is 'vllm:num_requests_running' => name.startsWith('fourth_');
const TOKENS = 'fourth_out_tokens_total';
const ACTIVE: string = 'fourth_active';
if (!isSeries(TOKENS) || !isGauge(ACTIVE)) throw new Error('names of the fourth runtime must begin with its own');
const heard = ACTIVE;

const NO = { absent: 'An engine that exists nowhere has none.' } as const;

/** A fourth runtime in one file, beside its metrics. */
export const fourth = {
  shards: ['shard'],
  saysModel: 'fourth_.+',
  fromTheStart: NO,
  heard: ({ matchers }) => [selectArks(heard, matchers)],
  progress: { stalledMinutes: 3, running: 'fourth_active', tokens: [TOKENS], by: POD },
  readings: {
    requestLatency: NO,
    timeToFirstToken: { names: ['fourth_first_token_seconds'] },
    interTokenLatency: NO,
    queueTime: NO,
    prefillTime: NO,
    decodeTime: NO,
    promptLength: NO,
    generationLength: NO,
    requestsFinished: NO,
    requestsRejected: NO,
    requestsAbandoned: NO,
    httpErrors: { name: 'fourth_answers_total', label: 'status', says: 'class' },
    preemptions: NO,
    kvTransferFailures: NO,
    promptTokens: NO,
    promptTokensOfLengths: NO,
    generationTokens: { names: ['fourth_out_tokens_total'] },
    requestsRunning: { names: ['fourth_active'] },
    requestsWaiting: { names: ['fourth_pending'] },
    requestsSwapped: NO,
    kvCacheUsage: NO,
    prefillBootstrap: NO,
    prefillInflight: NO,
    decodePreallocation: NO,
    decodeTransfer: NO,
    prefixCacheHits: NO,
    prefixCacheQueries: NO,
    hostCacheUsage: NO,
    kvTransferLatency: NO,
    kvTransferSpeed: NO,
  } satisfies Known,
} as const satisfies Runtime<Own>;
