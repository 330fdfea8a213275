import { grid } from './bucket-grids.js';
import { limitedUsers, modelsPerUser, statusesPerUser, users } from './counts.js';
import { family } from './metric.js';

const arksDuration = grid('arks_duration', [0.1, 0.5, 1, 2, 5, 10, 20, 30, 45, 60]);
const arksRespMs = grid('arks_resp_ms', [1, 5, 10, 50, 100, 200, 500, 1000, 2000, 5000]);
const arksTokens = grid(
  'arks_tokens',
  [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536],
  'prometheus.ExponentialBuckets(1,2,17)',
);

const shared = {
  component: 'gateway',
  generations: ['current'],
  source: 'scitix/arks:pkg/gateway/metrics/metrics.go',
  since: 'v0.2.0 tree (e1732a9)',
} as const;
const perStatus = family({
  ...shared,
  labels: { namespace: 1, user: users, model: modelsPerUser, status: statusesPerUser },
});
const perUser = family({ ...shared, labels: { namespace: 1, user: users, model: modelsPerUser } });
const perDirection = family({ ...shared, labels: { namespace: 1, user: users, token: modelsPerUser, type: 2 } });
const perRule = family({ ...shared, labels: { namespace: 1, user: limitedUsers, model: modelsPerUser, rule_type: 1 } });
const perQuota = family({ ...shared, labels: { namespace: 1, model: modelsPerUser, quota_name: 1, quota_type: 3 } });
const process = family({
  ...shared,
  labels: {},
  source: 'scitix/arks:cmd/gateway/main.go, default client_golang registry',
});
const scrapes = family({ ...shared, labels: { code: 3 }, source: 'scitix/arks:cmd/gateway/main.go, promhttp' });
const perError = family({ ...shared, labels: { namespace: 1, model: modelsPerUser, error_type: 3 } });

/**
 * The Go plugin of the Arks gateway. It counts response body chunks, not requests, tokens of whole answers only, and never
 * sees rejected requests.
 */
export const gatewayPlugin = [
  perStatus.counter(
    'gateway_requests_total',
    'response body chunks',
    'Increments per ext_proc response-body message, not per request',
    {
      note: 'pkg/gateway/gateway.go:117-129; status is the upstream :status; rejected requests never counted; a stream of 20 chunks adds 21 to 23; replies that Envoy makes itself are counted with Envoy 1.40, not with 1.36',
    },
  ),
  perUser.histogram(
    'gateway_request_duration_seconds',
    'seconds',
    arksDuration,
    'Elapsed time at each response-body message',
    {
      note: 'same call as gateway_requests_total, so _count is chunks and the distribution is biased low; top bucket 60s',
    },
  ),
  perUser.histogram(
    'gateway_response_process_duration_milliseconds',
    'milliseconds',
    arksRespMs,
    'Time from first to last response chunk',
    {
      note: 'help text says request duration; measures wall time incl. waiting for upstream; recorded only when token usage is, so for whole answers, which have about 0',
    },
  ),
  perDirection.counter('gateway_token_usage', 'tokens', 'Tokens used; label token holds the model', {
    note: 'no _total suffix; type=input|output; recorded only if the usage arrives in the message that ends the answer, which is so for whole answers and was so for none of more than 100 streams (Envoy 1.36.2 and 1.40.0, HTTP/1.1 engines)',
  }),
  perDirection.histogram(
    'gateway_token_distribution',
    'tokens',
    arksTokens,
    'Tokens per request; label token holds the model',
    { note: 'same recording condition as gateway_token_usage' },
  ),
  perRule.counter('gateway_rate_limit_hits_total', 'rejections', 'Requests rejected by a rate limit', {
    note: 'rule_type=rpm|rpd|tpm|tpd; one increment per rejected request, first over-limit rule in token spec order',
  }),
  perRule.gauge('gateway_rate_limit_tokens', 'tokens', 'Declared, never set', {
    note: 'setter exists in collector.go, no caller; a Vec with no children exposes nothing, not even HELP/TYPE',
    emitted: false,
  }),
  perQuota.gauge('gateway_quota_usage', 'tokens', 'Declared, never set', {
    note: 'setter exists in collector.go, no caller; a Vec with no children exposes nothing, not even HELP/TYPE',
    emitted: false,
  }),
  perQuota.gauge('gateway_quota_limit', 'tokens', 'Declared, never set', {
    note: 'setter exists in collector.go, no caller; a Vec with no children exposes nothing, not even HELP/TYPE',
    emitted: false,
  }),
  perError.counter('gateway_errors_total', 'errors', 'Declared, never incremented', {
    note: 'RecordError has no caller',
    emitted: false,
  }),
  process.gauge('process_resident_memory_bytes', 'bytes', 'Resident memory', {
    note: 'grows slowly: what is kept of streams, which never reach the recording path, is not freed',
  }),
  process.gauge('process_start_time_seconds', 'timestamp', 'Start of the process, unix seconds'),
  process.counter('process_cpu_seconds_total', 'seconds', 'CPU time of the process'),
  process.gauge('go_goroutines', 'goroutines', 'Goroutines'),
  scrapes.counter('promhttp_metric_handler_requests_total', 'requests', 'Scrapes by status code'),
] as const;
