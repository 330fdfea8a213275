import { family, sometimes } from '../metric.js';
import {
  encoderBatch,
  encoderE2e,
  encoderForward,
  encoderItems,
  encoderPreprocess,
  encoderQueue,
  encoderTransfer,
} from './grids.js';
import { between } from './labels.js';

const shared = {
  component: 'sglang',
  generations: between('g6', 'g6'),
  source: 'sgl-project/sglang:python/sglang/srt/observability/metrics_collector.py',
  openLabels: 'what --extra-metric-labels and custom labels add',
  feature: 'multimodal-encoder',
  condition: 'an encoder server apart from prefill and decode',
} as const;
const LABELS = { model_name: sometimes, tp_rank: sometimes, dp_rank: sometimes } as const;
const encoder = family({ ...shared, labels: LABELS });
const byModality = family({ ...shared, labels: { ...LABELS, modality: 1 } });
const byStatus = family({ ...shared, labels: { ...LABELS, modality: 1, status: 2 } });
const byBackend = family({ ...shared, labels: { ...LABELS, backend: 1 } });
const byRank = family({
  ...shared,
  labels: { model_name: sometimes, dp_rank: 1 },
  source: 'sgl-project/sglang:python/sglang/srt/disaggregation/encoder/runtime.py',
});

/** SGLang since 0.5.23: servers that encode images and video for others. Arks starts none. */
export const sglangEncoder = [
  byModality.counter('sglang:encoder_cache_evictions_total', 'evictions', 'Cache evictions'),
  encoder.gauge('sglang:encoder_cache_size_mb', 'MB', 'Size of the cache'),
  encoder.gauge('sglang:encoder_cache_entries', 'entries', 'Entries of the cache'),
  byModality.counter('sglang:encoder_cache_hit_tokens_total', 'tokens', 'Tokens served from the cache'),
  byModality.counter('sglang:encoder_cache_total_tokens_total', 'tokens', 'Tokens asked for'),
  byModality.counter('sglang:encoder_cache_hit_files_total', 'files', 'Files served from the cache'),
  byModality.counter('sglang:encoder_cache_total_files_total', 'files', 'Files asked for'),
  byStatus.counter('sglang:encoder_requests_total', 'requests', 'Requests by how they ended'),
  byModality.counter('sglang:encoder_requests_received_total', 'requests', 'Requests received'),
  byModality.histogram('sglang:encoder_mm_items_per_batch', 'items', encoderBatch, 'Items of a batch'),
  byModality.histogram('sglang:encoder_mm_items_per_request', 'items', encoderItems, 'Items of a request'),
  byModality.histogram('sglang:encoder_request_e2e_latency_seconds', 'seconds', encoderE2e, 'Request latency'),
  byModality.histogram('sglang:encoder_queue_wait_seconds', 'seconds', encoderQueue, 'Time waited in queue'),
  byModality.histogram('sglang:encoder_preprocess_seconds', 'seconds', encoderPreprocess, 'Time of preprocessing'),
  byModality.histogram('sglang:encoder_model_forward_seconds', 'seconds', encoderForward, 'Time of the forward pass'),
  byBackend.histogram('sglang:encoder_transfer_seconds', 'seconds', encoderTransfer, 'Time to transfer embeddings'),
  byRank.gauge('sglang:encoder_dp_pending_requests', 'requests', 'Requests that wait for a rank'),
] as const;
