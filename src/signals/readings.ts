import type { CounterName, GaugeName, HistogramName, MetricName } from '../metrics/catalogue.js';
import { type Expression, firstOf, type Matcher, maxBy, number, times } from '../promql/build.js';
import { rate, select } from './exposed.js';
import { grouping, POD } from './identity.js';
import type { View } from './view.js';

/**
 * A runtime, with the label by which it splits one replica into parts that are no replicas. SGLang's `priority` is no
 * such part: with priority scheduling its queues appear as a total without the label and once more by priority.
 */
export const SHARDS = { vllm: ['engine'], sglang: ['dp_rank'], dynamo: [] } as const;
export type RuntimeName = keyof typeof SHARDS;

/** Names of one measurement over the generations of a runtime, the newest first: the first that exists counts. */
export type Generations<Name> = readonly [Name, ...Name[]];
export type PerRuntime<Value> = Readonly<Partial<Record<RuntimeName, Value>>>;

/** One counter of each runtime. `ranked` ones are counted by every rank alike; `by` splits them further. */
export interface CounterReading {
  readonly names: Generations<CounterName>;
  readonly by?: readonly string[];
  readonly matchers?: readonly Matcher[];
  readonly ranked?: true;
  /** Labels that the runtime does not publish, with what we know. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A histogram of each runtime. */
export interface HistogramReading {
  readonly names: Generations<HistogramName>;
  readonly matchers?: readonly Matcher[];
  readonly ranked?: true;
}

/** A gauge of each runtime, and how its parts make a replica: counts add up, the fullest of several pools decides. */
export interface GaugeReading {
  readonly names: Generations<GaugeName>;
  readonly matchers?: readonly Matcher[];
  /** Whether an engine that is there and has not set it yet stands at 0. */
  readonly restsAt0?: true;
}

/**
 * What a runtime shows before its first request, under the labels that its gauges will have. With several API servers vLLM's
 * gauges appear when they are first set, which is at the first request, and its counters stand at 0 before. Dynamo shows a
 * model when a worker brings it. SGLang shows nothing before the first report of its scheduler, which sets its gauges.
 */
export const FROM_THE_START = {
  vllm: 'vllm:prompt_tokens_total',
  dynamo: 'dynamo_frontend_model_ready',
} as const satisfies PerRuntime<CounterName | GaugeName>;

/** What each runtime says that it is running. */
export const RUNNING: PerRuntime<GaugeReading> = {
  vllm: { names: ['vllm:num_requests_running'], restsAt0: true },
  sglang: { names: ['sglang:num_running_reqs'] },
  dynamo: { names: ['dynamo_frontend_inflight_requests', 'nv_llm_http_service_inflight_requests'], restsAt0: true },
};

/** A gauge of a runtime, generations joined, at 0 where the engine is there without it. */
export function gauged(runtime: RuntimeName, { names, matchers = [], restsAt0 }: GaugeReading): Expression {
  const gauges = joined(names, (name) => select(name, matchers));
  const { [runtime]: fromTheStart }: PerRuntime<CounterName | GaugeName> = FROM_THE_START;
  if (restsAt0 === undefined || fromTheStart === undefined) return gauges;
  return firstOf(gauges, times(number(0), select(fromTheStart)));
}

/** The rates of a reading, those of ranks that count alike reduced to one. */
export function counted(
  runtime: RuntimeName,
  { names, matchers = [], ranked, by = [] }: CounterReading,
  view: View,
): Expression {
  const rates = joined(names, (name) => rate(name, view.window, matchers));
  return ranked ? maxBy(grouping(view, ...POD, ...SHARDS[runtime], ...by), rates) : rates;
}

/** Generations joined before they are aggregated, so that a rollout counts old and new pods alike. */
export function joined<Name extends MetricName>(
  [first, ...rest]: Generations<Name>,
  make: (name: Name) => Expression,
): Expression {
  return firstOf(make(first), ...rest.map(make));
}

/** What there is of each runtime, in one order. */
export function entries<Value>(perRuntime: PerRuntime<Value>): readonly (readonly [RuntimeName, Value])[] {
  const runtimes: RuntimeName[] = ['vllm', 'sglang', 'dynamo'];
  return runtimes.flatMap((runtime) => {
    const value = perRuntime[runtime];
    return value === undefined ? [] : [[runtime, value] as const];
  });
}
