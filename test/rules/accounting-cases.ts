import type { Input, RecordCase } from '../support/record-test.js';

const INPUT = 'tenant:arks_input_tokens_computed:rate5m';
const OUTPUT = 'tenant:arks_output_tokens_computed:rate5m';
const COMPUTED = 'tenant:arks_computed_tokens:rate5m';
const CHARGED = 'tenant:arks_charged_tokens:rate5m';
const model = (namespace: string, name: string) => `namespace="${namespace}",model="${name}"`;
const QWEN = model('tenant-a', 'qwen-7b');
const MISTRAL = model('tenant-a', 'mistral-9b');
const ELSEWHERE = model('tenant-b', 'qwen-7b');
const always = (series: string, value: number): Input => [series, `${value}x20`];

interface Engine {
  readonly application?: string;
  readonly role?: string;
  readonly namespace?: string;
  readonly model?: string;
  readonly runtime?: string;
}
const engine = (of: Engine) => {
  const { application = 'chat', role = 'unified', namespace = 'tenant-a', runtime = 'vllm' } = of;
  return `namespace="${namespace}",application="${application}",role="${role}",model_name="${of.model ?? 'qwen-7b'}",runtime="${runtime}"`;
};
const prompts = (of: Engine, perSecond: number) =>
  always(`application:arks_prompt_tokens:rate5m{${engine(of)}}`, perSecond);
/** Lengths of prompts, which Dynamo shows in place of a counter. */
const lengths = (of: string, pod: string, perSecond: number): Input => [
  `dynamo_frontend_input_sequence_tokens_sum{namespace="tenant-a",${of},role="unified",model_name="qwen-7b",pod="${pod}"}`,
  `0+${perSecond * 60}x20`,
];
const outputs = (of: Engine, perSecond: number) =>
  always(`application:arks_generation_tokens:rate5m{${engine(of)}}`, perSecond);
const charges = (quota: string, type: string, perSecond: number, namespace = 'tenant-a') =>
  always(
    `tenant:arks_quota_tokens:rate5m{namespace="${namespace}",quota_name="${quota}",quota_type="${type}"}`,
    perSecond,
  );
const PLUGIN = 'job="arks-gateway-plugins"';
const rising = (perSecond: number) => `0+${perSecond * 60}x20`;
const team = (type: string) => `namespace="tenant-a",quota_name="team",quota_type="${type}"`;

/** Tokens of a model as its engines count them, of quotas as they are charged, and of users as far as they are seen. */
export const accountingCases: readonly RecordCase[] = [
  {
    title: 'input computed is that of all applications that serve a model, decode left out, and of Dynamo its lengths',
    record: INPUT,
    expr: INPUT,
    inputs: [
      ...[prompts({}, 3), prompts({ application: 'reason', role: 'prefill' }, 17)],
      prompts({ application: 'reason', role: 'decode' }, 65),
      ...[lengths('application="dyn"', 'dyn-0', 2), lengths('application="dyn"', 'dyn-1', 3)],
      lengths('application=""', 'stranger-0', 910),
      ...[prompts({ model: 'mistral-9b' }, 7), prompts({ namespace: 'tenant-b' }, 31)],
    ],
    samples: [
      [`{${QWEN}}`, 25],
      [`{${MISTRAL}}`, 7],
      [`{${ELSEWHERE}}`, 31],
    ],
  },
  {
    title: 'output computed is that of all applications that serve a model, prefill left out',
    record: OUTPUT,
    expr: OUTPUT,
    inputs: [
      ...[outputs({}, 3), outputs({ application: 'reason', role: 'decode' }, 17)],
      outputs({ application: 'reason', role: 'prefill' }, 65),
      ...[outputs({ model: 'mistral-9b' }, 7), outputs({ namespace: 'tenant-b' }, 31)],
    ],
    samples: [
      [`{${QWEN}}`, 20],
      [`{${MISTRAL}}`, 7],
      [`{${ELSEWHERE}}`, 31],
    ],
  },
  {
    title: 'tokens computed are input and output of all models of a namespace',
    record: COMPUTED,
    expr: COMPUTED,
    inputs: [
      ...[always(`${INPUT}{${QWEN}}`, 3), always(`${INPUT}{${MISTRAL}}`, 17), always(`${INPUT}{${ELSEWHERE}}`, 5)],
      ...[always(`${OUTPUT}{${QWEN}}`, 7), always(`${OUTPUT}{${ELSEWHERE}}`, 31)],
    ],
    samples: [
      ['{namespace="tenant-a"}', 27],
      ['{namespace="tenant-b"}', 36],
    ],
  },
  {
    title: 'tokens charged are the total of each quota, or its prompt and response where it has no total',
    record: CHARGED,
    expr: CHARGED,
    inputs: [
      ...[charges('team', 'total', 11), charges('team', 'prompt', 5), charges('team', 'response', 6)],
      ...[charges('trial', 'prompt', 7), charges('trial', 'response', 3), charges('answers', 'response', 2)],
      charges('team', 'prompt', 97, 'tenant-b'),
    ],
    samples: [
      ['{namespace="tenant-a"}', 23],
      ['{namespace="tenant-b"}', 97],
    ],
  },
  {
    title: 'a quota is charged what its use rises by, and nothing where the use falls',
    record: 'tenant:arks_quota_tokens:rate5m',
    expr: 'tenant:arks_quota_tokens:rate5m',
    inputs: [
      [`arks_quota_status_used{${team('total')}}`, rising(17)],
      [`arks_quota_status_used{${team('prompt')}}`, '910x12 10x8'],
    ],
    samples: [
      [`{${team('total')}}`, 17],
      [`{${team('prompt')}}`, 0],
    ],
  },
  {
    title: 'output seen is chunks of good answers and output tokens of whole ones, whichever of them a user has',
    record: 'tenant:arks_output_seen:rate5m',
    expr: 'tenant:arks_output_seen:rate5m',
    inputs: [
      [`gateway_requests_total{${PLUGIN},${QWEN},user="alice",status="200"}`, rising(5)],
      [`gateway_requests_total{${PLUGIN},${QWEN},user="alice",status="503"}`, rising(31)],
      [`gateway_token_usage{${PLUGIN},${QWEN},user="alice",type="output"}`, rising(17)],
      [`gateway_token_usage{${PLUGIN},${QWEN},user="alice",type="input"}`, rising(97)],
      [`gateway_requests_total{${PLUGIN},${QWEN},user="bob",status="200"}`, rising(65)],
      [`gateway_requests_total{${PLUGIN},${MISTRAL},user="bob",status="200"}`, rising(3)],
    ],
    samples: [
      [`{${QWEN},user="alice"}`, 22],
      [`{${QWEN},user="bob"}`, 65],
      [`{${MISTRAL},user="bob"}`, 3],
    ],
  },
  ...[COMPUTED, CHARGED].map((now): RecordCase => {
    const record = now.replace('rate5m', 'avg1h');
    return {
      title: `${record} is the mean of what there was`,
      record,
      expr: record,
      inputs: [[`${now}{namespace="tenant-a"}`, '0x7 34x7']],
      samples: [['{namespace="tenant-a"}', 17]],
    };
  }),
];
