import type { Input, RecordCase } from '../support/record-test.js';

const COUNTED = 'tenant:arks_output_tokens_counted:rate5m';
const COMPUTED = 'tenant:arks_output_tokens_computed:rate5m';
const model = (namespace: string, name: string) => `namespace="${namespace}",model="${name}"`;
const counts = (of: string, type: string, perSecond: number): Input => [
  `tenant:arks_tokens:rate5m{${of},user="alice",type="${type}"}`,
  `${perSecond}x20`,
];
const passes = (of: string, perSecond: number): Input => [
  `gateway:arks_upstream_requests:rate5m{${of},envoy_response_code_class="2"}`,
  `${perSecond}x20`,
];
const computes = (application: string, role: string, namespace: string, name: string, perSecond: number): Input => [
  `application:arks_generation_tokens:rate5m{namespace="${namespace}",application="${application}",role="${role}",model_name="${name}",runtime="vllm"}`,
  `${perSecond}x20`,
];
const QWEN = model('tenant-a', 'qwen-7b');
const MISTRAL = model('tenant-a', 'mistral-9b');
const ELSEWHERE = model('tenant-b', 'qwen-7b');

/** Output tokens of a model, as the gateway and as the engines count them. */
export const accountingCases: readonly RecordCase[] = [
  {
    title: 'tokens counted are those that come out, and 0 where requests pass and none is counted',
    record: COUNTED,
    expr: COUNTED,
    inputs: [
      ...[counts(QWEN, 'output', 17), counts(QWEN, 'input', 65), passes(QWEN, 3)],
      ...[passes(MISTRAL, 3), passes(ELSEWHERE, 7), passes(model('tenant-a', 'idle'), 0)],
    ],
    samples: [
      [`{${QWEN}}`, 17],
      [`{${MISTRAL}}`, 0],
      [`{${ELSEWHERE}}`, 0],
    ],
  },
  {
    title: 'tokens computed are those of all applications that serve a model, prefill left out',
    record: COMPUTED,
    expr: COMPUTED,
    inputs: [
      ...[
        computes('chat', 'unified', 'tenant-a', 'qwen-7b', 3),
        computes('reason', 'decode', 'tenant-a', 'qwen-7b', 17),
      ],
      computes('reason', 'prefill', 'tenant-a', 'qwen-7b', 65),
      ...[
        computes('chat', 'unified', 'tenant-a', 'mistral-9b', 7),
        computes('chat', 'unified', 'tenant-b', 'qwen-7b', 31),
      ],
    ],
    samples: [
      [`{${QWEN}}`, 20],
      [`{${MISTRAL}}`, 7],
      [`{${ELSEWHERE}}`, 31],
    ],
  },
  ...[COUNTED, COMPUTED].map((now): RecordCase => {
    const record = now.replace('rate5m', 'avg1h');
    return {
      title: `${record} is the mean of what there was`,
      record,
      expr: record,
      inputs: [[`${now}{${QWEN}}`, '0x7 34x7']],
      samples: [[`{${QWEN}}`, 17]],
    };
  }),
];
