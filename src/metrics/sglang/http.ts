import { family } from '../metric.js';
import { httpLatency } from './grids.js';
import { between } from './labels.js';

const shared = {
  component: 'sglang',
  generations: between('g5', 'g6'),
  source: 'sgl-project/sglang:python/sglang/srt/utils/common.py (middleware)',
} as const;
const byComponent = family({ ...shared, labels: { component: 3 } });
const byEndpointMethod = family({ ...shared, labels: { endpoint: 2, method: 1 } });
const byEndpointStatusCodeMethod = family({ ...shared, labels: { endpoint: 2, status_code: 2, method: 1 } });
const byEndpoint = family({ ...shared, labels: { endpoint: 2 } });
const plain = family({ ...shared, labels: {} });

/** SGLang: the HTTP middleware. Its label endpoint is the route, not the port that Prometheus scrapes. */
export const sglangHttp = [
  byComponent.counter('sglang:process_cpu_seconds_total', 'seconds', 'CPU time of a server component', {
    generations: between('g4', 'g6'),
    source: 'sgl-project/sglang:python/sglang/srt/observability/cpu_monitor.py',
  }),
  byEndpointMethod.counter('sglang:http_requests_total', 'requests', 'HTTP requests', {
    generations: between('g4', 'g6'),
    since: 'about g4',
    note: 'label endpoint collides with the Prometheus Operator target label endpoint -> exported_endpoint',
  }),
  byEndpointStatusCodeMethod.counter('sglang:http_responses_total', 'responses', 'HTTP responses by status', {
    generations: between('g3', 'g6'),
    since: 'about g3 (earlier than http_requests_total)',
    note: 'label endpoint collides with the Prometheus Operator target label endpoint -> exported_endpoint',
  }),
  byEndpointMethod.gauge('sglang:http_requests_active', 'requests', 'HTTP requests in flight', {
    since: 'newest middleware seen',
    note: 'label endpoint collides with the Prometheus Operator target label endpoint -> exported_endpoint',
  }),
  byEndpointStatusCodeMethod.histogram(
    'sglang:http_request_latency_seconds',
    'seconds',
    httpLatency,
    'HTTP request latency',
    {
      generations: between('g5', 'g5'),
      removed: 'g6',
      since: 'newest middleware seen',
      note: 'label endpoint collides with the Prometheus Operator target label endpoint -> exported_endpoint',
    },
  ),
  byEndpoint.summary('sglang:http_request_size_bytes', 'bytes', 0, 'HTTP request size', {
    generations: between('g5', 'g5'),
    removed: 'g6',
    since: 'newest middleware seen',
    note: 'label endpoint collides with the Prometheus Operator target label endpoint -> exported_endpoint',
  }),
  byEndpoint.summary('sglang:http_response_size_bytes', 'bytes', 0, 'HTTP response size', {
    generations: between('g5', 'g5'),
    removed: 'g6',
    since: 'newest middleware seen',
    note: 'label endpoint collides with the Prometheus Operator target label endpoint -> exported_endpoint',
  }),
  plain.gauge('sglang:routing_keys_active', 'keys', 'Routing keys with active requests', {
    since: 'newest middleware seen',
  }),
] as const;
