import type { Input, RecordCase } from '../support/record-test.js';

const LATENCY = 'application:arks_request_latency_seconds_bucket:rate5m';
const INTER_TOKEN = 'application:arks_inter_token_latency_seconds_bucket:rate5m';
const CHAT = {
  application: 'chat',
  cluster: 'eu-1',
  model_name: 'qwen-7b',
  namespace: 'tenant-a',
  role: 'unified',
};
const pairs = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',');
const recorded = (runtime: string, own = {}) => `{${pairs({ ...CHAT, ...own, runtime })}}`;

/** What a pod observes per second up to each bound of its grid, and in all. */
function observed(
  name: string,
  pod: string,
  counts: Readonly<Record<string, number>>,
  own: object = {},
): readonly Input[] {
  return Object.entries(counts).map(([bound, perSecond]) => {
    const le = /^\d+$/.test(bound) ? `${bound}.0` : bound;
    return [`${name}_bucket{${pairs({ ...CHAT, ...own, pod })},le="${le}"}`, `0+${perSecond * 60}x20`];
  });
}

const vllm = 'vllm:e2e_request_latency_seconds';
const sglang = 'sglang:e2e_request_latency_seconds';
const V0 = { '15': 0, '20': 80, '60': 80, '+Inf': 86 };
const V1 = { '15': 0, '20': 110, '60': 110, '120': 110, '240': 110, '480': 114, '7680': 114, '+Inf': 114 };
/** Six requests above the 60 s at which the grid of V0 ends, and four between 240 and 480 s at V1. */
const rollout = [...observed(vllm, 'v0', V0), ...observed(vllm, 'v1', V1)];

const quantile = (
  title: string,
  phi: number,
  inputs: readonly Input[],
  samples: RecordCase['samples'],
  record = LATENCY,
): RecordCase => ({ title, record, inputs, samples, expr: `histogram_quantile(${phi}, ${record})` });

/** Generations side by side whose grids differ. */
export const gridCases: readonly RecordCase[] = [
  quantile('p50 of vLLM V0 beside V1 is where both are', 0.5, rollout, [[recorded('vllm'), 17.631579]]),
  quantile('what V0 counts above its end is just above it', 0.96, rollout, [[recorded('vllm'), 80]]),
  quantile('p99 of vLLM V0 beside V1 is where the slowest of V1 are', 0.99, rollout, [[recorded('vllm'), 360]]),
  ...Object.keys(CHAT).map((label) => {
    const own = { [label]: 'other' };
    return quantile(
      `a V0 alone ends where its grid ends, and a V1 of another ${label} has nothing to do with it`,
      0.99,
      [...observed(vllm, 'v0', V0), ...observed(vllm, 'v1', V1, own)],
      [
        [recorded('vllm'), 60],
        [recorded('vllm', own), 411.6],
      ],
    );
  }),
  quantile(
    'time per output token of V0 beside the inter-token latency that replaced it',
    0.99,
    [
      ...observed('vllm:time_per_output_token_seconds', 'v0', { '1': 90, '2.5': 90, '+Inf': 94 }),
      ...observed('vllm:inter_token_latency_seconds', 'v1', { '1': 106, '2.5': 106, '5': 106, '80': 106, '+Inf': 106 }),
    ],
    [[recorded('vllm'), 3.75]],
    INTER_TOKEN,
  ),
  quantile(
    'three grids of SGLang that end at 60, 800 and 2400 s',
    0.95,
    [
      ...observed(sglang, 'g0', { '60': 70, '+Inf': 80 }),
      ...observed(sglang, 'g1', { '60': 60, '80': 60, '400': 60, '800': 60, '+Inf': 64 }),
      ...observed(sglang, 'g3', { '60': 50, '80': 50, '400': 52, '1200': 56, '2400': 56, '+Inf': 56 }),
    ],
    // Of 200 are 180 below 60 s, 190 below 80 s as it seems, and exactly that many asked for.
    [[recorded('sglang'), 80]],
  ),
  quantile(
    'what SGLang counts above 800 s is just above, too',
    0.99,
    [
      ...observed(sglang, 'g1', { '60': 90, '80': 90, '400': 90, '800': 90, '+Inf': 100 }),
      ...observed(sglang, 'g3', { '60': 100, '80': 100, '400': 100, '1200': 100, '2400': 100, '+Inf': 100 }),
    ],
    [[recorded('sglang'), 1_120]],
  ),
  quantile(
    'a grid that somebody set, which has some of these bounds, stays as it is',
    0.99,
    observed(sglang, 'own', { '60': 80, '150': 80, '200': 90, '300': 100, '+Inf': 100 }),
    [[recorded('sglang'), 290]],
  ),
  quantile(
    'grids that differ before their ends: a percentile is off, and between the bounds that both have, here 400 and 1200 s',
    0.75,
    [
      // All of one are between 400 and 800 s, all of the other between 400 and 600 s.
      ...observed(sglang, 'g1', { '400': 0, '800': 10, '+Inf': 10 }),
      ...observed(sglang, 'g3', { '400': 0, '600': 10, '1200': 10, '2400': 10, '+Inf': 10 }),
    ],
    [[recorded('sglang'), 1_000]],
  ),
];
