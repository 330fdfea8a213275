import { runtimesWith } from '../runtimes/index.js';
import { TARGET } from '../vocabulary/identity.js';
import { rated } from '../vocabulary/rated.js';
import { record, recordRate } from '../vocabulary/record.js';

const CLASSES = ['4', '5'] as const;
/** How a label says that a status is of a class. */
const STATUS = {
  class: (digit: string) => ({ operator: '=', value: `${digit}xx` }) as const,
  code: (digit: string) => ({ operator: '=~', value: `${digit}..` }) as const,
};

/** Requests that an engine turns away before it does anything for them; they are in none of its other counters. */
export const requestsRejected = recordRate({
  name: 'requests_rejected',
  title: 'Requests rejected',
  unit: 'requests/s',
  description:
    'Requests per second that the engine did not admit, by the limit that was reached. vLLM has the limits ' +
    '--max-num-queued-reqs and --max-num-queued-tokens and counts them since 0.32. A stream that is rejected in a burst ' +
    'already has HTTP 200, so this is the only count of all rejections. SGLang counts them only as HTTP 503.',
  reading: 'requestsRejected',
});

/**
 * The HTTP server of an engine knows no model. It counts what the engine never saw, and calls a stream that breaks off or
 * is rejected after it began a success.
 */
export const httpErrors = record({
  record: 'application:arks_http_errors:rate5m',
  title: 'HTTP errors of engines',
  unit: 'requests/s',
  description:
    'Requests per second that the HTTP server of an engine answered with 4xx or 5xx, including requests that are too long ' +
    'or invalid, which the engine itself does not count. Streams that break off are 200. Some of the 5xx are rejections, ' +
    'which are also counted as such, so do not add the two.',
  labels: [...TARGET, 'runtime', 'status'],
  rules: CLASSES.flatMap((digit) =>
    runtimesWith(({ readings }) => readings.httpErrors).map(([runtime, { name, label, says }]) => ({
      labels: { runtime, status: `${digit}xx` },
      expression: (view) => rated(view, TARGET, name, [{ label, ...STATUS[says](digit) }]),
    })),
  ),
});
