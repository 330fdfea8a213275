import { family } from '../metric.js';
import { e2eG0, tpotG0, ttftG0 } from './grids.js';
import { between } from './labels.js';

const shared = {
  component: 'sglang',
  generations: between('g0', 'g0'),
  source: 'sgl-project/sglang:python/sglang/srt/metrics/collector.py',
} as const;
const model = family({ ...shared, labels: { model_name: 1 } });

/** SGLang before about 0.4.4: bucket grids and names that later changed. */
export const sglangFirstGeneration = [
  model.histogram('sglang:time_to_first_token_seconds', 'seconds', ttftG0, 'Time to first token', {
    removed: 'bucket list replaced in g1',
  }),
  model.histogram('sglang:time_per_output_token_seconds', 'seconds', tpotG0, 'Time per output token (old)', {
    removed: 'PR 4914 (2025); gone by the g1 file',
    replacedBy: 'sglang:inter_token_latency_seconds',
    note: 'upstream docs page still listed it in mid-2026 (sglang PR 28640)',
  }),
  model.histogram('sglang:e2e_request_latency_seconds', 'seconds', e2eG0, 'Request latency', {
    removed: 'bucket list replaced in g1',
  }),
] as const;
