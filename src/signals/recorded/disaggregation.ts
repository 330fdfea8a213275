import { avgBy, type Expression, firstOf, type Matcher, ratio, sumBy } from '../../promql/build.js';
import { rate, select } from '../exposed.js';
import { APPLICATION, grouping } from '../identity.js';
import { record, recordOverPods, recordPerPod, recordRate } from '../record.js';
import type { View } from '../view.js';

const role = (value: string): Matcher[] => [{ label: 'role', operator: '=', value }];
/** Every SGLang engine shows the queues; only those of its own role mean anything. */
const queue = (
  name: string,
  title: string,
  description: string,
  reading: Parameters<typeof recordPerPod>[0]['readings'],
) => recordPerPod({ name, title, unit: 'requests', description, reduction: 'sum', readings: reading });

export const prefillBootstrapPerPod = queue(
  'prefill_bootstrap_requests',
  'Prefill bootstrap queue per replica',
  'Requests that wait for a decode worker before they are prefilled.',
  {
    sglang: {
      names: ['sglang:num_prefill_bootstrap_queue_reqs', 'sglang:num_prefill_prealloc_queue_reqs'],
      matchers: role('prefill'),
    },
  },
);

export const prefillInflightPerPod = queue(
  'prefill_inflight_requests',
  'Prefill in-flight queue per replica',
  'Requests whose KV cache is on its way to decode.',
  {
    sglang: {
      names: ['sglang:num_prefill_inflight_queue_reqs', 'sglang:num_prefill_infight_queue_reqs'],
      matchers: role('prefill'),
    },
  },
);

export const decodePreallocationPerPod = queue(
  'decode_preallocation_requests',
  'Decode preallocation queue per replica',
  'Requests that wait for room in the KV cache of decode.',
  { sglang: { names: ['sglang:num_decode_prealloc_queue_reqs'], matchers: role('decode') } },
);

export const decodeTransferPerPod = queue(
  'decode_transfer_requests',
  'Decode transfer queue per replica',
  'Requests that wait for their KV cache to arrive.',
  { sglang: { names: ['sglang:num_decode_transfer_queue_reqs'], matchers: role('decode') } },
);

export const prefillBootstrap = recordOverPods(prefillBootstrapPerPod, 'sum', 'Prefill bootstrap queue');
export const prefillInflight = recordOverPods(prefillInflightPerPod, 'sum', 'Prefill in-flight queue');
export const decodePreallocation = recordOverPods(decodePreallocationPerPod, 'sum', 'Decode preallocation queue');
export const decodeTransfer = recordOverPods(decodeTransferPerPod, 'sum', 'Decode transfer queue');

export const kvTransferFailures = recordRate({
  name: 'kv_transfer_failures',
  title: 'KV transfer failures',
  unit: 'requests/s',
  description: 'Requests per second whose bootstrap or KV transfer between prefill and decode failed.',
  readings: {
    sglang: [
      { names: ['sglang:num_bootstrap_failed_reqs_total'], labels: { stage: 'bootstrap' }, ranked: true },
      { names: ['sglang:num_transfer_failed_reqs_total'], labels: { stage: 'transfer' }, ranked: true },
    ],
  },
});

const SINCE_HISTOGRAM = 'A mean over the window; before mid-2026 SGLang shows only the last value.';

/** Mean of a measure that was a gauge and became a histogram of the same name. Decode shows the gauge as well, always at 0. */
function mean(name: 'sglang:kv_transfer_latency_ms' | 'sglang:kv_transfer_speed_gb_s', view: View): Expression {
  const by = grouping(view, ...APPLICATION);
  const part = (suffix: 'sum' | 'count') => sumBy(by, rate(`${name}_${suffix}`, view.window));
  return firstOf(ratio(part('sum'), part('count')), avgBy(by, select(name, role('prefill'))));
}

export const kvTransferLatency = record({
  record: 'application:arks_kv_transfer_latency_milliseconds:mean5m',
  title: 'KV transfer latency',
  unit: 'milliseconds',
  description: `Time to move the KV cache of a request. ${SINCE_HISTOGRAM}`,
  labels: [...APPLICATION, 'runtime'],
  rules: [
    {
      labels: { runtime: 'sglang' },
      expression: (view) => mean('sglang:kv_transfer_latency_ms', view),
    },
  ],
});

export const kvTransferSpeed = record({
  record: 'application:arks_kv_transfer_speed_gigabytes:mean5m',
  title: 'KV transfer speed',
  unit: 'gigabytes/s',
  description: `Speed at which KV cache moves. ${SINCE_HISTOGRAM}`,
  labels: [...APPLICATION, 'runtime'],
  rules: [
    {
      labels: { runtime: 'sglang' },
      expression: (view) => mean('sglang:kv_transfer_speed_gb_s', view),
    },
  ],
});
