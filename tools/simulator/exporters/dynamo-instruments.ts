import type { CounterName, GaugeName, HistogramName } from '../../../src/metrics/catalogue.js';
import type { LabelValues, MetricStore } from '../exposition/instruments.js';
import type { EngineSettings } from '../model/engine/settings.js';

/** Numbers that a process of Dynamo makes up at its start; any will do. */
const ROUTER = { router_id: '5548350200163181660' };
const PROCESS = '4cffb31c5231a45c';
const WORKER = '4440844552826013692';
const ROUTED = { dynamo_component: 'backend', dynamo_namespace: 'dynamo', ...ROUTER, worker_id: PROCESS };
const SPLIT = { ...ROUTED, worker_type: 'prefill' };
const THREADS = ['0', '1'];
const BLOCK_TOKENS = 64;
const BATCHED_TOKENS = 8_192;

type Shown =
  | readonly ['counter', CounterName, LabelValues?]
  | readonly ['gauge', GaugeName, LabelValues?]
  | readonly ['histogram', HistogramName, LabelValues?];

const perThread = (...shown: readonly (readonly ['counter', CounterName] | readonly ['gauge', GaugeName])[]) =>
  THREADS.flatMap((worker) => shown.map((one): Shown => [...one, { worker }]));

/** What a frontend shows before it has any engine. */
const FROM_THE_START: readonly Shown[] = [
  ['counter', 'dynamo_frontend_detokenize_token_count'],
  ['counter', 'dynamo_frontend_detokenize_total_us'],
  ['gauge', 'dynamo_frontend_disconnected_clients'],
  ['histogram', 'dynamo_frontend_event_loop_delay_seconds'],
  ['counter', 'dynamo_frontend_event_loop_stall_total'],
  ['histogram', 'dynamo_frontend_template_seconds'],
  ['histogram', 'dynamo_frontend_tokenize_seconds'],
  ['counter', 'dynamo_frontend_tokenizer_cache_hits_total'],
  ['counter', 'dynamo_frontend_tokenizer_cache_misses_total'],
  ['gauge', 'dynamo_request_plane_inflight_requests'],
  ['histogram', 'dynamo_request_plane_queue_seconds'],
  ['histogram', 'dynamo_request_plane_roundtrip_ttft_seconds'],
  ['histogram', 'dynamo_request_plane_send_seconds'],
  ['histogram', 'dynamo_router_overhead_block_hashing_ms', ROUTER],
  ['histogram', 'dynamo_router_overhead_indexer_find_matches_ms', ROUTER],
  ['histogram', 'dynamo_router_overhead_scheduling_ms', ROUTER],
  ['histogram', 'dynamo_router_overhead_seq_hashing_ms', ROUTER],
  ['histogram', 'dynamo_router_overhead_shared_cache_query_ms', ROUTER],
  ['histogram', 'dynamo_router_overhead_total_ms', ROUTER],
  ['counter', 'dynamo_router_shared_cache_errors_total', ROUTER],
  ['gauge', 'dynamo_tokio_alive_tasks'],
  ['gauge', 'dynamo_tokio_blocking_idle_threads'],
  ['gauge', 'dynamo_tokio_blocking_queue_depth'],
  ['gauge', 'dynamo_tokio_blocking_threads'],
  ['counter', 'dynamo_tokio_budget_forced_yield_total'],
  ['gauge', 'dynamo_tokio_global_queue_depth'],
  ['counter', 'dynamo_tokio_queue_overload_warnings_total'],
  ['counter', 'dynamo_transport_tcp_accept_backoff_total'],
  ['counter', 'dynamo_transport_tcp_bytes_received_total'],
  ['counter', 'dynamo_transport_tcp_bytes_sent_total'],
  ['counter', 'dynamo_transport_tcp_errors_total'],
  ['gauge', 'dynamo_component_uptime_seconds', { worker_id: PROCESS }],
];
/** What comes with the first engine. */
const WITH_AN_ENGINE: readonly Shown[] = [
  ...perThread(
    ['gauge', 'dynamo_tokio_worker_busy_ratio'],
    ['gauge', 'dynamo_tokio_worker_local_queue_depth'],
    ['gauge', 'dynamo_tokio_worker_mean_poll_time_ns'],
    ['counter', 'dynamo_tokio_worker_overflow_count_total'],
    ['counter', 'dynamo_tokio_worker_park_count_total'],
    ['counter', 'dynamo_tokio_worker_steal_count_total'],
  ),
  ['histogram', 'dynamo_component_router_inter_token_latency_seconds', ROUTED],
  ['histogram', 'dynamo_component_router_kv_hit_rate', ROUTED],
  ['histogram', 'dynamo_component_router_kv_transfer_estimated_latency_seconds', ROUTED],
  ['counter', 'dynamo_component_router_non_max_overlap_selections_total', SPLIT],
  ['histogram', 'dynamo_component_router_output_sequence_tokens', ROUTED],
  ['histogram', 'dynamo_component_router_overlap_blocks_lost', SPLIT],
  ['counter', 'dynamo_component_router_requests_started_total', ROUTED],
  ['counter', 'dynamo_component_router_requests_total', ROUTED],
  ['histogram', 'dynamo_component_router_shared_cache_beyond_blocks', ROUTED],
  ['histogram', 'dynamo_component_router_shared_cache_hit_rate', ROUTED],
  ['histogram', 'dynamo_component_router_time_to_first_token_seconds', ROUTED],
];
/** What comes with the first request, beside what is counted of it. */
const WITH_A_REQUEST: readonly Shown[] = [
  ...(['preprocess', 'route', 'transport_roundtrip'] as const).map(
    (stage): Shown => ['histogram', 'dynamo_frontend_stage_duration_seconds', { stage }],
  ),
  ['gauge', 'dynamo_frontend_stage_requests', { phase: '', stage: 'preprocess' }],
  ...(['dispatch', 'route'] as const).map(
    (stage): Shown => ['gauge', 'dynamo_frontend_stage_requests', { phase: 'aggregated', stage }],
  ),
  ...(['detokenize', 'tokenize'] as const).map(
    (operation): Shown => ['histogram', 'dynamo_frontend_tokenizer_latency_ms', { operation }],
  ),
];

export function showFromTheStart(store: MetricStore): void {
  show(store, FROM_THE_START);
}

/** What a frontend says of a model, and of how it reaches engines, once one has registered. */
export function showModel(store: MetricStore, model: LabelValues, { maxRunning, kvTokens }: EngineSettings): void {
  show(store, WITH_AN_ENGINE);
  show(store, [
    ['counter', 'dynamo_frontend_tokenizer_cache_cached_tokens_total', model],
    ['counter', 'dynamo_frontend_tokenizer_cache_uncached_tokens_total', model],
  ]);
  const said = [
    ['dynamo_frontend_model_total_kv_blocks', Math.floor(kvTokens / BLOCK_TOKENS)],
    ['dynamo_frontend_model_max_num_seqs', maxRunning],
    ['dynamo_frontend_model_max_num_batched_tokens', BATCHED_TOKENS],
    // A worker that was told of no limit says 0.
    ['dynamo_frontend_model_context_length', 0],
    ['dynamo_frontend_model_kv_cache_block_size', BLOCK_TOKENS],
    ['dynamo_frontend_model_migration_limit', 0],
  ] as const;
  for (const [name, value] of said) if (store.exposes(name)) store.gauge(name, model).set(value);
}

/** What goes with the engine that it was said of. */
const LAST = [
  'dynamo_frontend_worker_last_input_sequence_tokens',
  'dynamo_frontend_worker_last_inter_token_latency_seconds',
  'dynamo_frontend_worker_last_time_to_first_token_seconds',
] as const;

export function hideEngine(store: MetricStore): void {
  for (const name of LAST) store.remove(name);
}

/** What a frontend shows of its steps once a request has taken them. */
export function showSteps(store: MetricStore, model: LabelValues): void {
  const worker = { dp_rank: 'none', worker_id: WORKER, worker_type: 'decode' };
  show(store, [
    ...WITH_A_REQUEST,
    ...LAST.map((name): Shown => ['gauge', name, worker]),
    ['histogram', 'dynamo_component_router_input_sequence_tokens', { ...ROUTED, ...model, phase: 'aggregated' }],
  ]);
}

/** Makes series of those metrics that the generation exposes. */
function show(store: MetricStore, all: readonly Shown[]): void {
  for (const [kind, name, labels = {}] of all.filter(([, one]) => store.exposes(one))) {
    if (kind === 'counter') store.counter(name, labels);
    else if (kind === 'gauge') store.gauge(name, labels);
    else store.histogram(name, labels);
  }
}
