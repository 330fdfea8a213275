import { bucketsOf, rateOf, valuesOf } from '../vocabulary/raw.js';
import type { Signal } from '../vocabulary/signal.js';

const PROCESS = ['namespace', 'pod'] as const;
const OBJECT = ['namespace', 'application', 'role'] as const;

/** Processes of the gateway, the operator and Envoy. */
export const processSignals: readonly Signal[] = [
  valuesOf('process_resident_memory_bytes', 'bytes', 'Memory', PROCESS, "Resident memory; the plugin's rises slowly."),
  rateOf('process_cpu_seconds_total', 'cores', 'CPU', PROCESS, 'Cores in use.'),
  valuesOf('process_start_time_seconds', 'seconds', 'Start', PROCESS, 'When the process started, unix seconds.'),
  valuesOf('go_goroutines', 'count', 'Goroutines', PROCESS, 'Goroutines of a Go process.'),
  valuesOf('envoy_server_live', 'count', 'Envoy live', PROCESS, '1 while Envoy serves.'),
  valuesOf('envoy_server_memory_allocated', 'bytes', 'Envoy memory', PROCESS, 'Memory that Envoy has allocated.'),
];

export const reconcileTime = bucketsOf(
  'controller_runtime_reconcile_time_seconds',
  'seconds',
  'Reconcile time',
  ['controller'],
  'Of one object.',
);

/** The operator's insides, and single engines. */
export const insideSignals: readonly Signal[] = [
  reconcileTime,
  rateOf(
    'controller_runtime_reconcile_panics_total',
    'count/s',
    'Reconcile panics',
    ['controller'],
    'Recovered panics.',
  ),
  rateOf('workqueue_retries_total', 'count/s', 'Work queue retries', ['name'], 'Objects queued again.'),
  valuesOf(
    'workqueue_longest_running_processor_seconds',
    'seconds',
    'Longest reconcile',
    ['name'],
    'Running right now.',
  ),
  valuesOf(
    'sglang:avg_request_queue_latency',
    'seconds',
    'Queue latency',
    [...OBJECT, 'pod'],
    'Of the last batch; SGLang before 0.5.3.',
  ),
  valuesOf(
    'vllm:cpu_prefix_cache_hit_rate',
    'ratio',
    'CPU prefix cache',
    [...OBJECT, 'pod'],
    'vLLM V0 only; -1 when off.',
  ),
];
