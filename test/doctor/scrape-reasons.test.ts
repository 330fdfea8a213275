import { expect, test } from 'vitest';
import { reasonOf } from '../../src/doctor/scrape-reasons.js';

/** As Prometheus 2.42 and 3 write them. */
test.each([
  ['refused', 'Get "http://10.0.0.1:8080/metrics": dial tcp 10.0.0.1:8080: connect: connection refused'],
  ['timeout', 'Get "http://10.0.0.1:8080/metrics": context deadline exceeded'],
  ['timeout', 'Get "http://10.0.0.1:8080/metrics": dial tcp 10.0.0.1:8080: i/o timeout'],
  ['tls', 'Get "https://10.0.0.1:8443/metrics": http: server gave HTTP response to HTTPS client'],
  [
    'tls',
    'Get "https://10.0.0.1:8443/metrics": tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ],
  ['unauthorized', 'server returned HTTP status 401 Unauthorized'],
  ['forbidden', 'server returned HTTP status 403 Forbidden'],
  ['not-found', 'server returned HTTP status 404 Not Found'],
  ['server-error', 'server returned HTTP status 503 Service Unavailable'],
  ['body-limit', 'body size limit exceeded'],
  ['sample-limit', 'sample limit exceeded'],
  ['label-limit', 'label_limit exceeded (metric: "x", number of labels: 9, limit: 4)'],
  ['label-limit', 'label limit exceeded (metric: x, number of labels: 9, limit: 4)'],
  [
    'label-limit',
    'label_value_length_limit exceeded (metric: "x", label name: "a", value: "abc", length: 3, limit: 2)',
  ],
  ['target-limit', 'target_limit exceeded (number of targets: 9, limit: 4)'],
  [
    'content-type',
    'non-compliant scrape target sending blank Content-Type and no fallback_scrape_protocol specified for target',
  ],
  [
    'content-type',
    'received unsupported Content-Type "text/html" and no fallback_scrape_protocol specified for target',
  ],
  ['not-metrics', 'expected a valid start token, got "<" ("INVALID") while parsing: "<"'],
  ['not-metrics', '"INVALID" is not a valid start token'],
  ['unreachable', 'Get "http://a.b:8080/metrics": dial tcp: lookup a.b: no such host'],
  ['unreachable', 'Get "http://10.0.0.1:8080/metrics": EOF'],
  ['other', 'something new'],
])('%s: %s', (id, text) => {
  expect(reasonOf(text).id).toBe(id);
});
