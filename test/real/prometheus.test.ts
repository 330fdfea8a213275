import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PrometheusServer } from '../../tools/prometheus/server.js';
import { PROMETHEUS_3, prometheus3 } from '../../tools/real/prometheus-versions.js';
import { replicaMeta, scrapeReal } from '../../tools/real/scraped.js';
import { type ExpositionServer, serveExpositions } from '../live/exposition-server.js';
import { environmentOf } from '../support/environment.js';
import { expositionText } from '../support/exposition.js';

let pages: ExpositionServer;
let prometheus: PrometheusServer;

beforeAll(async () => {
  const { prometheus: program } = await prometheus3();
  pages = await serveExpositions(new Map([['127.0.0.1', { path: '/metrics', body: expositionText('vllm-v1.txt') }]]));
  prometheus = await scrapeReal({
    prometheus: program,
    environment: environmentOf({ scrape: { interval: '1s', timeout: '1s' } }),
    targets: [{ monitor: 'arks-runtime', address: `127.0.0.1:${pages.port}`, meta: replicaMeta('tenant-a', 'chat') }],
    speed: 30,
  });
});

afterAll(async () => {
  await prometheus?.stop();
  await pages?.close();
});

test(`Prometheus ${PROMETHEUS_3.version} scrapes a replica as the monitor says and evaluates every rule`, async () => {
  await prometheus.until('recording', 60, async () => {
    return (await prometheus.query('pod:arks_requests_running:sum')).length > 0;
  });
  const [running] = await prometheus.query('pod:arks_requests_running:sum');
  expect(running?.metric).toMatchObject({
    namespace: 'tenant-a',
    application: 'chat',
    role: 'unified',
    runtime: 'vllm',
  });
  const failed = await prometheus.query('sum(prometheus_rule_evaluation_failures_total) > 0');
  expect(failed).toEqual([]);
});
