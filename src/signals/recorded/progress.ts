import type { GaugeName } from '../../metrics/catalogue.js';
import {
  above,
  and,
  type CounterSeries,
  type Expression,
  equal,
  firstOf,
  maxBy,
  sumBy,
  unless,
} from '../../promql/build.js';
import { changes, minOverTime, rate, select, selectBefore } from '../exposed.js';
import { grouping, POD, REPLICAS, TARGET } from '../identity.js';
import { type RuntimeName, SHARDS } from '../readings.js';
import { record } from '../record.js';
import type { View } from '../view.js';

/**
 * How long an engine may hold requests without getting on. vLLM's workers have VLLM_EXECUTE_MODEL_TIMEOUT_SECONDS, 300 unless
 * set (vllm/envs.py); then the engine ends, and its requests with it, so it must be told well before.
 */
export const STALLED_MINUTES: Readonly<Record<RuntimeName, number>> = { vllm: 2, sglang: 5, dynamo: 5 };

/** What tells that an engine gets on, and by which labels of a replica it is counted. */
interface Progress {
  readonly running: GaugeName;
  readonly tokens: readonly [CounterSeries, ...CounterSeries[]];
  /** Gauges that change with each part of a prompt that is computed. */
  readonly filling?: readonly GaugeName[];
  readonly by: readonly string[];
}

/**
 * Prompts count as well as output, so that a long prefill is no stall. vLLM counts a prompt when all of it is computed, and takes
 * KV cache for it part by part. SGLang adds to its token counters only when a request finishes, which takes minutes; the counts
 * of its latencies rise with each token (tokenizer_manager.py).
 */
const PROGRESS: Readonly<Record<RuntimeName, Progress>> = {
  vllm: {
    running: 'vllm:num_requests_running',
    tokens: ['vllm:generation_tokens_total', 'vllm:prompt_tokens_total'],
    filling: ['vllm:kv_cache_usage_perc', 'vllm:gpu_cache_usage_perc'],
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
    `Requests that have been running for ${STALLED_MINUTES.vllm} minutes at engines of vLLM that computed nothing in that time, for ` +
    `${STALLED_MINUTES.sglang} at others, while the replica answers its scrapes. vLLM counts tokens per engine; SGLang counts ` +
    'them per replica, so one hung rank among busy ones stays unseen.',
  labels: [...POD, 'runtime'],
  rules: (['vllm', 'sglang', 'dynamo'] as const).map((runtime) => ({
    labels: { runtime },
    expression: (view: View) => stalled(runtime, view),
  })),
});

/** A counter that does not exist yet is no progress either: an engine may hang at its first request. */
function stalled(runtime: RuntimeName, view: View): Expression {
  const { running, tokens, filling = [], by } = PROGRESS[runtime];
  const window = `${STALLED_MINUTES[runtime]}m`;
  const [first, ...rest] = tokens;
  const computing = (name: CounterSeries) => above(rate(name, window), 0);
  const getsOn = firstOf(
    computing(first),
    ...rest.map(computing),
    ...filling.map((name) => above(changes(name, window), 0)),
  );
  // Ranges reach back beyond the end of a process; what it held is gone with it.
  const answers = equal(select('up', REPLICAS), 1);
  const held = and(heldThroughout(runtime, running, window, view), answers, grouping(view, ...TARGET, 'pod'));
  return sumBy(grouping(view, ...POD), unless(held, getsOn, grouping(view, ...by)));
}

/** The fewest requests that each engine held, where it held some all the time; a replica that just came up did not. */
function heldThroughout(runtime: RuntimeName, running: GaugeName, window: string, view: View): Expression {
  const engine = grouping(view, ...POD, ...SHARDS[runtime]);
  return and(above(maxBy(engine, minOverTime(running, window)), 0), above(selectBefore(running, window), 0), engine);
}
