import type { Input, RecordCase } from '../support/record-test.js';

const engine = (role: string, pod: string) =>
  `namespace="tenant-a",application="reason",role="${role}",model_name="qwen-7b",pod="${pod}"`;
const rising = (perSecond: number) => `0+${perSecond * 60}x20`;
const histogram = (name: string, labels: string, sum: number, count: number): readonly Input[] => [
  [`${name}_sum{${labels}}`, rising(sum)],
  [`${name}_count{${labels}}`, rising(count)],
];

/** A measure that was a gauge and became a histogram of the same name. */
export const transferCases: readonly RecordCase[] = [
  ['application:arks_kv_transfer_latency_milliseconds:mean5m', 'sglang:kv_transfer_latency_ms'] as const,
  ['application:arks_kv_transfer_speed_gigabytes:mean5m', 'sglang:kv_transfer_speed_gb_s'] as const,
].map(([record, name]) => ({
  title: `${record} weighs replicas by their transfers, and takes gauges only where nothing else is`,
  record,
  expr: record,
  inputs: [
    ...histogram(name, engine('prefill', 'new'), 340, 20),
    ...histogram(name, engine('prefill', 'newer'), 20, 10),
    [`${name}{${engine('prefill', 'old')}}`, '970x20'],
    // An application that has gauges only, and decode, which shows 0 whatever happens.
    [`${name}{${engine('prefill', 'old-1').replace('reason', 'think')}}`, '31x20'],
    [`${name}{${engine('prefill', 'old-2').replace('reason', 'think')}}`, '37x20'],
    [`${name}{${engine('decode', 'old-3').replace('reason', 'think')}}`, '0x20'],
    // Engines that transfer nothing show the gauge, too.
    [`${name}{${engine('unified', 'a')}}`, '0x20'],
    [`${name}{namespace="others",application="shop"}`, '7x20'],
    [`${name}{namespace="others",role="prefill"}`, '7x20'],
  ],
  samples: [
    ['{application="reason",model_name="qwen-7b",namespace="tenant-a",role="prefill",runtime="sglang"}', 12],
    ['{application="think",model_name="qwen-7b",namespace="tenant-a",role="prefill",runtime="sglang"}', 34],
  ],
}));
