import type { dynamo as metrics } from '../../metrics/dynamo/index.js';
import { type Expression, equal, firstOf, type Matcher, unless } from '../../promql/build.js';
import { seenWithin, selectArks } from '../vocabulary/arks-series.js';
import { grouping, POD, TARGET, type TargetLabel } from '../vocabulary/identity.js';
import type { View } from '../vocabulary/view.js';
import type { Runtime } from './runtime.js';

/** Longer than anybody leaves an application without a worker. */
const ONCE_READY = '1d';

/**
 * Dynamo says how a request ended in two labels (a running 1.6.1): a client that left is an error of the type `cancelled`, a
 * worker that was lost one of the type `unavailable`. Before some version of 2025 there is no type, and every error is one.
 */
const REQUESTS = ['dynamo_frontend_requests_total'] as const;
const SUCCEEDED: Matcher = { label: 'status', operator: '=', value: 'success' };
const FAILED: Matcher = { label: 'status', operator: '=', value: 'error' };
const errorType = (operator: '=' | '!~', value: string): Matcher => ({ label: 'error_type', operator, value });
const CANCELLED = errorType('=', 'cancelled');

const OF_FRONTEND = 'Arks makes its frontend a scrape target, and the frontend has no engine.';
const NO_ENGINE = { absent: OF_FRONTEND } as const;
const NOT_DISAGGREGATED = { absent: 'Arks starts only SGLang as prefill and decode.' } as const;

/** The frontend of Dynamo, which knows requests and no engine. */
export const dynamo = {
  shards: [],
  // Names of the frontend, those of early 2025 included; no other engine's begin so.
  saysModel: '(?:dynamo|nv_llm)_.+',
  // A model is shown when a worker brings it.
  fromTheStart: 'dynamo_frontend_model_ready',
  heard: (view) => [ready(view)],
  deserted: (view) => unless(onceReady(view), nowReady(view), grouping(view, ...TARGET, 'pod')),
  progress: {
    stalledMinutes: 5,
    running: 'dynamo_frontend_inflight_requests',
    tokens: ['dynamo_frontend_output_tokens_total'],
    by: POD,
  },
  readings: {
    requestLatency: {
      names: ['dynamo_frontend_request_duration_seconds', 'nv_llm_http_service_request_duration_seconds'],
    },
    timeToFirstToken: { names: ['dynamo_frontend_time_to_first_token_seconds'] },
    interTokenLatency: { names: ['dynamo_frontend_inter_token_latency_seconds'] },
    queueTime: { absent: 'A frontend exposes how many requests wait for their first response, but not for how long.' },
    prefillTime: NO_ENGINE,
    decodeTime: NO_ENGINE,
    promptLength: { names: ['dynamo_frontend_input_sequence_tokens'] },
    generationLength: { names: ['dynamo_frontend_output_sequence_tokens'] },

    requestsFinished: [
      { names: REQUESTS, matchers: [SUCCEEDED], labels: { finished_reason: 'unknown' } },
      { names: REQUESTS, matchers: [CANCELLED], labels: { finished_reason: 'abort' } },
      { names: REQUESTS, matchers: [errorType('=', 'not_found')], labels: { finished_reason: 'not_found' } },
      {
        names: REQUESTS,
        matchers: [FAILED, errorType('!~', 'cancelled|not_found')],
        labels: { finished_reason: 'error' },
      },
    ],
    requestsRejected: { absent: 'Only the newest source counts rejections, and no page seen so far has them.' },
    preemptions: NO_ENGINE,
    kvTransferFailures: NOT_DISAGGREGATED,
    promptTokens: { absent: 'It exposes a histogram of prompt lengths, not a counter of prompt tokens.' },
    generationTokens: { names: ['dynamo_frontend_output_tokens_total'] },
    promptTokensOfLengths: 'dynamo_frontend_input_sequence_tokens_sum',

    requestsRunning: {
      names: ['dynamo_frontend_inflight_requests', 'nv_llm_http_service_inflight_requests'],
      // A running 1.6.1 with two at a time had 7 in flight, 5 of them queued.
      without: 'dynamo_frontend_queued_requests',
      restsAt0: true,
    },
    requestsWaiting: { names: ['dynamo_frontend_queued_requests'], restsAt0: true },
    requestsSwapped: NO_ENGINE,
    kvCacheUsage: NO_ENGINE,
    prefillBootstrap: NOT_DISAGGREGATED,
    prefillInflight: NOT_DISAGGREGATED,
    decodePreallocation: NOT_DISAGGREGATED,
    decodeTransfer: NOT_DISAGGREGATED,

    httpErrors: { absent: 'It counts requests by how they ended, not HTTP answers.' },
    requestsAbandoned: { name: 'dynamo_frontend_requests_total', matchers: [CANCELLED] },
    prefixCacheHits: {
      absent: 'Its older frontends expose nothing about cached prompts, and workers are not scraped.',
    },
    prefixCacheQueries: { absent: 'As for hits.' },
    hostCacheUsage: NO_ENGINE,
    kvTransferLatency: NOT_DISAGGREGATED,
    kvTransferSpeed: NOT_DISAGGREGATED,
  },
} as const satisfies Runtime<(typeof metrics)[number]>;

/**
 * Frontends of Dynamo that have a worker. Since 1.5 they say so themselves, before any request; when the last worker is gone
 * the frontend goes on to answer, and what it showed of requests stays. Older ones only show requests.
 */
function ready(view: View): Expression<TargetLabel> {
  const { matchers } = view;
  return firstOf(
    nowReady(view),
    unless(
      selectArks('dynamo_frontend_inflight_requests', matchers),
      onceReady(view),
      grouping(view, ...TARGET, 'pod'),
    ),
    selectArks('nv_llm_http_service_inflight_requests', matchers),
  );
}

const nowReady = ({ matchers }: View) => equal(selectArks('dynamo_frontend_model_ready', matchers), 1);
const onceReady = ({ matchers }: View) => seenWithin('dynamo_frontend_model_ready', ONCE_READY, matchers);
