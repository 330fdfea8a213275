import { describe, expect, test } from 'vitest';
import { expositionText } from '../support/exposition.js';
import { foundOf, wrongIn } from './pages.js';

const vllm = expositionText('vllm-0.32-traffic.txt');
const router = expositionText('sglang-router-0.3.2.txt');
const TEXT = { status: 200, contentType: 'text/plain; version=0.0.4; charset=utf-8' };
const OPEN = { status: 200, contentType: 'application/openmetrics-text; version=1.0.0; charset=utf-8' };
const lines = (text: string, change: (line: string) => string | undefined) =>
  text
    .split('\n')
    .flatMap((line) => change(line) ?? [])
    .join('\n');
const without = (text: string, name: string) => lines(text, (line) => (line.includes(name) ? undefined : line));

describe('a page is that of its exporter and generation, and nothing is wrong with it', () => {
  test.each([
    ['vllm-v0.txt', 'vllm', 'v0'],
    ['vllm-0.32-idle.txt', 'vllm', 'v1-0.12'],
    ['sglang-0.4.5.txt', 'sglang', 'g1'],
    ['sglang-0.5.23.txt', 'sglang', 'g6'],
    ['sglang-router-0.1.9.txt', 'sglangRouter', 'sgl_router-0.1'],
    ['sglang-router-0.3.2.txt', 'sglangRouter', 'smg'],
    ['dynamo-1.6.1-worker.txt', 'dynamo', 'component-1.6'],
    ['tensorrt-llm-050f80d.txt', 'tensorrt-llm', 'g2'],
    ['gateway-plugin-e1732a9.txt', 'gateway', 'current'],
    ['envoy-1.36.2.txt', 'envoy', 'current'],
    ['arks-operator.txt', 'operator', 'current'],
    ['custom-resources.txt', 'customResources', 'current'],
  ])('%s', (file, component, generation) => {
    const { page, findings } = foundOf(expositionText(file), { answer: TEXT });
    expect(page.of).toMatchObject({ component, generation });
    expect(wrongIn(findings)).toEqual([]);
  });

  test('in OpenMetrics with underscores for colons, as Python writes it for a Prometheus of version 2', () => {
    const text = `${expositionText('sglang-0.5.23.txt').replace(/^sglang:/gm, 'sglang_')}# EOF\n`;
    const { page, findings } = foundOf(text, { answer: OPEN });
    expect(page.of).toMatchObject({ component: 'sglang', generation: 'g6' });
    expect(page.of?.scraped?.kept.length).toBeGreaterThan(300);
    expect(wrongIn(findings)).toEqual([]);
  });
});

describe('what is wrong with a page is told first', () => {
  test.each([
    ['a login page', '<html>please log in</html>', { status: 200, contentType: 'text/html' }, 'page-content-type'],
    ['a page that is not there', 'not found', { status: 404, contentType: 'text/plain' }, 'page-status'],
    ['an address that leads elsewhere', '', { status: 307, contentType: 'text/plain' }, 'page-status'],
    ['OpenMetrics without its end', router, OPEN, 'page-syntax'],
    ['lines of Windows', router.replaceAll('\n', '\r\n'), TEXT, 'page-syntax'],
    ['a page without a sample', '# HELP sgl_router_requests_total Requests\n', TEXT, 'page-exporter'],
    ['a page of somebody else', 'node_load1 0.5\nnode_load5 0.4\n', TEXT, 'page-exporter'],
    ['names escaped by values', router.replace(/smg_/g, 'U__smg__'), TEXT, 'page-exporter'],
    [
      'a series twice',
      lines(router, (line) => (line.startsWith('smg_worker_health') ? `${line}\n${line}` : line)),
      TEXT,
      'page-duplicates',
    ],
    [
      'a gauge that is gone though requests were served',
      without(vllm, 'vllm:num_requests_running'),
      TEXT,
      'page-missing',
    ],
    [
      'a histogram that became a summary',
      vllm.replace(/(# TYPE vllm:time_to_first_token_seconds) histogram/, '$1 summary'),
      TEXT,
      'page-types',
    ],
    ['a label that is gone', vllm.replace(/engine="0",/g, ''), TEXT, 'page-labels'],
    [
      'a label value above the limit of its length',
      vllm.replace('num_requests_running{engine="0"', `num_requests_running{engine="${'0'.repeat(5_000)}"`),
      TEXT,
      'page-labels-limit',
    ],
    [
      'a histogram without its last bucket',
      lines(vllm, (line) => (line.includes('first_token_seconds_bucket') && line.includes('+Inf') ? undefined : line)),
      TEXT,
      'page-buckets',
    ],
  ] as const)('%s', (_, text, answer, check) => {
    const [first] = foundOf(text, { answer }).findings;
    expect(first).toMatchObject({ check });
    expect(first?.severity).not.toBe('note');
    expect(first?.evidence).not.toEqual([]);
  });

  test('a metric under a new name, with the alerts that it silences', () => {
    const { findings } = foundOf(vllm.replaceAll('vllm:kv_cache_usage_perc', 'vllm:kv_cache_usage_ratio'));
    expect(findings[0]).toMatchObject({
      check: 'page-renamed',
      subject: 'vllm:kv_cache_usage_perc is shown as vllm:kv_cache_usage_ratio',
      meaning: expect.stringContaining('Alerts that stay silent about this target: ArksRuntimeKvCacheSaturated'),
    });
    expect(wrongIn(findings)).toHaveLength(1);
  });

  test('a counter that lost the end of its name', () => {
    const { findings } = foundOf(vllm.replaceAll('vllm:generation_tokens_total', 'vllm:generation_tokens'));
    expect(findings[0]?.subject).toBe('vllm:generation_tokens_total is shown as vllm:generation_tokens');
  });

  test('buckets that end below a limit, and not those that end above it', () => {
    const own = expositionText('vllm-0.32-two-api-servers-own-buckets.txt');
    expect(foundOf(own).findings[0]).toMatchObject({
      check: 'page-buckets',
      severity: 'warning',
      meaning: expect.stringContaining('alerts.thresholds.firstTokenP95Seconds of 10 is never reached'),
    });
    const settings = { runtimes: ['vllm'], alerts: { thresholds: { firstTokenP95Seconds: 2 } } };
    expect(wrongIn(foundOf(own, { settings }).findings)).toEqual([]);
  });

  test.each([
    [
      'more series than the limit',
      { surfaces: { router: { seriesBudget: 10, sampleLimit: 20 } }, sizing: { workersPerRouter: 1 } },
      'page-sample-limit',
    ],
    ['a page above the limit of its size', { scrape: { bodySizeLimit: '1KB' } }, 'page-size'],
    ['an exporter that nobody scrapes', { runtimes: ['vllm'] }, 'page-nothing-kept'],
  ])('%s', (_, settings, check) => {
    expect(foundOf(router, { settings: { runtimes: ['sglang'], ...settings } }).findings[0]).toMatchObject({ check });
  });
});

test('a name that the catalogue does not know is a note, and lets the command end well', () => {
  const { findings } = foundOf(
    `${vllm}# TYPE vllm:of_the_next_release gauge\nvllm:of_the_next_release{engine="0"} 1\n`,
  );
  expect(wrongIn(findings)).toEqual([]);
  expect(findings).toMatchObject([{ check: 'page-unknown', evidence: [{ value: 'vllm:of_the_next_release' }] }]);
});

test('before its first request a page lacks nothing', () => {
  const idle = expositionText('vllm-0.32-two-api-servers-idle.txt');
  expect(wrongIn(foundOf(idle).findings).filter((one) => one.startsWith('page-missing'))).toEqual([]);
});
