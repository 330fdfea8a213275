import { workers } from '../counts.js';
import { family } from '../metric.js';
import { eventLoopDelay, longRouterDuration, tenths } from './grids.js';

const shared = {
  component: 'sglangRouter',
  generations: ['smg-1.13'],
  source: 'smg 1.13.0, its page',
  since: 'between sglang-router 0.3.2 and smg 1.13.0',
} as const;
const plain = family({ ...shared, labels: {} });
const byWorker = family({ ...shared, labels: { worker: workers } });
const byThread = family({ ...shared, labels: { worker: 16 } });
const byModel = family({ ...shared, labels: { model: 1 } });
const byStage = family({ ...shared, labels: { stage: 3 } });
const byKind = family({ ...shared, labels: { kind: 3 } });
const byLayer = family({ ...shared, labels: { layer: 2 } });
const byReason = family({ ...shared, labels: { reason: 2 } });
const ofPair = family({ ...shared, labels: { backend_type: 1, model: 1, runtime: 1 } });

/** What smg shows beside the names that it has from its predecessor, at the latest since 1.13.0. */
export const smgSince113 = [
  ofPair.histogram('smg_pd_ttft_seconds', 'seconds', longRouterDuration, 'Time to first token of prefill and decode', {
    condition: 'PD mode, HTTP workers too',
  }),
  ofPair.histogram('smg_pd_prefill_duration_seconds', 'seconds', longRouterDuration, 'Time of prefill', {
    condition: 'PD mode, HTTP workers too',
  }),
  family({ ...shared, labels: { leg: 2, phase: 2 } }).counter(
    'smg_pd_rendezvous_failures_total',
    'failures',
    'Pairs of workers that did not find each other',
    { condition: 'PD mode' },
  ),
  family({ ...shared, labels: { mode: 1 } }).counter(
    'smg_pd_kv_connector_mode_total',
    'requests',
    'Requests by mode of the KV connector',
    { condition: 'PD mode' },
  ),
  byWorker.gauge('smg_pd_admission_window', 'requests', 'Requests that decode admits', { condition: 'PD mode' }),
  family({ ...shared, labels: { worker: workers, model: 1 } }).counter(
    'smg_worker_requests_total',
    'requests',
    'Requests sent to each worker, attempts included',
  ),
  byWorker.counter('smg_worker_cb_health_readmissions_total', 'readmissions', 'Breakers closed by a health check'),
  byWorker.gauge('smg_worker_http2', 'bool', 'Whether a worker speaks HTTP/2'),
  byStage.counter('smg_worker_liveness_fallback_total', 'requests', 'Requests sent without a live worker'),
  byStage.counter('smg_worker_overload_fallback_total', 'requests', 'Requests sent to overloaded workers'),
  byStage.counter('smg_worker_overload_shed_total', 'requests', 'Requests refused since workers are overloaded'),
  family({ ...shared, labels: { worker: workers, mode: 1 } }).counter(
    'smg_engine_load_polls_total',
    'polls',
    'Questions for the load of each worker',
  ),
  family({ ...shared, labels: { router_type: 1 } }).counter(
    'smg_router_upstream_send_retries_total',
    'retries',
    'Requests sent again on a new connection',
  ),
  family({ ...shared, labels: { path: 2, reason: 2 } }).counter(
    'smg_router_request_body_path_total',
    'requests',
    'Requests by how their body was handed on',
  ),
  plain.gauge('smg_admission_inflight', 'requests', 'Requests admitted'),
  family({ ...shared, labels: { branch: 3 } }).counter(
    'smg_cache_aware_policy_branch_total',
    'decisions',
    'Decisions of the cache-aware policy',
  ),
  plain.histogram('smg_cache_aware_match_ratio', 'ratio', tenths, 'Share of a prompt that a worker has seen'),
  byModel.gauge('smg_cache_tree_chars', 'characters', 'Characters in the cache-aware tree'),
  byModel.gauge('smg_cache_tree_tokens', 'tokens', 'Tokens in the cache-aware tree'),
  family({ ...shared, labels: { model: 1, tree: 2 } }).gauge(
    'smg_cache_tree_tenants',
    'workers',
    'Workers in the tree',
  ),
  byKind.counter('smg_detokenize_prefix_mismatch_total', 'mismatches', 'Texts that did not go on as they began'),
  byLayer.counter('smg_tokenizer_cache_evictions_total', 'evictions', 'Evictions of the tokenizer cache'),
  family({ ...shared, labels: { layer: 2, result: 2 } }).counter(
    'smg_tokenizer_cache_lookups_total',
    'lookups',
    'Lookups in the tokenizer cache',
  ),
  byLayer.counter('smg_tokenizer_cache_reused_bytes_total', 'bytes', 'Bytes found in the tokenizer cache'),
  byReason.counter('smg_tokenizer_encode_fallbacks_total', 'fallbacks', 'Texts encoded the slow way'),
  family({ ...shared, labels: { path: 3 } }).counter(
    'smg_tokenizer_encode_path_loads_total',
    'loads',
    'Tokenizers by how they encode',
  ),
  byKind.gauge('smg_history_memory_records', 'records', 'Records of history held in memory'),
  family({ ...shared, labels: { sink: 1 } }).gauge(
    'smg_log_dropped_lines',
    'lines',
    'Lines of the log that were dropped',
  ),
  plain.gauge('smg_allocator_active_bytes', 'bytes', 'Active memory'),
  plain.gauge('smg_allocator_allocated_bytes', 'bytes', 'Allocated memory'),
  plain.gauge('smg_allocator_metadata_bytes', 'bytes', 'Memory of the allocator itself'),
  plain.gauge('smg_allocator_resident_bytes', 'bytes', 'Resident memory'),
  plain.gauge('smg_tokio_workers', 'threads', 'Threads of the runtime'),
  plain.gauge('smg_tokio_alive_tasks', 'tasks', 'Tasks of the runtime'),
  plain.gauge('smg_tokio_global_queue_depth', 'tasks', 'Tasks that wait for a thread'),
  byThread.gauge('smg_tokio_worker_busy_ratio', 'ratio', 'Share of time that a thread is busy'),
  byThread.counter('smg_tokio_worker_parks_total', 'parks', 'Times that a thread went to sleep'),
  plain.counter('smg_tokio_event_loop_stalls_total', 'stalls', 'Stalls of the event loop'),
  plain.histogram('smg_tokio_event_loop_delay_seconds', 'seconds', eventLoopDelay, 'Delay of the event loop'),
] as const;
