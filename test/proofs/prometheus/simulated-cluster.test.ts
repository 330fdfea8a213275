import type { Cluster } from '@arks-monitoring/simulator/cluster.js';
import { type ScrapeJob, scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { type PrometheusServer, startPrometheus } from '@arks-monitoring/simulator/prometheus/server.js';
import { type ClusterServer, serveCluster } from '@arks-monitoring/simulator/scrape/http-server.js';
import { createScraper } from '@arks-monitoring/simulator/scrape/scraper.js';
import { seriesText } from '@arks-monitoring/simulator/scrape/series.js';
import { describe, expect, inject, type TestContext, test } from 'vitest';
import { fixtureCluster } from '../../../tools/simulator/test/fixture-cluster.js';
import { replacePod, toyCluster } from '../../../tools/simulator/test/toy-cluster.js';
import { targets } from '../../live/expected-targets.js';
import { environmentOf } from '../../support/environment.js';

/** A cluster that a real Prometheus scrapes over http. */
interface Played {
  readonly cluster: Cluster;
  readonly jobs: readonly ScrapeJob[];
  readonly server: ClusterServer;
  readonly prometheus: PrometheusServer;
}

const environment = environmentOf({
  cluster: { name: 'east-7' },
  scrape: { interval: '1s', timeout: '1s' },
  runtimes: ['vllm', 'sglang', 'tensorrt-llm'],
  surfaces: { unmanagedRuntime: { selector: { 'app.kubernetes.io/component': 'trtllm-serve' } } },
});

/** Every job with these settings on top; everything is gone when the test is over. */
async function play(
  { onTestFinished }: TestContext,
  cluster: Cluster,
  settings: Readonly<Record<string, number>> = {},
): Promise<Played> {
  const jobs = scrapeJobs(environment).map((job) => ({ ...job, config: { ...job.config, ...settings } }));
  const server = await serveCluster(cluster, jobs);
  onTestFinished(server.close);
  const prometheus = await startPrometheus(inject('prometheus').prometheus, { scrape_configs: server.scrapeConfigs });
  onTestFinished(prometheus.stop);
  return { cluster, jobs, server, prometheus };
}

/** How long a scrape takes is nobody's to foretell, and what is new is so at the first scrape only. */
const NOT_COMPARED = ['scrape_duration_seconds', 'scrape_series_added'];

/** What a scrape of ours stores, by series. */
function scraped({ cluster, jobs }: Played): Readonly<Record<string, number>> {
  const { samples } = createScraper(cluster, jobs).scrape(0);
  const told = samples.filter(({ series }) => !NOT_COMPARED.includes(series.labels['__name__'] ?? ''));
  return Object.fromEntries(told.map(({ series, value }) => [series.text, value]));
}

/** What Prometheus shows of its last scrape. */
async function shown({ prometheus }: Played): Promise<Readonly<Record<string, number>>> {
  const rows = await prometheus.query(`{job!="",__name__!~"${NOT_COMPARED.join('|')}"}`);
  return Object.fromEntries(rows.map(({ metric, value }) => [seriesText(metric), value]));
}

async function expectAlike(what: string, played: Played): Promise<void> {
  const expected = lines(scraped(played));
  let differences: readonly string[] = [];
  try {
    await played.prometheus.until(`waiting for what the scraper stores ${what}`, 20, async () => {
      const found = lines(await shown(played));
      differences = [...missing('too much', found, expected), ...missing('not there', expected, found)];
      return differences.length === 0;
    });
  } catch (error) {
    throw new Error([...differences, String(error)].join('\n'), { cause: error });
  }
}

function lines(series: Readonly<Record<string, number>>): ReadonlySet<string> {
  return new Set(Object.entries(series).map(([text, value]) => `${spelled(text)} ${value}`));
}

/** Prometheus 3 spells the whole numbers of buckets and quantiles with a fraction, Prometheus 2 as exposed. */
function spelled(text: string): string {
  return text.replace(/\b(le|quantile)="(\d+)"/, '$1="$2.0"');
}

function missing(what: string, here: ReadonlySet<string>, there: ReadonlySet<string>): readonly string[] {
  return [...here].filter((line) => !there.has(line)).map((line) => `${what}: ${line}`);
}

describe.concurrent('Prometheus stores what the scraper says it does', () => {
  test('also where targets come, go and fall silent', async (context) => {
    const cluster = toyCluster();
    const played = await play(context, cluster);
    await expectAlike('at first', played);
    expect(Object.keys(scraped(played))).toHaveLength(9 + 4 * 3);
    cluster.chat.samples.splice(1, 1);
    cluster.gateway.answering = false;
    replacePod(cluster, 'reason-router');
    replacePod(cluster, 'chat-1', (pod) => ({ ...pod, phase: 'Running' }));
    played.server.update();
    await expectAlike('after the changes', played);
  });

  test('of every exporter, and of nothing that no monitor selects', async (context) => {
    const played = await play(context, fixtureCluster());
    expect(Object.keys(scraped(played)).filter((text) => text.startsWith('up{'))).toHaveLength(targets.length);
    await expectAlike('of the fixtures', played);
  });

  for (const limit of [{ sample_limit: 4 }, { label_limit: 12 }]) {
    test(`also where one scrape is over a ${Object.keys(limit)}`, async (context) => {
      const played = await play(context, toyCluster(), limit);
      const failed = Object.entries(scraped(played)).filter(([text, value]) => text.startsWith('up{') && value === 0);
      expect(failed).toHaveLength(1);
      await expectAlike('with the limit', played);
    });
  }
});
