import { runtimes } from '../../src/signals/runtimes/index.js';
import type { Input, RecordCase } from '../support/record-test.js';

const RECORD = 'pod:arks_requests_stalled:sum';
const REPLICA = {
  cluster: 'eu-1',
  namespace: 'tenant-a',
  application: 'chat',
  role: 'unified',
  model_name: 'qwen-7b',
  pod: 'a',
};
type Labels = Readonly<Record<string, string>>;

/** What a runtime says of its requests and of its progress; `engine` is what it splits a replica into. */
const RUNTIMES = [
  {
    runtime: 'vllm',
    running: 'vllm:num_requests_running',
    engine: 'engine',
    progress: ['vllm:generation_tokens_total', 'vllm:prompt_tokens_total'],
  },
  {
    runtime: 'sglang',
    running: 'sglang:num_running_reqs',
    engine: 'dp_rank',
    progress: [
      'sglang:inter_token_latency_seconds_count',
      'sglang:time_per_output_token_seconds_count',
      'sglang:time_to_first_token_seconds_count',
      'sglang:prompt_tokens_total',
    ],
  },
  {
    runtime: 'dynamo',
    running: 'dynamo_frontend_inflight_requests',
    engine: undefined,
    progress: ['dynamo_frontend_output_tokens_total'],
  },
  {
    runtime: 'tensorrt-llm',
    running: 'trtllm_scheduled_batch_size',
    engine: undefined,
    progress: [
      'trtllm_generation_tokens_total',
      'trtllm_num_requests_completed_total',
      'trtllm_kv_cache_used_blocks',
      'trtllm_iteration_latency_seconds',
    ],
  },
] as const;

/**
 * Values of a series by the window over which nothing may have been computed. A quarter of a window is two steps and more, so that
 * what happened at its beginning lies before that; a case begins some steps before the window.
 */
const FEWEST_STEPS = 10;
const STEPS_BEFORE = 5;
function valuesOver(stalledMinutes: number) {
  const stepSeconds = Math.min(60, (stalledMinutes * 60) / FEWEST_STEPS);
  const minutes = stalledMinutes + Math.ceil((STEPS_BEFORE * stepSeconds) / 60);
  const window = (stalledMinutes * 60) / stepSeconds;
  const end = (minutes * 60) / stepSeconds;
  return {
    stepSeconds,
    minutes,
    allAlong: (value: number) => `${value}x${end}`,
    since: (value: number) => `${value}x${end - window - 3} 0 ${value}x${window + 1}`,
    withAPauseWithin: (value: number) => `${value}x${end - window} 0 ${value}x${window}`,
    forLess: (value: number) => `_x${end + 1 - window} ${value}x${window}`,
    rising: `7+60x${end}`,
    roseBefore: `7x${end - window - 3} 67x${window + 3}`,
    roseWithin: `7x${end - window + 1} 67x${window}`,
  };
}

const pairs = (labels: Labels) =>
  Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',');

/** Each target of these series, up or down; it knows no model and no engine. */
function answers(inputs: readonly Input[], up: number, steps = 20): readonly Input[] {
  const targets = inputs.map(([series]) =>
    series.replace(/^[^{]+/, 'up').replace(/,(?:model_name|engine|dp_rank)="[^"]*"/g, ''),
  );
  return [...new Set(targets)].map((target): Input => [target, `${up}x${steps}`]);
}

/** What hangs, what works and what has just come up are told apart by every label that tells replicas apart. */
export const progressCases: readonly RecordCase[] = RUNTIMES.flatMap(({ runtime, running, engine, progress }) => {
  const values = valuesOver(runtimes[runtime].progress.stalledMinutes);
  const { stepSeconds, minutes } = values;
  const here: Labels = engine === undefined ? REPLICA : { ...REPLICA, [engine]: '0' };
  const sibling = engine === undefined ? [] : [{ ...here, [engine]: '1' }];
  const neighbours = Object.keys(REPLICA).map((label) => ({ ...here, [label]: 'other' }));
  const holds = (labels: Labels, text: string): Input => [`${running}{${pairs(labels)}}`, text];
  const shows = (name: string, labels: Labels, text: string): Input => [`${name}{${pairs(labels)}}`, text];
  const works = (labels: Labels) => [holds(labels, values.allAlong(9)), shows(progress[0], labels, values.rising)];
  const steps = (minutes * 60) / stepSeconds;
  const of = (title: string, inputs: readonly Input[], stalled: number, silent: readonly Input[] = []): RecordCase => ({
    title: `${title} (${runtime})`,
    record: RECORD,
    expr: `${RECORD}{runtime="${runtime}"}`,
    inputs: [...inputs, ...answers(inputs, 1, steps), ...silent, ...answers(silent, 0, steps)],
    samples: stalled === 0 ? [] : [[`{${pairs({ ...REPLICA, runtime })}}`, stalled]],
    minutes,
    stepSeconds,
  });
  return [
    of(
      'what hangs is not hidden by what works beside it, whatever changes there',
      [
        ...[here, ...sibling].flatMap((labels) => [
          holds(labels, values.since(7)),
          ...progress.map((name) => shows(name, labels, values.roseBefore)),
        ]),
        ...neighbours.flatMap(works),
        ...progress.flatMap((name) => [
          holds({ ...here, pod: name }, values.allAlong(9)),
          shows(name, { ...here, pod: name }, values.roseWithin),
        ]),
      ],
      7 * (1 + sibling.length),
    ),
    of(
      'what has just come up is not vouched for by what has been there',
      [
        holds(here, values.forLess(7)),
        ...sibling.map((labels) => holds(labels, values.allAlong(9))),
        ...neighbours.flatMap(works),
        holds({ ...here, pod: 'idle' }, values.withAPauseWithin(13)),
      ],
      9 * sibling.length,
    ),
    of(
      'what does not answer its scrapes any more holds nothing, whatever answers beside it',
      neighbours.filter(({ model_name }) => model_name === REPLICA.model_name).flatMap(works),
      0,
      [holds(here, values.allAlong(7))],
    ),
  ];
});

const BATCH = 'trtllm_scheduled_batch_size';
const ofLongest = valuesOver(runtimes['tensorrt-llm'].progress.stalledMinutes);

/** The batch itself is progress where it changes: a lone request shows nothing else of itself before its end. */
export const batchProgressCases: readonly RecordCase[] = [
  {
    title:
      'a TensorRT-LLM whose batch has changed within half an hour works, and one whose ranks all hold the same hangs',
    record: RECORD,
    expr: RECORD,
    inputs: [
      ...['0', '1'].map((rank): Input => [`${BATCH}{${pairs({ ...REPLICA, rank })}}`, ofLongest.since(7)]),
      [`${BATCH}{${pairs({ ...REPLICA, pod: 'b', rank: '0' })}}`, ofLongest.roseWithin],
      ...['a', 'b'].map(
        (pod): Input => [
          `up{${pairs({ cluster: 'eu-1', namespace: 'tenant-a', application: 'chat', role: 'unified', pod })}}`,
          ofLongest.allAlong(1),
        ],
      ),
    ],
    samples: [[`{${pairs({ ...REPLICA, runtime: 'tensorrt-llm' })}}`, 7]],
    minutes: ofLongest.minutes,
    stepSeconds: ofLongest.stepSeconds,
  },
];

const VLLM: Labels = { ...REPLICA, engine: '0' };
const OTHER_ENGINE = { ...VLLM, engine: '1' };
const ofShortest = valuesOver(runtimes.vllm.progress.stalledMinutes);
const ofVllm = (title: string, inputs: readonly Input[], stalled: number): RecordCase => ({
  title,
  record: RECORD,
  expr: RECORD,
  inputs: [...inputs, ...answers(inputs, 1)],
  samples: stalled === 0 ? [] : [[`{${pairs({ ...REPLICA, runtime: 'vllm' })}}`, stalled]],
});

/** Only vLLM counts tokens engine by engine, and shows how a prompt fills the KV cache before any of it is counted. */
export const vllmProgressCases: readonly RecordCase[] = [
  ofVllm(
    'one engine that hangs is not hidden by another of its replica that works',
    [
      [`vllm:num_requests_running{${pairs(VLLM)}}`, '7x20'],
      [`vllm:num_requests_running{${pairs(OTHER_ENGINE)}}`, '9x20'],
      [`vllm:generation_tokens_total{${pairs(OTHER_ENGINE)}}`, '0+60x20'],
    ],
    7,
  ),
  ...['vllm:kv_cache_usage_perc', 'vllm:gpu_cache_usage_perc'].map(
    (usage): RecordCase => ({
      ...ofVllm(
        `an engine whose ${usage} has risen computes a long prompt, and one where it has stood still since hangs`,
        [
          [`vllm:num_requests_running{${pairs(VLLM)}}`, ofShortest.allAlong(7)],
          [`vllm:num_requests_running{${pairs(OTHER_ENGINE)}}`, ofShortest.allAlong(9)],
          [`${usage}{${pairs(VLLM)}}`, ofShortest.roseWithin],
          [`${usage}{${pairs(OTHER_ENGINE)}}`, ofShortest.roseBefore],
        ],
        9,
      ),
      minutes: ofShortest.minutes,
      stepSeconds: ofShortest.stepSeconds,
    }),
  ),
];
