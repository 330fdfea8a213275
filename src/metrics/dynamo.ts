import { grid } from './bucket-grids.js';
import { family, sometimes } from './metric.js';

const requestDuration = grid(
  'dyn_request_duration',
  [0, 1.9, 3.4, 6.3, 12, 22, 40, 75, 140, 260],
  'log-spaced between DYN_METRICS_* minimum and maximum, rounded to two significant figures',
);
const isl = grid(
  'dyn_isl',
  [0, 100, 210, 430, 870, 1800, 3600, 7400, 15000, 31000, 63000, 130000],
  'log-spaced between DYN_METRICS_* minimum and maximum, rounded to two significant figures',
);
const osl = grid(
  'dyn_osl',
  [0, 100, 210, 430, 880, 1800, 3700, 7600, 16000, 32000],
  'log-spaced between DYN_METRICS_* minimum and maximum, rounded to two significant figures',
);
const ttft = grid(
  'dyn_ttft',
  [0, 0.0022, 0.0047, 0.01, 0.022, 0.047, 0.1, 0.22, 0.47, 1, 2.2, 4.7, 10, 22, 48, 100, 220, 480],
  'log-spaced between DYN_METRICS_* minimum and maximum, rounded to two significant figures',
);
const itl = grid(
  'dyn_itl',
  [0, 0.0019, 0.0035, 0.0067, 0.013, 0.024, 0.045, 0.084, 0.16, 0.3, 0.56, 1.1, 2],
  'log-spaced between DYN_METRICS_* minimum and maximum, rounded to two significant figures',
);
const tokenizerMs = grid('dyn_tokenizer_ms', [0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512]);
const componentDuration = grid('dyn_component_duration', [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]);
const nvLlmDuration = grid('dyn_nv_llm_duration', [0, 1, 2, 4, 8, 16, 32, 64, 128, 256]);

const shared = {
  component: 'dynamo',
  generations: ['frontend'],
  source: 'ai-dynamo/dynamo:lib/llm/src/http/service/metrics.rs',
} as const;
const frontendByStatus = family({
  ...shared,
  labels: { model: 1, endpoint: 2, request_type: 2, status: 2, error_type: sometimes },
});
const frontendByType = family({ ...shared, labels: { model: 1, endpoint: 2, request_type: 2 } });
const byModel = family({ ...shared, labels: { model: 1 } });
const plain = family({ ...shared, labels: {} });
const byOperation = family({ ...shared, labels: { operation: 2 } });
const byModelMigrationType = family({ ...shared, labels: { model: 1, migration_type: 2 } });
const byModelEndpoint = family({ ...shared, labels: { model: 1, endpoint: 2 } });
const component = family({
  ...shared,
  labels: { dynamo_namespace: 1, dynamo_component: 2, dynamo_endpoint: 2, model: sometimes },
});
const componentByError = family({
  ...shared,
  labels: { dynamo_namespace: 1, dynamo_component: 2, dynamo_endpoint: 2, model: sometimes, error_type: 1 },
});
const kvStats = family({ ...shared, labels: { dynamo_namespace: 1, dynamo_component: 2 } });
const legacyByStatus = family({ ...shared, labels: { model: 1, endpoint: 2, request_type: 2, status: 2 } });

/** Dynamo: frontend, components, and the names of early 2025. Which of them the image of Arks shows is unknown. */
export const dynamo = [
  frontendByStatus.counter('dynamo_frontend_requests_total', 'requests', 'Requests handled by the frontend', {
    since: 'replaces nv_llm_http_service_requests_total',
    note: 'error_type only in newer source (absent in the captured 2025 scrape); status=success|error, request_type=stream|unary; endpoint collides with the operator target label',
  }),
  frontendByType.counter('dynamo_frontend_requests_started_total', 'requests', 'Requests accepted by the frontend', {
    since: 'newer source only',
  }),
  byModel.gauge('dynamo_frontend_inflight_requests', 'requests', 'Requests in flight', { since: '2025' }),
  byModel.gauge('dynamo_frontend_queued_requests', 'requests', 'Requests waiting for their first response', {
    since: '2025',
  }),
  plain.gauge('dynamo_frontend_disconnected_clients', 'clients', 'Clients that disconnected', { since: '2025' }),
  byModel.histogram('dynamo_frontend_request_duration_seconds', 'seconds', requestDuration, 'Request duration', {
    since: '2025',
  }),
  byModel.histogram('dynamo_frontend_input_sequence_tokens', 'tokens', isl, 'Input length', { since: '2025' }),
  byModel.histogram('dynamo_frontend_output_sequence_tokens', 'tokens', osl, 'Output length', { since: '2025' }),
  byModel.histogram('dynamo_frontend_time_to_first_token_seconds', 'seconds', ttft, 'Time to first token', {
    since: '2025',
  }),
  byModel.histogram('dynamo_frontend_inter_token_latency_seconds', 'seconds', itl, 'Inter-token latency', {
    since: '2025',
  }),
  byModel.counter('dynamo_frontend_output_tokens_total', 'tokens', 'Output tokens, live', { since: '2025' }),
  byModel.histogram('dynamo_frontend_cached_tokens', 'tokens', isl, 'Cached tokens per request', {
    since: 'newer source only',
  }),
  byOperation.histogram('dynamo_frontend_tokenizer_latency_ms', 'milliseconds', tokenizerMs, 'Tokenizer latency', {
    since: 'newer source only',
    note: 'operation=tokenize|detokenize',
  }),
  byModel.gauge('dynamo_frontend_model_total_kv_blocks', 'count', 'KV blocks per worker', {
    since: '2025',
    note: 'model label keeps the original case here, while request metrics lower-case it (seen in the captured scrape): joins on model fail',
  }),
  byModel.gauge('dynamo_frontend_model_max_num_seqs', 'count', 'Maximum sequences', {
    since: '2025',
    note: 'model label keeps the original case here, while request metrics lower-case it (seen in the captured scrape): joins on model fail',
  }),
  byModel.gauge('dynamo_frontend_model_max_num_batched_tokens', 'count', 'Maximum batched tokens', {
    since: '2025',
    note: 'model label keeps the original case here, while request metrics lower-case it (seen in the captured scrape): joins on model fail',
  }),
  byModel.gauge('dynamo_frontend_model_context_length', 'count', 'Context length', {
    since: '2025',
    note: 'model label keeps the original case here, while request metrics lower-case it (seen in the captured scrape): joins on model fail',
  }),
  byModel.gauge('dynamo_frontend_model_kv_cache_block_size', 'count', 'KV block size', {
    since: '2025',
    note: 'model label keeps the original case here, while request metrics lower-case it (seen in the captured scrape): joins on model fail',
  }),
  byModel.gauge('dynamo_frontend_model_migration_limit', 'count', 'Migration limit', {
    since: '2025',
    note: 'model label keeps the original case here, while request metrics lower-case it (seen in the captured scrape): joins on model fail',
  }),
  byModelMigrationType.counter('dynamo_frontend_model_migration_total', 'migrations', 'Request migrations', {
    since: '2025',
  }),
  frontendByType.counter('dynamo_frontend_model_cancellation_total', 'requests', 'Cancelled requests', {
    since: 'newer source only',
  }),
  byModelEndpoint.counter(
    'dynamo_frontend_model_rejection_total',
    'requests',
    'Requests rejected for lack of resources',
    { since: 'newer source only' },
  ),
  byModel.gauge('dynamo_frontend_model_ready', 'bool', 'Frontend can route to the model', {
    since: 'newer source only',
    note: 'computed at scrape time',
  }),
  byModel.gauge('dynamo_frontend_active_requests', 'requests', 'Requests being handled', {
    since: 'newer source only',
  }),
  component.counter('dynamo_component_requests_total', 'requests', 'Requests handled by a worker endpoint', {
    generations: ['component'],
    source:
      'ai-dynamo/dynamo:docs/observability/metrics_examples/sglang.log + lib/runtime/src/metrics/prometheus_names.rs',
    since: '2025 capture',
  }),
  component.gauge('dynamo_component_inflight_requests', 'requests', 'Requests in flight at a worker', {
    generations: ['component'],
    source:
      'ai-dynamo/dynamo:docs/observability/metrics_examples/sglang.log + lib/runtime/src/metrics/prometheus_names.rs',
    since: '2025 capture',
  }),
  component.histogram(
    'dynamo_component_request_duration_seconds',
    'seconds',
    componentDuration,
    'Worker request duration',
    {
      generations: ['component'],
      source:
        'ai-dynamo/dynamo:docs/observability/metrics_examples/sglang.log + lib/runtime/src/metrics/prometheus_names.rs',
      since: '2025 capture',
    },
  ),
  component.counter('dynamo_component_request_bytes_total', 'bytes', 'Bytes received by a worker', {
    generations: ['component'],
    source:
      'ai-dynamo/dynamo:docs/observability/metrics_examples/sglang.log + lib/runtime/src/metrics/prometheus_names.rs',
    since: '2025 capture',
  }),
  component.counter('dynamo_component_response_bytes_total', 'bytes', 'Bytes sent by a worker', {
    generations: ['component'],
    source:
      'ai-dynamo/dynamo:docs/observability/metrics_examples/sglang.log + lib/runtime/src/metrics/prometheus_names.rs',
    since: '2025 capture',
  }),
  componentByError.counter('dynamo_component_errors_total', 'errors', 'Worker errors', {
    generations: ['component'],
    source:
      'ai-dynamo/dynamo:docs/observability/metrics_examples/sglang.log + lib/runtime/src/metrics/prometheus_names.rs',
    since: '2025 capture',
  }),
  plain.gauge('dynamo_component_uptime_seconds', 'seconds', 'Runtime uptime', {
    generations: ['component'],
    source:
      'ai-dynamo/dynamo:docs/observability/metrics_examples/sglang.log + lib/runtime/src/metrics/prometheus_names.rs',
    since: '2025 capture',
  }),
  kvStats.gauge('dynamo_component_kvstats_active_blocks', 'blocks', 'Active KV blocks', {
    generations: ['component'],
    source:
      'ai-dynamo/dynamo:docs/observability/metrics_examples/sglang.log + lib/runtime/src/metrics/prometheus_names.rs',
    since: '2025 capture',
  }),
  kvStats.gauge('dynamo_component_kvstats_total_blocks', 'blocks', 'Total KV blocks', {
    generations: ['component'],
    source:
      'ai-dynamo/dynamo:docs/observability/metrics_examples/sglang.log + lib/runtime/src/metrics/prometheus_names.rs',
    since: '2025 capture',
  }),
  kvStats.gauge('dynamo_component_kvstats_gpu_cache_usage_percent', 'ratio', 'GPU cache usage, 0 to 1', {
    generations: ['component'],
    source:
      'ai-dynamo/dynamo:docs/observability/metrics_examples/sglang.log + lib/runtime/src/metrics/prometheus_names.rs',
    since: '2025 capture',
    note: 'ratio 0..1 despite _percent',
  }),
  kvStats.gauge('dynamo_component_kvstats_gpu_prefix_cache_hit_rate', 'ratio', 'Prefix cache hit rate, 0 to 1', {
    generations: ['component'],
    source:
      'ai-dynamo/dynamo:docs/observability/metrics_examples/sglang.log + lib/runtime/src/metrics/prometheus_names.rs',
    since: '2025 capture',
  }),
  legacyByStatus.counter('nv_llm_http_service_requests_total', 'requests', 'Requests handled by the HTTP service', {
    generations: ['nv_llm'],
    since: 'early 2025 (dynamo run era)',
    removed: 'renamed to dynamo_frontend_*',
    replacedBy: 'dynamo_frontend_requests_total',
  }),
  byModel.gauge('nv_llm_http_service_inflight_requests', 'requests', 'Requests in flight', {
    generations: ['nv_llm'],
    since: 'early 2025 (dynamo run era)',
    removed: 'renamed to dynamo_frontend_*',
    replacedBy: 'dynamo_frontend_inflight_requests',
  }),
  byModel.histogram('nv_llm_http_service_request_duration_seconds', 'seconds', nvLlmDuration, 'Request duration', {
    generations: ['nv_llm'],
    since: 'early 2025 (dynamo run era)',
    removed: 'renamed to dynamo_frontend_*',
    replacedBy: 'dynamo_frontend_request_duration_seconds',
  }),
] as const;
