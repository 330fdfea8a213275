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

const ALL_ALONG = 'x20';
/** From three minutes before the end. */
const JUST_NOW = (value: number) => `_x12 ${value}x8`;

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
  const computes = (name: string, labels: Labels, perMinute: number): Input => [
    `${name}{${pairs(labels)}}`,
    `7+${perMinute}x20`,
  ];
  const works = (labels: Labels, name: string = tokens[0]) => [
    holds(labels, `9${ALL_ALONG}`),
    computes(name, labels, 60),
  ];
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
        ...[here, ...sibling].flatMap((labels) => [holds(labels, `7${ALL_ALONG}`), computes(tokens[0], labels, 0)]),
        ...neighbours.flatMap((labels) => works(labels)),
        ...tokens.flatMap((name) => works({ ...here, pod: name }, name)),
      ],
      7 * (1 + sibling.length),
    ),
    of(
      'what has just come up is not vouched for by what has been there',
      [
        holds(here, JUST_NOW(7)),
        ...sibling.map((labels) => holds(labels, `9${ALL_ALONG}`)),
        ...neighbours.flatMap((labels) => works(labels)),
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
