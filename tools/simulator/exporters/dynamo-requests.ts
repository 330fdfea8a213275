import type { MetricStore } from '../exposition/instruments.js';
import type { Ask, RequestRecord } from '../model/request.js';
import type { DynamoGeneration } from './dynamo.js';
import { feedingFromFirstUse } from './feeding.js';
import { oncePer } from './once.js';

/** Why a request failed, as a label says it; empty where it did not. */
export type ErrorType = '' | 'cancelled' | 'unavailable' | 'internal';

/** What a frontend counts of requests, each under the names of its generation. */
export interface DynamoRequests {
  readonly started: (ask: Ask) => void;
  readonly firstToken: (ask: Ask, seconds: number) => void;
  readonly tokens: (count: number) => void;
  readonly interval: (seconds: number, times: number) => void;
  readonly ended: (request: RequestRecord, end: Ending) => void;
  /** What it has now, and whether each has a first token. */
  readonly holds: (held: ReadonlyMap<unknown, { readonly begun: boolean }>) => void;
  readonly refused: () => void;
}

interface Ending {
  readonly error: ErrorType;
  readonly begun: boolean;
  readonly seconds: number;
}

const ENDPOINT = 'chat_completions';
const ATTACHMENTS = [
  'dynamo_frontend_images_per_request',
  'dynamo_frontend_videos_per_request',
  'dynamo_frontend_audio_per_request',
] as const;
/** Class and reason of a failure that is not only one of a request. */
const LOST = { class: 'Unavailable', reason: 'transport.disconnected' };
const NOT_READY = { class: 'Unavailable', reason: 'backend.unavailable' };

/** The instruments of one model, each of which appears when it is fed first. */
export function dynamoRequests(
  store: MetricStore,
  { generation, modelName }: { readonly generation: DynamoGeneration; readonly modelName: string },
): DynamoRequests {
  const make = feedingFromFirstUse(store);
  const model = { model: modelName };
  const typed = oncePer((type) => {
    const labels = { ...model, endpoint: ENDPOINT, request_type: type };
    return {
      started: make.counter(['dynamo_frontend_requests_started_total'], labels),
      cancelled: make.counter(['dynamo_frontend_model_cancellation_total'], labels),
      ended: oncePer((error) => {
        const types = generation === 'frontend-1.6' ? { error_type: error } : {};
        return make.counter(['dynamo_frontend_requests_total', 'nv_llm_http_service_requests_total'], {
          ...labels,
          ...types,
          status: error === '' ? 'success' : 'error',
        });
      }),
    };
  });
  const of = ({ streaming }: Ask) => typed(streaming ? 'stream' : 'unary');
  const inflight = make.gauge(
    ['dynamo_frontend_inflight_requests', 'dynamo_frontend_active_requests', 'nv_llm_http_service_inflight_requests'],
    model,
  );
  const queued = make.gauge(['dynamo_frontend_queued_requests'], model);
  const duration = make.histogram(
    ['dynamo_frontend_request_duration_seconds', 'nv_llm_http_service_request_duration_seconds'],
    model,
  );
  const inputLength = make.histogram(['dynamo_frontend_input_sequence_tokens'], model);
  const outputLength = make.histogram(['dynamo_frontend_output_sequence_tokens'], model);
  const firstToken = make.histogram(['dynamo_frontend_time_to_first_token_seconds'], model);
  const interToken = make.histogram(['dynamo_frontend_inter_token_latency_seconds'], model);
  const cached = make.histogram(['dynamo_frontend_cached_tokens'], model);
  const output = make.counter(['dynamo_frontend_output_tokens_total'], model);
  const attachments = make.histogram(ATTACHMENTS, model);
  const imageTokens = 'dynamo_frontend_image_tokens_per_request';
  const failures = oncePer((reason) =>
    make.counter(['dynamo_frontend_failures_total'], reason === LOST.reason ? LOST : NOT_READY),
  );
  const migrating = { ...model, migration_type: 'ongoing_request' };
  const migrations = make.counter(['dynamo_frontend_model_migration_total'], migrating);
  const migrationTime = make.histogram(['dynamo_frontend_model_migration_duration_seconds'], {
    ...migrating,
    ...(generation === 'frontend-1.6' ? { outcome: 'failure' } : {}),
  });
  const disconnected = make.gauge(['dynamo_frontend_disconnected_clients']);
  let left = 0;
  return {
    started: (ask) => of(ask).started.add(1),
    firstToken: ({ promptTokens }, seconds) => {
      inputLength.observe(promptTokens);
      firstToken.observe(seconds);
      output.add(1);
    },
    tokens: (count) => output.add(count),
    interval: (seconds, times) => interToken.observe(seconds, times),
    ended: ({ ask, cachedTokens, generatedTokens }, { error, begun, seconds }) => {
      of(ask).ended(error).add(1);
      duration.observe(seconds);
      if (begun) {
        outputLength.observe(generatedTokens);
        attachments.observe(0);
        if (store.exposes(imageTokens)) store.histogram(imageTokens, model);
      }
      if (error === '') cached.observe(cachedTokens);
      if (error === 'cancelled') {
        of(ask).cancelled.add(1);
        left += 1;
        disconnected.set(left);
      }
      if (error === 'unavailable') {
        failures(LOST.reason).add(1);
        migrations.add(1);
        migrationTime.observe(0);
      }
    },
    holds: (held) => {
      inflight.set(held.size);
      queued.set([...held.values()].filter(({ begun }) => !begun).length);
    },
    refused: () => failures(NOT_READY.reason).add(1),
  };
}
