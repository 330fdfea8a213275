import { family } from '../metric.js';
import { grids } from './grids.js';

const shared = {
  component: 'dynamo',
  generations: ['nv_llm'],
  source: 'ai-dynamo/dynamo:lib/llm/src/http/service/metrics.rs',
  since: 'early 2025 (dynamo run era)',
  removed: 'renamed to dynamo_frontend_*',
} as const;
const byModel = family({ ...shared, labels: { model: 1 } });

/** The frontend under its name of early 2025. */
export const httpService = [
  family({ ...shared, labels: { model: 1, endpoint: 2, request_type: 2, status: 2 } }).counter(
    'nv_llm_http_service_requests_total',
    'requests',
    'Requests handled by the HTTP service',
    { replacedBy: 'dynamo_frontend_requests_total' },
  ),
  byModel.gauge('nv_llm_http_service_inflight_requests', 'requests', 'Requests in flight', {
    replacedBy: 'dynamo_frontend_inflight_requests',
  }),
  byModel.histogram(
    'nv_llm_http_service_request_duration_seconds',
    'seconds',
    grids.httpServiceDuration,
    'Request duration',
    { replacedBy: 'dynamo_frontend_request_duration_seconds' },
  ),
] as const;
