import { family } from '../metric.js';
import { httpHighr, httpLowr } from './grids.js';
import { EVERY } from './labels.js';

const shared = {
  component: 'vllm',
  generations: EVERY,
  source: 'trallnag/prometheus-fastapi-instrumentator:src/prometheus_fastapi_instrumentator/metrics.py',
} as const;
const byHandlerMethodStatus = family({ ...shared, labels: { handler: 2, method: 1, status: 2 } });
const byHandler = family({ ...shared, labels: { handler: 2 } });
const plain = family({ ...shared, labels: {} });
const byHandlerMethod = family({ ...shared, labels: { handler: 2, method: 1 } });

/** The FastAPI middleware of vLLM. Its names are generic: other exporters use them too. */
export const vllmHttp = [
  byHandlerMethodStatus.counter('http_requests_total', 'requests', 'HTTP requests by handler, method, status class', {
    since: 'vLLM (library: prometheus-fastapi-instrumentator)',
    note: 'vLLM excludes handlers /metrics /health /load /ping /version /server_info (vllm/v1/metrics/prometheus.py); status is grouped as 2xx/4xx/5xx, a series at its first answer; a stream that breaks off or is rejected in it is 2xx',
  }),
  byHandler.summary('http_request_size_bytes', 'bytes', 0, 'Request Content-Length (no quantiles)', { since: 'same' }),
  byHandler.summary('http_response_size_bytes', 'bytes', 0, 'Response Content-Length (no quantiles)', {
    since: 'same',
  }),
  plain.histogram(
    'http_request_duration_highr_seconds',
    'seconds',
    httpHighr,
    'HTTP latency, many buckets, no labels',
    { since: 'same' },
  ),
  byHandlerMethod.histogram('http_request_duration_seconds', 'seconds', httpLowr, 'HTTP latency, few buckets', {
    since: 'same',
  }),
] as const;
