import type { GaugeName } from '../../metrics/catalogue.js';
import { above, and, type CounterSeries, type Expression, firstOf, maxBy, sumBy, unless } from '../../promql/build.js';
import { minOverTime, rate, selectBefore } from '../exposed.js';
import { grouping, POD } from '../identity.js';
import { type RuntimeName, SHARDS } from '../readings.js';
import { record } from '../record.js';
import type { View } from '../view.js';

/** What tells that an engine gets on, and by which labels of a replica it is counted. */
interface Progress {
  readonly running: GaugeName;
  readonly tokens: readonly [CounterSeries, ...CounterSeries[]];
  readonly by: readonly string[];
}

/**
 * Prompts count as well as output, so that a long prefill is no stall. SGLang adds to its token counters only when a
 * request finishes, which takes minutes; the counts of its latencies rise with each token (tokenizer_manager.py).
 */
const PROGRESS: Readonly<Record<RuntimeName, Progress>> = {
  vllm: {
    running: 'vllm:num_requests_running',
    tokens: ['vllm:generation_tokens_total', 'vllm:prompt_tokens_total'],
    by: [...POD, ...SHARDS.vllm],
  },
  sglang: {
    running: 'sglang:num_running_reqs',
    tokens: [
      'sglang:inter_token_latency_seconds_count',
      'sglang:time_per_output_token_seconds_count',
      'sglang:time_to_first_token_seconds_count',
      'sglang:prompt_tokens_total',
    ],
    by: POD,
  },
  dynamo: {
    running: 'dynamo_frontend_inflight_requests',
    tokens: ['dynamo_frontend_output_tokens_total'],
    by: POD,
  },
};

export const requestsStalledPerPod = record({
  record: 'pod:arks_requests_stalled:sum',
  title: 'Requests stalled per replica',
  unit: 'requests',
  description:
    'Requests that have been running for 5 minutes at engines that computed no token in that time. vLLM counts tokens per ' +
    'engine; SGLang counts them per replica, so one hung rank among busy ones stays unseen.',
  labels: [...POD, 'runtime'],
  rules: (['vllm', 'sglang', 'dynamo'] as const).map((runtime) => ({
    labels: { runtime },
    expression: (view: View) => stalled(runtime, view),
  })),
});

/** A counter that does not exist yet is no progress either: an engine may hang at its first request. */
function stalled(runtime: RuntimeName, view: View): Expression {
  const { running, tokens, by } = PROGRESS[runtime];
  const [first, ...rest] = tokens;
  const computing = (name: CounterSeries) => above(rate(name, view.window), 0);
  const getsOn = firstOf(computing(first), ...rest.map(computing));
  return sumBy(grouping(view, ...POD), unless(heldThroughout(runtime, running, view), getsOn, grouping(view, ...by)));
}

/** The fewest requests that each engine held, where it held some all the time; a replica that just came up did not. */
function heldThroughout(runtime: RuntimeName, running: GaugeName, view: View): Expression {
  const engine = grouping(view, ...POD, ...SHARDS[runtime]);
  return and(
    above(maxBy(engine, minOverTime(running, view.window)), 0),
    above(selectBefore(running, view.window), 0),
    engine,
  );
}
