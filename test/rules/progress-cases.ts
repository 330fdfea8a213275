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

/** What a runtime says of its requests and tokens; `engine` is what it splits a replica into. */
const RUNTIMES = [
  {
    runtime: 'vllm',
    running: 'vllm:num_requests_running',
    engine: 'engine',
    tokens: ['vllm:generation_tokens_total', 'vllm:prompt_tokens_total'],
  },
  {
    runtime: 'sglang',
    running: 'sglang:num_running_reqs',
    engine: 'dp_rank',
    tokens: [
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
    tokens: ['dynamo_frontend_output_tokens_total'],
  },
] as const;

/** A case ends after fifteen minutes, and looks back over five. */
const ALL_ALONG = (value: number) => `${value}x20`;
const SINCE_SEVEN_MINUTES = (value: number) => `${value}x7 0 ${value}x11`;
const WITH_A_PAUSE_FOUR_MINUTES_AGO = (value: number) => `${value}x10 0 ${value}x8`;
const FOR_THREE_MINUTES = (value: number) => `_x12 ${value}x8`;
const RISING = '7+60x20';
const ROSE_EIGHT_MINUTES_AGO = '7x7 67x14';
const ROSE_THREE_MINUTES_AGO = '7x11 67x10';

const pairs = (labels: Labels) =>
  Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',');

/** What hangs, what works and what has just come up are told apart by every label that tells replicas apart. */
export const progressCases: readonly RecordCase[] = RUNTIMES.flatMap(({ runtime, running, engine, tokens }) => {
  const here: Labels = engine === undefined ? REPLICA : { ...REPLICA, [engine]: '0' };
  const sibling = engine === undefined ? [] : [{ ...here, [engine]: '1' }];
  const neighbours = Object.keys(REPLICA).map((label) => ({ ...here, [label]: 'other' }));
  const holds = (labels: Labels, values: string): Input => [`${running}{${pairs(labels)}}`, values];
  const computes = (name: string, labels: Labels, values: string): Input => [`${name}{${pairs(labels)}}`, values];
  const works = (labels: Labels) => [holds(labels, ALL_ALONG(9)), computes(tokens[0], labels, RISING)];
  const of = (title: string, inputs: readonly Input[], stalled: number): RecordCase => ({
    title: `${title} (${runtime})`,
    record: RECORD,
    expr: `${RECORD}{runtime="${runtime}"}`,
    inputs,
    samples: stalled === 0 ? [] : [[`{${pairs({ ...REPLICA, runtime })}}`, stalled]],
  });
  return [
    of(
      'what hangs is not hidden by what works beside it, whichever counter rises there',
      [
        ...[here, ...sibling].flatMap((labels) => [
          holds(labels, SINCE_SEVEN_MINUTES(7)),
          ...tokens.map((name) => computes(name, labels, ROSE_EIGHT_MINUTES_AGO)),
        ]),
        ...neighbours.flatMap(works),
        ...tokens.flatMap((name) => [
          holds({ ...here, pod: name }, ALL_ALONG(9)),
          computes(name, { ...here, pod: name }, ROSE_THREE_MINUTES_AGO),
        ]),
      ],
      7 * (1 + sibling.length),
    ),
    of(
      'what has just come up is not vouched for by what has been there',
      [
        holds(here, FOR_THREE_MINUTES(7)),
        ...sibling.map((labels) => holds(labels, ALL_ALONG(9))),
        ...neighbours.flatMap(works),
        holds({ ...here, pod: 'idle' }, WITH_A_PAUSE_FOUR_MINUTES_AGO(13)),
      ],
      9 * sibling.length,
    ),
  ];
});

const VLLM: Labels = { ...REPLICA, engine: '0' };
/** Only vLLM counts tokens engine by engine. */
export const engineCase: RecordCase = {
  title: 'one engine that hangs is not hidden by another of its replica that works',
  record: RECORD,
  expr: RECORD,
  inputs: [
    [`vllm:num_requests_running{${pairs(VLLM)}}`, '7x20'],
    [`vllm:num_requests_running{${pairs({ ...VLLM, engine: '1' })}}`, '9x20'],
    [`vllm:generation_tokens_total{${pairs({ ...VLLM, engine: '1' })}}`, '0+60x20'],
  ],
  samples: [[`{${pairs({ ...REPLICA, runtime: 'vllm' })}}`, 7]],
};
