import { bucketsOf, rateOf, valuesOf } from '../vocabulary/raw.js';
import type { Signal } from '../vocabulary/signal.js';

const USER = ['namespace', 'user', 'model'] as const;
const CHUNKS =
  'Counted once per chunk of an answer, so a stream counts many times and a rejected request does not count at all.';

/** The plugin, as it counts: chunks, not requests. */
export const pluginSignals: readonly Signal[] = [
  rateOf('gateway_requests_total', 'count/s', 'Plugin chunks', [...USER, 'status'], CHUNKS),
  bucketsOf('gateway_request_duration_seconds', 'seconds', 'Plugin duration', USER, CHUNKS),
  bucketsOf(
    'gateway_response_process_duration_milliseconds',
    'milliseconds',
    'Plugin answer time',
    USER,
    'From the first chunk of a whole answer to the last, which is usually the same chunk. Streams are not included.',
  ),
  rateOf(
    'gateway_errors_total',
    'count/s',
    'Plugin errors',
    ['namespace', 'model', 'error_type'],
    'Set by a later plugin.',
  ),
  valuesOf('gateway_rate_limit_tokens', 'tokens', 'Rate limit used', [...USER, 'rule_type'], 'Set by a later plugin.'),
  valuesOf('arks_token_spec_rate_limit', 'count', 'Rate limit', [...USER, 'rule_type'], 'Limits of the ArksTokens.'),
  valuesOf(
    'arks_token_quota_info',
    'count',
    'Quota of a user',
    [...USER, 'quota_name'],
    'Which quota a user draws on.',
  ),
];
