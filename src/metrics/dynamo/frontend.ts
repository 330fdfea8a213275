import { family, sometimes } from '../metric.js';
import { grids } from './grids.js';

const shared = {
  component: 'dynamo',
  generations: ['frontend', 'frontend-1.6'],
  source: 'ai-dynamo/dynamo:lib/llm/src/http/service/metrics.rs',
} as const;
/** `error_type` is there and empty where a request succeeded: a label without a value is none. */
const byStatus = family({
  ...shared,
  labels: { model: 1, endpoint: 2, request_type: 2, status: 2, error_type: sometimes },
});
const byType = family({ ...shared, labels: { model: 1, endpoint: 2, request_type: 2 } });
const byModel = family({ ...shared, labels: { model: 1 } });
const plain = family({ ...shared, labels: {} });
const byOperation = family({ ...shared, labels: { operation: 2 } });
const byMigrationType = family({ ...shared, labels: { model: 1, migration_type: 2 } });
const byEndpoint = family({ ...shared, labels: { model: 1, endpoint: 2 } });
const OLDER = { since: '2025', generations: ['frontend'] };
const NEWER = { since: 'a running 1.6.1', generations: ['frontend-1.6'] };
const OF_REQUESTS = { since: '2025', note: 'first shown with the first request for a model' };
const OF_MODELS = { since: '2025', note: 'shown from when a worker has registered the model' };

/** Requests of Dynamo's frontend. Requests for models that it does not have are those of one model, `unknown_model`. */
export const frontendRequests = [
  byStatus.counter('dynamo_frontend_requests_total', 'requests', 'Requests handled by the frontend', {
    since: 'replaces nv_llm_http_service_requests_total',
    note:
      'status=success|error; error_type of 1.6: cancelled (the client left), not_found (unknown_model), unavailable (the ' +
      'worker was lost under way, which a stream still answers with 200); in no series are malformed requests, the 503 of ' +
      'a model whose worker was just lost, and the 404 of a frontend without any model; ' +
      'endpoint collides with the operator target label',
  }),
  byType.counter('dynamo_frontend_requests_started_total', 'requests', 'Requests accepted by the frontend', NEWER),
  byModel.gauge(
    'dynamo_frontend_inflight_requests',
    'requests',
    'Requests in flight, queued ones included',
    OF_REQUESTS,
  ),
  byModel.gauge(
    'dynamo_frontend_queued_requests',
    'requests',
    'Requests waiting for their first response',
    OF_REQUESTS,
  ),
  byModel.gauge('dynamo_frontend_active_requests', 'requests', 'Requests being handled', NEWER),
  plain.gauge('dynamo_frontend_disconnected_clients', 'clients', 'Clients that disconnected', { since: '2025' }),
  byType.counter('dynamo_frontend_model_cancellation_total', 'requests', 'Cancelled requests', NEWER),
  byEndpoint.counter('dynamo_frontend_model_rejection_total', 'requests', 'Requests rejected for lack of resources', {
    since: 'newer source only',
    generations: ['frontend-1.6'],
  }),
  family({ ...shared, labels: { class: 2, reason: sometimes } }).counter(
    'dynamo_frontend_failures_total',
    'requests',
    'Requests that failed, by whose fault it was',
    {
      ...NEWER,
      note: 'class=InvalidRequest|NotFound|Unavailable|...; of what is refused for want of a worker the only trace',
    },
  ),
  byMigrationType.counter('dynamo_frontend_model_migration_total', 'migrations', 'Request migrations', {
    since: '2025',
  }),
  byModel.counter('dynamo_frontend_output_tokens_total', 'tokens', 'Output tokens, live', { since: '2025' }),
] as const;

/** Histograms of Dynamo's frontend. */
export const frontendHistograms = [
  byModel.histogram(
    'dynamo_frontend_request_duration_seconds',
    'seconds',
    grids.requestDuration,
    'Request duration',
    OLDER,
  ),
  byModel.histogram(
    'dynamo_frontend_request_duration_seconds',
    'seconds',
    grids.requestDuration16,
    'Request duration',
    NEWER,
  ),
  byModel.histogram('dynamo_frontend_input_sequence_tokens', 'tokens', grids.inputLength, 'Input length', {
    since: '2025',
  }),
  byModel.histogram('dynamo_frontend_output_sequence_tokens', 'tokens', grids.outputLength, 'Output length', {
    since: '2025',
  }),
  byModel.histogram('dynamo_frontend_time_to_first_token_seconds', 'seconds', grids.firstToken, 'Time to first token', {
    since: '2025',
  }),
  byModel.histogram(
    'dynamo_frontend_inter_token_latency_seconds',
    'seconds',
    grids.interToken,
    'Inter-token latency',
    OLDER,
  ),
  byModel.histogram(
    'dynamo_frontend_inter_token_latency_seconds',
    'seconds',
    grids.interToken16,
    'Inter-token latency',
    { ...NEWER, note: 'of a request 64 at a time, and the rest at its end' },
  ),
  byModel.histogram('dynamo_frontend_cached_tokens', 'tokens', grids.inputLength, 'Cached tokens per request', NEWER),
  byOperation.histogram(
    'dynamo_frontend_tokenizer_latency_ms',
    'milliseconds',
    grids.tokenizerMilliseconds,
    'Tokenizer latency',
    { ...NEWER, note: 'operation=tokenize|detokenize' },
  ),
] as const;

/** What Dynamo's frontend knows of the models that workers have registered. */
export const frontendModels = [
  byModel.gauge('dynamo_frontend_model_ready', 'bool', 'Frontend can route to the model', {
    ...NEWER,
    note: 'there before any request; 0 for seconds after the last worker was lost, and gone when its lease is over',
  }),
  byModel.gauge('dynamo_frontend_model_total_kv_blocks', 'count', 'KV blocks per worker', OF_MODELS),
  byModel.gauge('dynamo_frontend_model_max_num_seqs', 'count', 'Maximum sequences', OF_MODELS),
  byModel.gauge('dynamo_frontend_model_max_num_batched_tokens', 'count', 'Maximum batched tokens', OF_MODELS),
  byModel.gauge('dynamo_frontend_model_context_length', 'count', 'Context length', OF_MODELS),
  byModel.gauge('dynamo_frontend_model_kv_cache_block_size', 'count', 'KV block size', OF_MODELS),
  byModel.gauge('dynamo_frontend_model_migration_limit', 'count', 'Migration limit', OF_MODELS),
  plain.counter('dynamo_frontend_event_loop_stall_total', 'count', 'Times that the event loop was late', {
    ...NEWER,
    note: 'there from the start of the frontend, whether or not it has a worker',
  }),
] as const;
