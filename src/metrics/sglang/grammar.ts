import { family } from '../metric.js';
import { delayerPasses, delayerSeconds, grammarCompile, grammarEbnf, grammarSchema, grammarTree } from './grids.js';
import { between, SCHEDULER } from './labels.js';

const shared = {
  component: 'sglang',
  generations: between('g3', 'g6'),
  source: 'sgl-project/sglang:python/sglang/srt/observability/metrics_collector.py',
} as const;
const scheduler = family({
  ...shared,
  labels: SCHEDULER,
  openLabels: 'what --extra-metric-labels and custom labels add',
});
const schedulerByInputEstimationOutputAllowOutputReasonActualExecution = family({
  ...shared,
  labels: { ...SCHEDULER, input_estimation: 2, output_allow: 2, output_reason: 3, actual_execution: 2 },
  openLabels: 'what --extra-metric-labels and custom labels add',
});

/** SGLang: grammars and the prefill delayer. */
export const sglangGrammar = [
  scheduler.gauge('sglang:num_grammar_queue_reqs', 'requests', 'Requests in the grammar queue', {
    generations: between('g2', 'g6'),
  }),
  scheduler.histogram('sglang:grammar_compilation_time_seconds', 'seconds', grammarCompile, 'Grammar compilation time'),
  scheduler.counter('sglang:num_grammar_cache_hit_total', 'hits', 'Grammar cache hits'),
  scheduler.counter('sglang:num_grammar_aborted_total', 'requests', 'Grammar requests aborted'),
  scheduler.counter('sglang:num_grammar_total', 'requests', 'Grammar requests'),
  scheduler.counter('sglang:num_grammar_timeout_total', 'timeouts', 'Grammar timeouts', {
    generations: between('g4', 'g6'),
  }),
  scheduler.histogram('sglang:grammar_schema_count', 'schemas', grammarSchema, 'Schemas per grammar'),
  scheduler.histogram('sglang:grammar_ebnf_size', 'chars', grammarEbnf, 'Grammar EBNF size'),
  scheduler.histogram(
    'sglang:grammar_tree_traversal_time_avg',
    'seconds',
    grammarTree,
    'Average grammar traversal time',
  ),
  scheduler.histogram(
    'sglang:grammar_tree_traversal_time_max',
    'seconds',
    grammarTree,
    'Maximum grammar traversal time',
  ),
  scheduler.histogram(
    'sglang:prefill_delayer_wait_forward_passes',
    'passes',
    delayerPasses,
    'Passes a prefill was delayed',
    { generations: between('g4', 'g6'), feature: 'prefill-delayer', condition: 'prefill delayer' },
  ),
  scheduler.histogram('sglang:prefill_delayer_wait_seconds', 'seconds', delayerSeconds, 'Time a prefill was delayed', {
    generations: between('g4', 'g6'),
    feature: 'prefill-delayer',
    condition: 'prefill delayer',
  }),
  schedulerByInputEstimationOutputAllowOutputReasonActualExecution.counter(
    'sglang:prefill_delayer_outcomes_total',
    'decisions',
    'Prefill delayer decisions',
    { generations: between('g4', 'g6'), feature: 'prefill-delayer', condition: 'prefill delayer' },
  ),
] as const;
