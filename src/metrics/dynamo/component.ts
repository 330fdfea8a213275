import { family, since, sometimes } from '../metric.js';
import { grids } from './grids.js';

const shared = {
  component: 'dynamo',
  generations: ['component', 'component-1.6'],
  source:
    'ai-dynamo/dynamo:docs/observability/metrics_examples/sglang.log + lib/runtime/src/metrics/prometheus_names.rs',
  since: '2025 capture',
} as const;
const worker = { dynamo_namespace: 1, worker_id: since('component-1.6', 1) } as const;
const endpoint = { ...worker, dynamo_component: 2, dynamo_endpoint: 2, model: sometimes } as const;
const component = family({ ...shared, labels: endpoint });
const byError = family({ ...shared, labels: { ...endpoint, error_type: 1 } });
const alone = family({ ...shared, labels: { worker_id: since('component-1.6', 1) } });
const cache = family({ ...shared, generations: ['component'], labels: { dynamo_namespace: 1, dynamo_component: 2 } });
const GONE = { removed: 'not shown by 1.6.1' };

/** Workers of Dynamo, on a port of their own that nothing scrapes for Arks. Those of 1.6 show names of their engine, too. */
export const components = [
  component.counter('dynamo_component_requests_total', 'requests', 'Requests handled by a worker endpoint'),
  component.gauge('dynamo_component_inflight_requests', 'requests', 'Requests in flight at a worker'),
  component.histogram(
    'dynamo_component_request_duration_seconds',
    'seconds',
    grids.componentDuration,
    'Worker request duration',
    { generations: ['component'] },
  ),
  component.histogram(
    'dynamo_component_request_duration_seconds',
    'seconds',
    grids.componentDuration16,
    'Worker request duration',
    { generations: ['component-1.6'] },
  ),
  component.counter('dynamo_component_request_bytes_total', 'bytes', 'Bytes received by a worker'),
  component.counter('dynamo_component_response_bytes_total', 'bytes', 'Bytes sent by a worker'),
  component.counter('dynamo_component_cancellation_total', 'requests', 'Requests cancelled at a worker', {
    since: 'a running 1.6.1',
    generations: ['component-1.6'],
  }),
  byError.counter('dynamo_component_errors_total', 'errors', 'Worker errors'),
  alone.gauge('dynamo_component_uptime_seconds', 'seconds', 'Runtime uptime'),
  family({ ...shared, generations: ['frontend-1.6'], labels: { worker_id: 1 } }).gauge(
    'dynamo_component_uptime_seconds',
    'seconds',
    'Runtime uptime',
  ),
  cache.gauge('dynamo_component_kvstats_active_blocks', 'blocks', 'Active KV blocks', GONE),
  cache.gauge('dynamo_component_kvstats_total_blocks', 'blocks', 'Total KV blocks', GONE),
  cache.gauge('dynamo_component_kvstats_gpu_cache_usage_percent', 'ratio', 'GPU cache usage, 0 to 1', {
    ...GONE,
    note: 'ratio 0..1 despite _percent',
  }),
  cache.gauge('dynamo_component_kvstats_gpu_prefix_cache_hit_rate', 'ratio', 'Prefix cache hit rate, 0 to 1', GONE),
] as const;
