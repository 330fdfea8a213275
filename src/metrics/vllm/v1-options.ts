import { family } from '../metric.js';
import { kvOffloadSize, kvResidency, nixlBytes, nixlDesc, nixlPost, nixlXfer } from './grids.js';
import { ENGINE, engines, V1, V1_FROM_0_12 } from './labels.js';

const shared = {
  component: 'vllm',
  generations: V1_FROM_0_12,
  source: 'vllm-project/vllm:vllm/distributed/kv_transfer/kv_connector/v1/offloading/metrics.py',
} as const;
const engine = family({ ...shared, labels: ENGINE });
const adapters = family({ ...shared, labels: { max_lora: 1, waiting_lora_adapters: 1, running_lora_adapters: 1 } });
const engineByPosition = family({ ...shared, labels: { ...ENGINE, position: 5 } });
const engineByTransferType = family({ ...shared, labels: { ...ENGINE, transfer_type: 2 } });
const config = family({ ...shared, labels: { engine: engines } });

/** vLLM V1: what an option of the engine adds (connectors, offloading, adapters, speculation). */
export const vllmV1Options = [
  engine.histogram(
    'vllm:kv_block_lifetime_seconds',
    'seconds',
    kvResidency,
    'Sampled KV block lifetime until eviction',
    {
      source: 'vllm-project/vllm:vllm/v1/metrics/loggers.py',
      since: 'after 0.11.0',
      feature: 'cache-metrics',
      condition: '--kv-cache-metrics',
    },
  ),
  engine.histogram(
    'vllm:kv_block_idle_before_evict_seconds',
    'seconds',
    kvResidency,
    'Sampled KV block idle time before eviction',
    {
      source: 'vllm-project/vllm:vllm/v1/metrics/loggers.py',
      since: 'after 0.11.0',
      feature: 'cache-metrics',
      condition: '--kv-cache-metrics',
    },
  ),
  engine.histogram(
    'vllm:kv_block_reuse_gap_seconds',
    'seconds',
    kvResidency,
    'Sampled gap between uses of a KV block',
    {
      source: 'vllm-project/vllm:vllm/v1/metrics/loggers.py',
      since: 'after 0.11.0',
      feature: 'cache-metrics',
      condition: '--kv-cache-metrics',
    },
  ),
  adapters.gauge('vllm:lora_requests_info', 'timestamp', 'LoRA adapters running and waiting, as labels', {
    generations: V1,
    source: 'vllm-project/vllm:vllm/v1/metrics/loggers.py',
    since: 'V0 and V1',
    feature: 'adapter',
    condition: 'only when LoRA is enabled',
    note: 'value is unix time (set_to_current_time); no model_name/engine label; adapter lists are comma-joined label values',
  }),
  engine.counter('vllm:spec_decode_num_drafts_total', 'drafts', 'Speculative drafts proposed', {
    generations: V1,
    source: 'vllm-project/vllm:vllm/v1/spec_decode/metrics.py',
    since: 'V1, after 0.8-era file (absent there)',
    feature: 'speculative-decoding',
    condition: 'speculative decoding on',
  }),
  engine.counter('vllm:spec_decode_num_draft_tokens_total', 'tokens', 'Draft tokens proposed', {
    generations: V1,
    source: 'vllm-project/vllm:vllm/v1/spec_decode/metrics.py',
    since: 'V0 and V1',
    feature: 'speculative-decoding',
    condition: 'V1: speculative decoding on',
  }),
  engine.counter('vllm:spec_decode_num_accepted_tokens_total', 'tokens', 'Draft tokens accepted', {
    generations: V1,
    source: 'vllm-project/vllm:vllm/v1/spec_decode/metrics.py',
    since: 'V0 and V1',
    feature: 'speculative-decoding',
    condition: 'V1: speculative decoding on',
  }),
  engineByPosition.counter(
    'vllm:spec_decode_num_accepted_tokens_per_pos_total',
    'tokens',
    'Accepted draft tokens by draft position',
    {
      generations: V1,
      source: 'vllm-project/vllm:vllm/v1/spec_decode/metrics.py',
      since: 'V1, after 0.8-era file',
      feature: 'speculative-decoding',
      condition: 'speculative decoding on',
      note: 'position is 0..num_speculative_tokens-1; the _total suffix is added by prometheus_client',
    },
  ),
  engine.counter('vllm:estimated_flops_per_gpu_total', 'flops', 'Estimated floating point operations per GPU', {
    source: 'vllm-project/vllm:vllm/v1/metrics/perf.py',
    since: 'after 0.12 (not in the 0.12-era loggers.py)',
    condition: 'always registered; moves only with --enable-mfu-metrics',
  }),
  engine.counter('vllm:estimated_read_bytes_per_gpu_total', 'bytes', 'Estimated bytes read from memory per GPU', {
    source: 'vllm-project/vllm:vllm/v1/metrics/perf.py',
    since: 'after 0.12 (not in the 0.12-era loggers.py)',
    condition: 'always registered; moves only with --enable-mfu-metrics',
  }),
  engine.counter('vllm:estimated_write_bytes_per_gpu_total', 'bytes', 'Estimated bytes written to memory per GPU', {
    source: 'vllm-project/vllm:vllm/v1/metrics/perf.py',
    since: 'after 0.12 (not in the 0.12-era loggers.py)',
    condition: 'always registered; moves only with --enable-mfu-metrics',
  }),
  engine.histogram('vllm:nixl_xfer_time_seconds', 'seconds', nixlXfer, 'NIXL KV transfer duration', {
    source: 'vllm-project/vllm:vllm/distributed/kv_transfer/kv_connector/v1/nixl/stats.py',
    since: 'after 0.11.0, by 0.12 era',
    feature: 'kv-connector',
    condition: 'KV connector is NIXL and a transfer happened',
  }),
  engine.histogram('vllm:nixl_post_time_seconds', 'seconds', nixlPost, 'NIXL KV transfer post time', {
    source: 'vllm-project/vllm:vllm/distributed/kv_transfer/kv_connector/v1/nixl/stats.py',
    since: 'after 0.11.0, by 0.12 era',
    feature: 'kv-connector',
    condition: 'KV connector is NIXL and a transfer happened',
  }),
  engine.histogram('vllm:nixl_bytes_transferred', 'bytes', nixlBytes, 'Bytes per NIXL KV transfer', {
    source: 'vllm-project/vllm:vllm/distributed/kv_transfer/kv_connector/v1/nixl/stats.py',
    since: 'after 0.11.0, by 0.12 era',
    feature: 'kv-connector',
    condition: 'KV connector is NIXL and a transfer happened',
    note: 'le is printed by python: "2048.0" .. "524288.0", then "2.097152e+06" and up',
  }),
  engine.histogram('vllm:nixl_num_descriptors', 'count', nixlDesc, 'Descriptors per NIXL KV transfer', {
    source: 'vllm-project/vllm:vllm/distributed/kv_transfer/kv_connector/v1/nixl/stats.py',
    since: 'after 0.11.0, by 0.12 era',
    feature: 'kv-connector',
    condition: 'KV connector is NIXL and a transfer happened',
  }),
  engine.counter('vllm:nixl_num_failed_transfers_total', 'transfers', 'Failed NIXL KV transfers', {
    source: 'vllm-project/vllm:vllm/distributed/kv_transfer/kv_connector/v1/nixl/stats.py',
    since: 'after 0.11.0, by 0.12 era',
    feature: 'kv-connector',
    condition: 'NIXL connector',
  }),
  engine.counter('vllm:nixl_num_failed_notifications_total', 'notifications', 'Failed NIXL notifications', {
    source: 'vllm-project/vllm:vllm/distributed/kv_transfer/kv_connector/v1/nixl/stats.py',
    since: 'after 0.11.0, by 0.12 era',
    feature: 'kv-connector',
    condition: 'NIXL connector',
  }),
  engine.counter('vllm:nixl_num_kv_expired_reqs_total', 'requests', 'Requests whose KV expired before being pulled', {
    source: 'vllm-project/vllm:vllm/distributed/kv_transfer/kv_connector/v1/nixl/stats.py',
    since: 'after 0.12',
    feature: 'kv-connector',
    condition: 'NIXL connector, counted on the prefill instance',
  }),
  engineByTransferType.counter('vllm:kv_offload_total_bytes_total', 'bytes', 'Bytes moved by KV offloading', {
    since: 'after 0.12',
    deprecated: 'marked deprecated in newer source, still dual-emitted',
    replacedBy: 'vllm:kv_offload_load_bytes_total + vllm:kv_offload_store_bytes_total',
    feature: 'kv-offload',
    condition: 'OffloadingConnector',
    note: 'transfer_type=CPU_to_GPU|GPU_to_CPU; doubled word in the exposed name is real',
  }),
  engineByTransferType.counter('vllm:kv_offload_total_time_total', 'seconds', 'Time spent in KV offloading', {
    since: 'after 0.12',
    deprecated: 'marked deprecated in newer source, still dual-emitted',
    replacedBy: 'vllm:kv_offload_load_time_total + vllm:kv_offload_store_time_total',
    feature: 'kv-offload',
    condition: 'OffloadingConnector',
  }),
  engineByTransferType.histogram('vllm:kv_offload_size', 'bytes', kvOffloadSize, 'KV offload transfer size', {
    since: 'after 0.12',
    deprecated: 'marked deprecated in newer source, still dual-emitted',
    replacedBy: 'vllm:kv_offload_load_size / vllm:kv_offload_store_size',
    feature: 'kv-offload',
    condition: 'OffloadingConnector',
  }),
  engine.counter('vllm:kv_offload_load_bytes_total', 'bytes', 'Bytes moved from offload storage to GPU', {
    since: 'newer than kv_offload_total_*',
    feature: 'kv-offload',
    condition: 'OffloadingConnector',
  }),
  engine.counter('vllm:kv_offload_load_time_total', 'seconds', 'Time moving KV from offload storage to GPU', {
    since: 'newer than kv_offload_total_*',
    feature: 'kv-offload',
    condition: 'OffloadingConnector',
  }),
  engine.histogram('vllm:kv_offload_load_size', 'bytes', kvOffloadSize, 'Transfer size from offload storage to GPU', {
    since: 'newer than kv_offload_total_*',
    feature: 'kv-offload',
    condition: 'OffloadingConnector',
  }),
  engine.counter('vllm:kv_offload_store_bytes_total', 'bytes', 'Bytes moved from GPU to offload storage', {
    since: 'newer than kv_offload_total_*',
    feature: 'kv-offload',
    condition: 'OffloadingConnector',
  }),
  engine.counter('vllm:kv_offload_store_time_total', 'seconds', 'Time moving KV from GPU to offload storage', {
    since: 'newer than kv_offload_total_*',
    feature: 'kv-offload',
    condition: 'OffloadingConnector',
  }),
  engine.histogram('vllm:kv_offload_store_size', 'bytes', kvOffloadSize, 'Transfer size from GPU to offload storage', {
    since: 'newer than kv_offload_total_*',
    feature: 'kv-offload',
    condition: 'OffloadingConnector',
  }),
  engine.counter('vllm:kv_offload_stores_skipped_total', 'stores', 'Offload stores skipped below the reuse threshold', {
    since: 'newer than kv_offload_total_*',
    feature: 'kv-offload',
    condition: 'OffloadingConnector',
  }),
  config.gauge('vllm:engine_healthy', 'bool', '1 when the engine rank is healthy', {
    source: 'vllm-project/vllm:docs/usage/metrics.md',
    since: 'docs only, at an undated commit; release unknown',
    feature: 'fault-tolerance',
    condition: '--enable-fault-tolerance',
    emitted: 'unverified',
    evidence: 'docs-only',
  }),
] as const;
