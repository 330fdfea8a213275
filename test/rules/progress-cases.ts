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

/** A case ends after fifteen minutes, and looks back over so many. */
const END = 15;
const ALL_ALONG = (value: number) => `${value}x20`;
const SINCE_SEVEN_MINUTES = (value: number) => `${value}x7 0 ${value}x11`;
const WITH_A_PAUSE_WITHIN = (minutes: number, value: number) => `${value}x${END - minutes} 0 ${value}x8`;
const FOR_LESS_THAN = (minutes: number, value: number) => `_x${END + 1 - minutes} ${value}x8`;
const RISING = '7+60x20';
const ROSE_EIGHT_MINUTES_AGO = '7x7 67x14';
const ROSE_WITHIN = (minutes: number) => `7x${END + 1 - minutes} 67x10`;

const pairs = (labels: Labels) =>
  Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',');

/** Each target of these series, up or down; it knows no model and no engine. */
function answers(inputs: readonly Input[], up: number): readonly Input[] {
  const targets = inputs.map(([series]) =>
    series.replace(/^[^{]+/, 'up').replace(/,(?:model_name|engine|dp_rank)="[^"]*"/g, ''),
  );
  return [...new Set(targets)].map((target): Input => [target, `${up}x20`]);
}

/** What hangs, what works and what has just come up are told apart by every label that tells replicas apart. */
export const progressCases: readonly RecordCase[] = RUNTIMES.flatMap(({ runtime, running, engine, tokens }) => {
  const minutes = runtimes[runtime].progress.stalledMinutes;
  const here: Labels = engine === undefined ? REPLICA : { ...REPLICA, [engine]: '0' };
  const sibling = engine === undefined ? [] : [{ ...here, [engine]: '1' }];
  const neighbours = Object.keys(REPLICA).map((label) => ({ ...here, [label]: 'other' }));
  const holds = (labels: Labels, values: string): Input => [`${running}{${pairs(labels)}}`, values];
  const computes = (name: string, labels: Labels, values: string): Input => [`${name}{${pairs(labels)}}`, values];
  const works = (labels: Labels) => [holds(labels, ALL_ALONG(9)), computes(tokens[0], labels, RISING)];
  const of = (title: string, inputs: readonly Input[], stalled: number, up = 1): RecordCase => ({
    title: `${title} (${runtime})`,
    record: RECORD,
    expr: `${RECORD}{runtime="${runtime}"}`,
    inputs: [...inputs, ...answers(inputs, up)],
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
          computes(name, { ...here, pod: name }, ROSE_WITHIN(minutes)),
        ]),
      ],
      7 * (1 + sibling.length),
    ),
    of(
      'what has just come up is not vouched for by what has been there',
      [
        holds(here, FOR_LESS_THAN(minutes, 7)),
        ...sibling.map((labels) => holds(labels, ALL_ALONG(9))),
        ...neighbours.flatMap(works),
        holds({ ...here, pod: 'idle' }, WITH_A_PAUSE_WITHIN(minutes, 13)),
      ],
      9 * sibling.length,
    ),
    of('what does not answer its scrapes any more holds nothing', [holds(here, ALL_ALONG(7))], 0, 0),
  ];
});

const VLLM: Labels = { ...REPLICA, engine: '0' };
const OTHER_ENGINE = { ...VLLM, engine: '1' };
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
  ...['vllm:kv_cache_usage_perc', 'vllm:gpu_cache_usage_perc'].map((usage) =>
    ofVllm(
      `an engine whose ${usage} rises computes a long prompt, and one where it stands still hangs`,
      [
        [`vllm:num_requests_running{${pairs(VLLM)}}`, '7x20'],
        [`vllm:num_requests_running{${pairs(OTHER_ENGINE)}}`, '9x20'],
        [`${usage}{${pairs(VLLM)}}`, '0.1+0.01x20'],
        [`${usage}{${pairs(OTHER_ENGINE)}}`, '0.37x20'],
      ],
      9,
    ),
  ),
];
