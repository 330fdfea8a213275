import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import { type PrometheusServer, startPrometheus } from '@arks-monitoring/simulator/prometheus/server.js';
import { generate } from 'selfsigned';
import { describe, expect, inject, type TestContext, test } from 'vitest';
import { prometheus3 } from '../../tools/real/prometheus-versions.js';

/** Series that the pod which churns shows at each scrape; harmless for the seconds that this takes. */
const CHURNING = 500;
const LIMITS = { sample_limit: 1_000, label_name_length_limit: 128, label_value_length_limit: 512 };
const KEPT = [{ source_labels: ['__name__'], regex: 'kept', action: 'keep' }];
const VERSIONS = [
  ['2', async () => inject('prometheus').prometheus],
  ['3', async () => (await prometheus3()).prometheus],
] as const;

let scrapes = 0;
const series = (count: number, value: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `kept{label="${value(index)}"} 1`).join('\n');
const PAGES: Readonly<Record<string, () => string>> = {
  '/good': () => series(100, String),
  '/churning': () => {
    scrapes += 1;
    return series(CHURNING, (index) => `${scrapes}-${index}`);
  },
  '/too-many': () => series(1_100, String),
  '/long-and-kept': () => series(1, () => 'x'.repeat(3_000)),
  '/long-and-dropped': () => `dropped{label="${'x'.repeat(3_000)}"} 1\nkept 1`,
};

async function listening(server: Server, { onTestFinished }: TestContext): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  const bound: AddressInfo | string | null = server.address();
  return `127.0.0.1:${property(bound, 'port')}`;
}

function job(name: string, address: string, paths: readonly string[], more: object = {}) {
  return {
    job_name: name,
    scrape_interval: '1s',
    scrape_timeout: '1s',
    relabel_configs: [{ source_labels: ['path'], target_label: '__metrics_path__' }],
    metric_relabel_configs: KEPT,
    static_configs: paths.map((path) => ({ targets: [address], labels: { path } })),
    ...more,
  };
}

async function started(program: string, configs: readonly object[], { onTestFinished }: TestContext) {
  const prometheus = await startPrometheus(program, { scrape_configs: configs });
  onTestFinished(prometheus.stop);
  return prometheus;
}

/** What `up` is once every target was asked, by path or job. */
async function upBy(prometheus: PrometheusServer, label: string, job: string, targets: number) {
  const matching = `up{job=~"${job}"}`;
  await prometheus.until(
    'scraping every target',
    60,
    async () => (await prometheus.query(matching)).length === targets,
  );
  const found = await prometheus.query(matching);
  return Object.fromEntries(found.map(({ metric, value }) => [metric[label], value]));
}

const pages = () =>
  createServer((request, response) => {
    const page = PAGES[request.url ?? ''];
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/plain; version=0.0.4' });
    response.end(`${page?.() ?? ''}\n`);
  });

describe.each(VERSIONS)('Prometheus %s', (_, provide) => {
  test('refuses a target above a limit and no other, by what relabeling leaves', async (context) => {
    const address = await listening(pages(), context);
    const limited = job('limited', address, Object.keys(PAGES), LIMITS);
    const prometheus = await started(await provide(), [limited], context);
    expect(await upBy(prometheus, 'path', 'limited', 5)).toEqual({
      '/good': 1,
      '/churning': 1,
      '/too-many': 0,
      '/long-and-kept': 0,
      '/long-and-dropped': 1,
    });
    const said = await prometheus.query('scrape_samples_post_metric_relabeling{path="/too-many"}');
    expect(said.map(({ value }) => value)).toEqual([1_100]);
  });

  test('counts what is new of a target that churns, whose neighbour is counted once', async (context) => {
    const address = await listening(pages(), context);
    const prometheus = await started(await provide(), [job('a', address, ['/good', '/churning'], LIMITS)], context);
    const added = 'sum_over_time(scrape_series_added{path="/churning"}[1h]) / 1000 > 1';
    await prometheus.until('the churn being told', 60, async () => (await prometheus.query(added)).length === 1);
    const neighbour = await prometheus.query('sum_over_time(scrape_series_added{path="/good"}[1h])');
    expect(neighbour.map(({ value }) => value)).toEqual([100]);
    expect(await upBy(prometheus, 'path', 'a', 2)).toEqual({ '/good': 1, '/churning': 1 });
  });

  test('refuses every target where there are more than its limit, so that no such limit is written', async (context) => {
    const address = await listening(pages(), context);
    const limited = job('limited', address, ['/good', '/churning'], { target_limit: 1 });
    const prometheus = await started(await provide(), [limited], context);
    expect(await upBy(prometheus, 'path', 'limited', 2)).toEqual({ '/good': 0, '/churning': 0 });
  });

  test('scrapes over TLS where the authority is the right one, and not where it is another', async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'arks-authorities-'));
    context.onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const certificate = () => generate([{ name: 'commonName', value: 'localhost' }]);
    const [own, other] = [await certificate(), await certificate()];
    for (const [name, { cert }] of Object.entries({ right: own, wrong: other }))
      writeFileSync(join(folder, name), cert);
    const server = createHttps({ cert: own.cert, key: own.private }, (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end('kept 1\n');
    });
    const address = await listening(server, context);
    const jobs = ['right', 'wrong'].map((name) =>
      job(name, address, ['/metrics'], {
        scheme: 'https',
        tls_config: { ca_file: join(folder, name), server_name: 'localhost', insecure_skip_verify: false },
      }),
    );
    const prometheus = await started(await provide(), jobs, context);
    expect(await upBy(prometheus, 'job', 'right|wrong', 2)).toEqual({ right: 1, wrong: 0 });
  });
});
