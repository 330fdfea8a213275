import { family } from '../metric.js';
import { dpImbalance, dpWait } from './grids.js';
import { between, SCHEDULER, TOKENIZER } from './labels.js';

const shared = {
  component: 'sglang',
  generations: between('g6', 'g6'),
  source: 'sgl-project/sglang:python/sglang/srt/observability/metrics_collector.py',
  openLabels: 'what --extra-metric-labels and custom labels add',
} as const;
const scheduler = family({ ...shared, labels: SCHEDULER });
const byStage = family({ ...shared, labels: { ...SCHEDULER, category: 9, forward_overlap: 1 } });
const byPrefillMode = family({ ...shared, labels: { ...SCHEDULER, mode: 4 } });
const byKind = family({ ...shared, labels: { ...SCHEDULER, kind: 2 } });
const byRankState = family({ ...shared, labels: { ...SCHEDULER, rank_state: 2 } });
const byGraphPhase = family({ ...shared, labels: { ...SCHEDULER, phase: 2 } });
const bySource = family({ ...shared, labels: { ...SCHEDULER, source: 1 } });
const byStartPhase = family({ ...shared, labels: { ...TOKENIZER, phase: 4 } });
const byCapturePhase = family({ ...shared, labels: { ...TOKENIZER, phase: 2 } });
const byContext = family({
  ...shared,
  labels: { context: 1 },
  source: 'sgl-project/sglang:python/sglang/srt/observability/startup_func_log_and_timer.py',
});

/** SGLang since 0.5.23: where the scheduler's time goes, how its data-parallel ranks differ, how a start went. */
export const sglangSchedulerTime = [
  scheduler.counter('sglang:scheduler_idle_seconds_total', 'seconds', 'Time without runnable or queued work'),
  scheduler.counter('sglang:scheduler_process_cpu_seconds_total', 'seconds', 'CPU time of the scheduler process'),
  byStage.counter('sglang:scheduler_stage_seconds_total', 'seconds', 'Time of the scheduler loop by stage', {
    note: 'every category exists from the start at forward_overlap="none"; full and partial come with overlap',
  }),
  byPrefillMode.counter('sglang:prefill_effective_tokens_total', 'tokens', 'Prefilled tokens, retracted ones once', {
    note: 'mode=input|device_hit|host_hit|storage_hit',
  }),
  byKind.counter('sglang:dp_attention_tokens_total', 'tokens', 'Tokens of data-parallel attention steps'),
  byRankState.counter('sglang:dp_attention_steps_total', 'steps', 'Data-parallel attention steps'),
  byKind.counter('sglang:dp_attention_pairs_total', 'pairs', 'Query and key pairs attended'),
  scheduler.histogram(
    'sglang:dp_attention_token_imbalance_ratio',
    'ratio',
    dpImbalance,
    'Most tokens of a rank over their mean, each step',
  ),
  scheduler.histogram(
    'sglang:dp_attention_sync_wait_seconds',
    'seconds',
    dpWait,
    'Wait for the other ranks, each step',
  ),
  scheduler.gauge('sglang:spec_cap_length', 'tokens', 'Mean capped length of a speculative verify step'),
  scheduler.gauge('sglang:spec_block_accept_length', 'tokens', 'Mean uncapped acceptance of a verify step'),
  scheduler.gauge('sglang:spec_num_steps', 'steps', 'Speculative steps in use'),
  scheduler.gauge('sglang:spec_num_draft_tokens', 'tokens', 'Speculative draft tokens in use'),
  scheduler.gauge('sglang:max_total_num_tokens_swa', 'tokens', 'Sliding-window pool capacity in tokens', {
    condition: 'hybrid sliding-window models',
    feature: 'hybrid-pools',
  }),
  scheduler.gauge('sglang:weight_memory_usage_gb', 'GB', 'Memory of the weights'),
  scheduler.gauge('sglang:kv_cache_memory_usage_gb', 'GB', 'Memory of the KV pools'),
  byGraphPhase.gauge('sglang:graph_memory_usage_gb', 'GB', 'Memory of captured graphs by phase'),
  bySource.gauge('sglang:weight_load_duration_seconds', 'seconds', 'Duration of the last update of weights', {
    condition: 'weights are updated in place',
    feature: 'weight-updates',
  }),
  byStartPhase.gauge('sglang:startup_time_seconds', 'seconds', 'Duration of a start by phase', {
    note: 'phase=load_weight|kv_cache_allocation|scheduler_e2e|tokenizer_e2e',
  }),
  byCapturePhase.gauge('sglang:startup_cuda_graph_time_seconds', 'seconds', 'Duration of CUDA graph capture by phase'),
  byContext.gauge(
    'sglang:startup_latency_breakdown_seconds_max',
    'seconds',
    'Longest duration of a step of the start',
    {
      condition: 'startup metrics enabled',
      feature: 'startup-breakdown',
    },
  ),
] as const;
