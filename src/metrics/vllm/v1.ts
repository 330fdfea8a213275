import { family } from '../metric.js';
import { ENGINE, engines, finishedReasons, V1, V1_FROM_0_12, V1_UNTIL_0_11 } from './labels.js';

const shared = {
  component: 'vllm',
  generations: V1,
  source: 'vllm-project/vllm:vllm/v1/metrics/loggers.py',
} as const;
const engine = family({ ...shared, labels: ENGINE });
const engineByReason = family({ ...shared, labels: { ...ENGINE, reason: 2 } });
const engineBySleepState = family({ ...shared, labels: { ...ENGINE, sleep_state: 3 } });
const engineBySource = family({ ...shared, labels: { ...ENGINE, source: 3 } });
const engineByCache = family({ ...shared, labels: { ...ENGINE, source: 5 } });
const engineByFinishedReason = family({ ...shared, labels: { ...ENGINE, finished_reason: finishedReasons } });
const modelByLimit = family({ ...shared, labels: { model_name: 1, reason: 2 } });
const config = family({ ...shared, labels: { engine: engines }, openLabels: 'one label per CacheConfig field' });

/** vLLM V1: counters and gauges of the engine. */
export const vllmV1 = [
  engine.gauge('vllm:num_requests_running', 'requests', 'Requests in the current execution batch', {
    since: 'V0 and V1',
  }),
  engine.gauge('vllm:num_requests_waiting', 'requests', 'Requests waiting to be scheduled', { since: 'V0 and V1' }),
  engineByReason.gauge('vllm:num_requests_waiting_by_reason', 'requests', 'Waiting requests split by why they wait', {
    generations: V1_FROM_0_12,
    since: 'after 0.12; present in 0.30.0 (secondary)',
    note: 'reason=capacity|deferred; the two sum to vllm:num_requests_waiting',
  }),
  engine.gauge('vllm:kv_cache_usage_perc', 'ratio', 'KV cache blocks in use, 0 to 1', {
    since: '0.9.2',
    note: 'ratio 0..1 despite the name; in the 0.9.2-0.11 source the gauge has no multiprocess_mode, so with --api-server-count>1 it carries an extra pid label',
  }),
  engine.gauge('vllm:gpu_cache_usage_perc', 'ratio', 'GPU KV cache usage, 0 to 1 (old name)', {
    generations: V1_UNTIL_0_11,
    since: 'V0; V1 <=0.11',
    deprecated: '0.9.2',
    hiddenFrom: '0.11.0 (only with --show-hidden-metrics-for-version=0.10)',
    removed: '0.12.0',
    replacedBy: 'vllm:kv_cache_usage_perc',
  }),
  engine.counter('vllm:prefix_cache_queries_total', 'tokens', 'Prompt tokens looked up in the prefix cache', {
    since: '0.9.2',
  }),
  engine.counter('vllm:prefix_cache_hits_total', 'tokens', 'Looked-up tokens found in the prefix cache', {
    since: '0.9.2',
  }),
  engine.counter('vllm:gpu_prefix_cache_queries_total', 'tokens', 'Prefix cache lookups (old name)', {
    generations: V1_UNTIL_0_11,
    since: 'V1 0.7/0.8 era',
    deprecated: '0.9.2',
    hiddenFrom: '0.11.0',
    removed: '0.12.0',
    replacedBy: 'vllm:prefix_cache_queries_total',
    note: 'UNIT CHANGE: counted blocks in the 0.8-era source (blob 7302330), tokens by 0.9 (blob 2325093063); hits/queries ratio is unaffected',
  }),
  engine.counter('vllm:gpu_prefix_cache_hits_total', 'tokens', 'Prefix cache hits (old name)', {
    generations: V1_UNTIL_0_11,
    since: 'V1 0.7/0.8 era',
    deprecated: '0.9.2',
    hiddenFrom: '0.11.0',
    removed: '0.12.0',
    replacedBy: 'vllm:prefix_cache_hits_total',
    note: 'same unit change as gpu_prefix_cache_queries_total',
  }),
  engine.counter(
    'vllm:external_prefix_cache_queries_total',
    'tokens',
    'Tokens looked up in the KV-connector (remote) cache',
    {
      generations: V1_FROM_0_12,
      since: 'after 0.11.0, by 0.12',
      condition: 'always registered; moves only with a KV connector',
    },
  ),
  engine.counter('vllm:external_prefix_cache_hits_total', 'tokens', 'Tokens found in the KV-connector (remote) cache', {
    generations: V1_FROM_0_12,
    since: 'after 0.11.0, by 0.12',
    condition: 'always registered; moves only with a KV connector',
  }),
  engine.counter('vllm:mm_cache_queries_total', 'items', 'Multimodal cache lookups', {
    generations: V1_FROM_0_12,
    since: 'after 0.11.0, by 0.12',
  }),
  engine.counter('vllm:mm_cache_hits_total', 'items', 'Multimodal cache hits', {
    generations: V1_FROM_0_12,
    since: 'after 0.11.0, by 0.12',
  }),
  engine.counter('vllm:corrupted_requests_total', 'requests', 'Requests whose logits contained NaN', {
    generations: V1_FROM_0_12,
    since: 'after 0.11.0, by 0.12',
    feature: 'nan-check',
    condition: 'only registered when VLLM_COMPUTE_NANS_IN_LOGITS is set',
  }),
  engineBySleepState.gauge('vllm:engine_sleep_state', 'bool', 'One-hot engine sleep state', {
    generations: V1_FROM_0_12,
    since: 'after 0.11.0, by 0.12',
    note: 'sleep_state=awake|weights_offloaded|discard_all; initialised awake=1, others 0',
  }),
  engine.counter('vllm:num_preemptions_total', 'preemptions', 'Preemptions since engine start', { since: 'V0 and V1' }),
  engine.counter('vllm:prompt_tokens_total', 'tokens', 'Prompt tokens processed', { since: 'V0 and V1' }),
  engineBySource.counter('vllm:prompt_tokens_by_source_total', 'tokens', 'Prompt tokens by where they came from', {
    generations: V1_FROM_0_12,
    since: 'after 0.12',
    note: 'source=local_compute|local_cache_hit|external_kv_transfer',
  }),
  engine.counter('vllm:prompt_tokens_cached_total', 'tokens', 'Prompt tokens served from local or external cache', {
    generations: V1_FROM_0_12,
    since: 'after 0.12; present in 0.30.0 (secondary)',
  }),
  engineByCache.counter(
    'vllm:prompt_tokens_cached_by_source_total',
    'tokens',
    'Cached prompt tokens by where they were found',
    {
      generations: V1_FROM_0_12,
      since: 'present in 0.32.0 and 0.33.0',
      note: 'source=device|host|p2p|disk|external_unspecified; counted when a request is scheduled; the sum of vllm:prefix_cache_hits_total and vllm:external_prefix_cache_hits_total',
    },
  ),
  engine.counter('vllm:prompt_tokens_recomputed_total', 'tokens', 'Cached tokens recomputed for a forward pass', {
    generations: V1_FROM_0_12,
    since: 'after 0.12',
    removed: 'absent in the newest loggers.py seen (blob 66980940347)',
    note: 'short-lived; do not depend on it',
  }),
  engine.counter('vllm:generation_tokens_total', 'tokens', 'Output tokens generated', { since: 'V0 and V1' }),
  engineByFinishedReason.counter('vllm:request_success_total', 'requests', 'Finished requests by finish reason', {
    since: 'V0 and V1',
    note: 'finished_reason: stop|length|abort (0.8-0.11 source); later adds error, then repetition. Counts error too, so it is not a success counter; a client that leaves is counted nowhere (0.11 to 0.33), and error practically never. All reasons are pre-created at 0',
  }),
  modelByLimit.counter('vllm:admission_rejections_total', 'requests', 'Requests turned away at a full queue', {
    generations: V1_FROM_0_12,
    since: 'present in 0.32.0 and 0.33.0',
    note: 'reason=max_num_queued_reqs|max_num_queued_tokens, both at 0 from the start; no engine label. A stream that is turned away in a burst is HTTP 200 all the same, so this is the only trace of it',
  }),
  config.gauge('vllm:cache_config_info', 'info', 'Cache configuration as labels, value 1', {
    since: 'V0 and V1',
    note: 'label set follows CacheConfig and changes between releases; useful: block_size, num_gpu_blocks, gpu_memory_utilization, enable_prefix_caching. engine label since V1 data-parallel work',
  }),
] as const;
