import type { Input, RecordCase } from '../support/record-test.js';

type Labels = Readonly<Record<string, string>>;

const CHAT: Labels = {
  cluster: 'eu-1',
  namespace: 'tenant-a',
  application: 'chat',
  role: 'unified',
  model_name: 'qwen-7b',
};
const pairs = (labels: Labels) =>
  Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',');
const rising = (name: string, labels: Labels, perSecond: number): Input => [
  `${name}{${pairs(labels)}}`,
  `0+${perSecond * 60}x20`,
];
const steady = (name: string, labels: Labels, value: number): Input => [`${name}{${pairs(labels)}}`, `${value}x20`];

/** What an engine of vLLM counts per second, and by how much what it is running grows. */
const engine = (
  labels: Labels,
  { given, stop, length, grows }: Readonly<Record<'given' | 'stop' | 'length' | 'grows', number>>,
): readonly Input[] => [
  rising('vllm:time_to_first_token_seconds_count', labels, given),
  rising('vllm:request_success_total', { ...labels, finished_reason: 'stop' }, stop),
  rising('vllm:request_success_total', { ...labels, finished_reason: 'length' }, length),
  // Whatever a version may count here has left.
  rising('vllm:request_success_total', { ...labels, finished_reason: 'abort' }, 2),
  rising('vllm:num_requests_running', labels, grows),
];
const RECORD = 'application:arks_requests_abandoned:rate5m';
const of = (title: string, inputs: readonly Input[], samples: RecordCase['samples'], record = RECORD): RecordCase => ({
  title,
  record,
  expr: record,
  inputs,
  samples,
});
const told = (runtime: string, value: number, labels = CHAT) => [`{${pairs({ ...labels, runtime })}}`, value] as const;
const other = (label: string): Labels => ({ ...CHAT, [label]: 'other' });

/** Of another runtime under the same labels more and more run. */
const RUNS_BESIDE = rising('sglang:num_running_reqs', { ...CHAT, pod: 's' }, 3);

const ENDS = 'application:arks_latency_bucket_end:seconds';
const FIRST_TOKEN = 'application:arks_time_to_first_token_seconds_bucket:rate5m';
const bounds = (labels: Labels, les: readonly string[], perSecond: number): readonly Input[] =>
  les.map((le) => steady(FIRST_TOKEN, { ...labels, le }, perSecond));
const end = (labels: Labels, value: number) => [`{${pairs({ ...labels, latency: 'first-token' })}}`, value] as const;

/** Clients that leave, and how far the buckets of an engine go. */
export const abandonedCases: readonly RecordCase[] = [
  of(
    'who left a vLLM has got a first token, and neither finished nor runs; engines and replicas make up for each other',
    [
      ...engine({ ...CHAT, pod: 'a', engine: '0' }, { given: 31, stop: 11, length: 7, grows: 2 }),
      ...engine({ ...CHAT, pod: 'a', engine: '1' }, { given: 5, stop: 9, length: 0, grows: 0 }),
      ...engine({ ...CHAT, pod: 'b', engine: '0' }, { given: 3, stop: 1, length: 1, grows: 0 }),
      RUNS_BESIDE,
      ...['namespace', 'application', 'role', 'model_name', 'cluster'].flatMap((label) =>
        engine({ ...other(label), pod: 'a', engine: '0' }, { given: 20, stop: 19, length: 0, grows: 0 }),
      ),
    ],
    [
      told('vllm', 8),
      ...['namespace', 'application', 'role', 'model_name', 'cluster'].map((label) => told('vllm', 1, other(label))),
    ],
  ),
  of(
    'a vLLM that gives no first tokens, as one that only embeds, is left by nobody',
    engine({ ...CHAT, pod: 'a', engine: '0' }, { given: 0, stop: 7, length: 0, grows: 0 }),
    [told('vllm', 0)],
  ),
  of(
    'over half an hour it is the same, in a replica that is half as old half of it',
    [...engine({ ...CHAT, pod: 'a', engine: '0' }, { given: 31, stop: 11, length: 6, grows: 0 }), RUNS_BESIDE],
    [told('vllm', 7)],
    'application:arks_requests_abandoned:rate30m',
  ),
  of(
    'SGLang and Dynamo say who left, and an error of Dynamo is nobody who did',
    [
      rising('sglang:num_aborted_requests_total', { ...CHAT, pod: 'a' }, 3),
      rising('sglang:num_requests_total', { ...CHAT, pod: 'a' }, 9),
      rising('dynamo_frontend_requests_total', { ...CHAT, pod: 'd', status: 'error', error_type: 'cancelled' }, 5),
      rising('dynamo_frontend_requests_total', { ...CHAT, pod: 'd', status: 'error', error_type: 'internal' }, 7),
      rising('dynamo_frontend_requests_total', { ...CHAT, pod: 'd', status: 'success', error_type: '' }, 11),
    ],
    [told('dynamo', 5), told('sglang', 3)],
  ),
  of(
    'buckets end at their last finite bound, whatever its spelling, with traffic and without; of several grids the longest counts',
    [
      ...bounds({ ...CHAT, runtime: 'vllm' }, ['0.05', '1.0', '3.0', '+Inf'], 7),
      ...bounds({ ...CHAT, runtime: 'sglang' }, ['0.5', '20', '+Inf'], 0),
      ...bounds({ ...other('application'), runtime: 'vllm' }, ['3', '+Inf'], 5),
      ...bounds({ ...other('application'), runtime: 'vllm' }, ['7.0'], 2),
    ],
    [
      end({ ...CHAT, runtime: 'vllm' }, 3),
      end({ ...CHAT, runtime: 'sglang' }, 20),
      end({ ...other('application'), runtime: 'vllm' }, 7),
    ],
    ENDS,
  ),
];
