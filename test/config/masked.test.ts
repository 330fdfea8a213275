import { describe, expect, test } from 'vitest';
import { maskedAddress, maskedText } from '../../src/lib/masked.js';
import { problemsIn } from '../support/environment-problems.js';

describe('no error repeats a password', () => {
  test.each([
    'grafana: { url: "https://user:s3cr3t@a.example/" }',
    'grafana: { url: "https://s3cr3t@a.example/" }',
    'grafana: { url: "https://user:p@s3cr3t@a.example/" }',
    'grafana: { url: "https://user:p/s3cr3t@a.example/" }',
    'grafana: { url: "https://user:p s3cr3t@a.example/" }',
    "grafana: { url: 'https://user:p\"s3cr3t@a.example/' }",
    'grafana: { url: "https://user:s3cr3t:7@a.example/" }',
    'grafana: { url: "user:s3cr3t@a.example" }',
    'grafana: { url: "https:user:s3cr3t@a.example" }',
    `grafana: { url: "https://user:${'p'.repeat(190)}s3cr3t@a.example/" }`,
    'grafana: { url: ["https://user:s3cr3t@a.example"] }',
    'grafana: https://user:s3cr3t@a.example',
    'grafana: { "https://user:s3cr3t@a.example": 7 }',
    'alerts: { runbookUrl: "https://user:s3cr3t@a.example/runbooks" }',
    'alerts: { labels: { runbook: "{{ https://user:s3cr3t@a.example }}" } }',
    'alerts: { off: { "https://user:s3cr3t@a.example": none } }',
    'monitoring: { labels: { docs: "https://user:s3cr3t@a.example" } }',
    'scrape: { keep: ["https://user:s3cr3t@a.example"] }',
    'grafana: {} https://user:s3cr3t@a.example',
    'grafana: { url: *https://user:s3cr3t@a.example }',
    'scrape: { endpoints: [{ surfaces: [envoy], basicAuth: { username: { name: a }, password: s3cr3t } }] }',
    'scrape: { endpoints: [{ surfaces: [envoy], basicAuth: "user:s3cr3t" }] }',
    'scrape: { endpoints: [{ surfaces: [envoy], authorization: { credentials: s3cr3t } }] }',
    'scrape: { endpoints: [{ surfaces: [envoy], authorization: Bearer s3cr3t }] }',
    'scrape: { endpoints: [{ surfaces: [envoy], tlsConfig: { keySecret: s3cr3t } }] }',
    'surfaces: { operator: { tokenSecret: "s3cr3t !" } }',
    'alertmanager: { receivers: [{ name: a, pagerDuty: { routingKey: s3cr3t } }] }',
    'alertmanager: { receivers: [{ name: a, slack: { url: https://hooks.example.com/s3cr3t } }] }',
    'alertmanager: { receivers: [{ name: a, webhook: https://hooks.example.com/s3cr3t }] }',
  ])('%s', (text) => {
    const problems = problemsIn(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).not.toContain('s3cr3t');
  });
});

test('what else there is of an address stays', () => {
  expect(maskedAddress('https://user:pass@a.example:8443/@team?x#y')).toBe('https://***@team?x#y');
  expect(maskedAddress('https://user:pass@a.example/x')).toBe('https://***@a.example/x');
  expect(maskedAddress('https://a.example:8443/@team/')).toBe('https://a.example:8443/@team/');
  expect(maskedAddress('https://a.example/@team/')).toBe('https://a.example/@team/');
  expect(maskedAddress('a.example/x')).toBe('a.example/x');
});

test('a text keeps all but the users of its addresses', () => {
  expect(maskedText('see https://a:b@x.example/y and ftp://c@z, or mail to me@x.example')).toBe(
    'see https://***@x.example/y and ftp://***@z, or mail to me@x.example',
  );
  expect(maskedText('got "r.io/ksm:v7@sha256:77"')).toBe('got "r.io/ksm:v7@sha256:77"');
});
