import { runtimesWith } from '../runtimes/index.js';
import type { GaugeReadings, Readings } from '../runtimes/readings.js';
import type { Absent, Reading } from '../runtimes/runtime.js';
import { APPLICATION, type ApplicationLabel } from '../vocabulary/identity.js';
import { record, recordOverPods, recordPerPod, recordRate } from '../vocabulary/record.js';

const queue = (name: string, title: string, description: string, reading: keyof GaugeReadings) =>
  recordPerPod({ name, title, unit: 'requests', description, reduction: 'sum', reading });

export const prefillBootstrapPerPod = queue(
  'prefill_bootstrap_requests',
  'Prefill bootstrap queue per replica',
  'Requests that wait for a decode worker before they are prefilled.',
  'prefillBootstrap',
);

export const prefillInflightPerPod = queue(
  'prefill_inflight_requests',
  'Prefill in-flight queue per replica',
  'Requests whose KV cache is on its way to decode.',
  'prefillInflight',
);

export const decodePreallocationPerPod = queue(
  'decode_preallocation_requests',
  'Decode preallocation queue per replica',
  'Requests that wait for room in the KV cache of decode.',
  'decodePreallocation',
);

export const decodeTransferPerPod = queue(
  'decode_transfer_requests',
  'Decode transfer queue per replica',
  'Requests that wait for their KV cache to arrive.',
  'decodeTransfer',
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
  reading: 'kvTransferFailures',
});

const SINCE_HISTOGRAM = 'A mean over the window. SGLang before mid-2026 exposes only the last value.';

export const kvTransferLatency = record({
  record: 'application:arks_kv_transfer_latency_milliseconds:mean5m',
  title: 'KV transfer latency',
  unit: 'milliseconds',
  description: `Time to move the KV cache of a request. ${SINCE_HISTOGRAM}`,
  labels: [...APPLICATION, 'runtime'],
  rules: means(({ kvTransferLatency }) => kvTransferLatency),
});

export const kvTransferSpeed = record({
  record: 'application:arks_kv_transfer_speed_gigabytes:mean5m',
  title: 'KV transfer speed',
  unit: 'gigabytes/s',
  description: `Speed at which KV cache is transferred. ${SINCE_HISTOGRAM}`,
  labels: [...APPLICATION, 'runtime'],
  rules: means(({ kvTransferSpeed }) => kvTransferSpeed),
});

function means(of: (readings: Readings) => Reading<ApplicationLabel> | Absent) {
  return runtimesWith(({ readings }) => of(readings)).map(([runtime, expression]) => ({
    labels: { runtime },
    expression,
  }));
}
