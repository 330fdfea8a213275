import { setTimeout as sleep } from 'node:timers/promises';
import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { predictedSeries } from '../../src/metrics/prediction.js';
import { e2e, ttft } from '../../src/metrics/sglang/grids.js';
import { text } from '../../src/promql/build.js';
import { keptMetrics } from '../../src/signals/kept-metrics.js';
import { requestLatency, timeToFirstToken } from '../../src/signals/latency/latency.js';
import { percentile } from '../../src/signals/vocabulary/percentiles.js';
import { ruleView } from '../../src/signals/vocabulary/view.js';
import { PROMETHEUS_3, prometheus3 } from '../../tools/real/prometheus-versions.js';
import { tell } from '../../tools/real/reality.js';
import { replicaMeta, scrapeReal } from '../../tools/real/scraped.js';
import { hasFirstToken, ROUND_OF_REQUESTS, requestSeconds } from '../../tools/real/sglang/requests.js';
import { CLIENTS, SGLANG, type SglangServer, startSglang } from '../../tools/real/sglang/sglang.js';
import { environmentOf } from '../support/environment.js';
import { expositionText, families } from '../support/exposition.js';

/** The ways in which Prometheus asks: 2 and 3 with legacy names do not say that they take UTF-8. */
const SCRAPERS = ['2.42', PROMETHEUS_3.version, `${PROMETHEUS_3.version} with legacy names`] as const;
const ACCEPTS_OPEN_METRICS = 'application/openmetrics-text;version=1.0.0';
const SPEED = 20;
/** The 5m of a recorded rate at that speed. */
const WINDOW_SECONDS = 300 / SPEED;
const ROUND_MILLISECONDS = 500;
/** Longer than the window of a rate, 5m at that speed, so that nothing from before the traffic is in it. */
const SETTLE_SECONDS = 20;
const MEASURED_SECONDS = 30;
const TOLERANCE = 0.02;

const environment = environmentOf({ scrape: { interval: '1s', timeout: '1s' } });
const applicationOf = (client: string) => `chat-client-${client.replaceAll('.', '-')}`;
let engines: readonly SglangServer[] = [];
let scrapers: readonly PrometheusServer[] = [];

beforeAll(async () => {
  const { prometheus: newest } = await prometheus3();
  engines = await Promise.all(CLIENTS.map(startSglang));
  const targets = engines.map(({ address }, index) => ({
    monitor: 'arks-runtime',
    address,
    meta: replicaMeta('tenant-a', applicationOf(CLIENTS[index] ?? '')),
  }));
  const common = { environment, targets, speed: SPEED };
  scrapers = [
    await scrapeReal({ ...common, prometheus: inject('prometheus').prometheus }),
    await scrapeReal({ ...common, prometheus: newest }),
    await scrapeReal({ ...common, prometheus: newest, global: { metric_name_validation_scheme: 'legacy' } }),
  ];
});

afterAll(async () => {
  for (const scraper of scrapers) await scraper.stop();
  for (const engine of engines) await engine.stop();
});

const predicted = predictedSeries(keptMetrics(['sglang'], []), {
  generation: 'g6',
  sizing: environment.sizing,
  features: [],
});
const scraper = (index: number): PrometheusServer => {
  const found = scrapers[index];
  if (found === undefined) throw new Error(`there is no Prometheus ${index}`);
  return found;
};
const serveRound = () => Promise.all(engines.map((engine) => engine.serve(ROUND_OF_REQUESTS)));
const samples = async (index: number, name: 'scraped' | 'post_metric_relabeling') =>
  (await scraper(index).query(`scrape_samples_${name}`)).map(({ value }) => value);

test('before its first request a page has none of the series that are read, so a rate misses what comes first', async () => {
  for (const engine of engines) {
    const names = new Set(families(await engine.page('text/plain')).map(({ name }) => name));
    expect(names).toContain('sglang:max_total_num_tokens');
    for (const lazy of ['sglang:num_requests_total', 'sglang:time_to_first_token_seconds', 'sglang:num_running_reqs']) {
      expect(names).not.toContain(lazy);
    }
  }
});

test(`prometheus-client ${CLIENTS[0]} gives OpenMetrics names of its own, ${CLIENTS[1]} does not`, async () => {
  await serveRound();
  const pages = await Promise.all(engines.map((engine) => engine.page(ACCEPTS_OPEN_METRICS)));
  const samplesOf = pages.map((page) => page.split('\n').filter((line) => line !== '' && !line.startsWith('#')));
  expect(samplesOf[0]?.filter((line) => line.startsWith('sglang:'))).toEqual([]);
  expect(samplesOf[1]?.filter((line) => !line.startsWith('sglang:'))).toEqual([]);
});

test('a page with traffic has the names and labels of the fixture that the other tests read', async () => {
  const [page = ''] = await Promise.all(engines.map((engine) => engine.page('text/plain')));
  expect(shapeOf(page)).toEqual(shapeOf(expositionText('sglang-0.5.23.txt')));
});

describe.each(SCRAPERS.map((name, index) => [name, index] as const))('Prometheus %s', (_, index) => {
  test('keeps of each page exactly the series that the catalogue predicts', async () => {
    await scraper(index).until('keeping as much as is predicted', 20, async () => {
      const kept = await samples(index, 'post_metric_relabeling');
      return kept.length === CLIENTS.length && kept.every((value) => value === predicted);
    });
  });

  test('stores the same series whichever client answers', async () => {
    const [newest, older] = await Promise.all(CLIENTS.map((client) => storedOf(index, applicationOf(client))));
    expect(newest?.length).toBeGreaterThan(100);
    expect(newest).toEqual(older);
  });
});

test('records are what was served: requests, tokens, aborts, preemptions, and percentiles in the bucket of the log', async () => {
  const began = Date.now();
  const until = began + (SETTLE_SECONDS + MEASURED_SECONDS) * 1_000;
  const rounds: number[] = [];
  while (Date.now() < until) {
    await serveRound();
    rounds.push(Date.now());
    await sleep(Math.max(0, began + rounds.length * ROUND_MILLISECONDS - Date.now()));
  }
  // Whatever is asked later is asked of the last moment with traffic.
  const ended = Date.now();
  const averaged = (record: string) => `avg_over_time(${record}[${MEASURED_SECONDS}s] @ ${ended / 1_000})`;
  const roundsPerSecond = averageRate(rounds, ended);
  const rate = (of: (request: (typeof ROUND_OF_REQUESTS)[number]) => number) =>
    ROUND_OF_REQUESTS.reduce((sum, request) => sum + of(request), 0) * roundsPerSecond;
  const rates: readonly (readonly [string, number])[] = [
    ['application:arks_requests:rate5m{finished_reason="unknown"}', rate(() => 1)],
    ['application:arks_requests:rate5m{finished_reason="abort"}', rate(({ end }) => (end === 'abort' ? 1 : 0))],
    ['application:arks_prompt_tokens:rate5m', rate(({ promptTokens }) => promptTokens)],
    ['application:arks_generation_tokens:rate5m', rate(({ generatedTokens }) => generatedTokens)],
    ['application:arks_preemptions:rate5m', rate(({ retracted }) => (retracted ? 1 : 0))],
    ['application:arks_time_to_first_token_seconds_count:rate5m', rate((one) => (hasFirstToken(one) ? 1 : 0))],
    ['application:arks_request_latency_seconds_count:rate5m', rate(() => 1)],
  ];
  const percentiles = [50, 95].flatMap((percent) => [
    {
      record: `percentile ${percent} of application:arks_time_to_first_token_seconds_bucket:rate5m`,
      query: text(percentile(timeToFirstToken, percent).query(ruleView('cluster'))),
      happened: quantile(
        percent,
        ROUND_OF_REQUESTS.filter(hasFirstToken).map(({ firstTokenSeconds }) => firstTokenSeconds),
      ),
      bounds: ttft.bounds(environment.sizing),
    },
    {
      record: `percentile ${percent} of application:arks_request_latency_seconds_bucket:rate5m`,
      query: text(percentile(requestLatency, percent).query(ruleView('cluster'))),
      happened: quantile(percent, ROUND_OF_REQUESTS.map(requestSeconds)),
      bounds: e2e.bounds(environment.sizing),
    },
  ]);
  for (const [index] of SCRAPERS.entries()) {
    for (const [record, happened] of rates) {
      const recorded = await scraper(index).query(averaged(record));
      expect([record, recorded.length]).toEqual([record, CLIENTS.length]);
      for (const { value } of recorded) {
        expect([record, Math.abs(value / happened - 1) <= TOLERANCE, value, happened]).toEqual([
          record,
          true,
          value,
          happened,
        ]);
      }
    }
    for (const { record, query, happened, bounds } of percentiles) {
      const recorded = await scraper(index).query(query);
      expect([record, recorded.length]).toEqual([record, CLIENTS.length]);
      for (const { value } of recorded) {
        expect([record, bucketOf(bounds, value), value]).toEqual([record, bucketOf(bounds, happened), value]);
      }
    }
  }
  const ofFirst = (expression: string) =>
    scraper(0)
      .query(expression)
      .then(([first]) => first?.value ?? 0);
  const shown = await samples(0, 'scraped');
  const kept = await samples(0, 'post_metric_relabeling');
  tell({
    program: 'SGLang',
    version: SGLANG,
    from: `PyPI sglang ${SGLANG}, prometheus-client ${CLIENTS.join(' and ')}`,
    ran:
      'Its own metrics collectors in a process for the scheduler and one for the tokenizer, requests counted by its own tokenizer ' +
      'manager, mounted as its server mounts them; requests were told to it with what they took.',
    series: CLIENTS.map((client, index) => ({
      target: `prometheus-client ${client}`,
      shown: shown[index] ?? 0,
      kept: kept[index] ?? 0,
      predicted,
    })),
    records: [
      ...(await Promise.all(
        rates.map(async ([record, happened]) => ({
          record,
          true: happened,
          recorded: await ofFirst(averaged(record)),
        })),
      )),
      ...(await Promise.all(
        percentiles.map(async ({ record, happened, query }) => ({
          record,
          true: happened,
          recorded: await ofFirst(query),
        })),
      )),
    ],
    held: [
      `Prometheus ${SCRAPERS.join(', ')} keep the same series of the same names, whichever client answers.`,
      'An aborted request is counted as aborted and as finished; aborted before its first token, it is in no first token latency.',
      'Before the first request a page has none of the series that are read; gauges come with the first report of the scheduler.',
    ],
    notRun: [
      { what: 'the engine', why: 'it needs a GPU, so what the scheduler reports was made up' },
      { what: 'prefill and decode of a disaggregated application', why: 'their transfers need engines' },
    ],
  });
});

/** What the average of rates says that each look back over their window: rounds of earlier weigh less and less. */
function averageRate(rounds: readonly number[], ended: number): number {
  const moments = Array.from({ length: MEASURED_SECONDS * 2 }, (_, half) => ended - half * 500);
  const rates = moments.map((to) => rounds.filter((time) => time > to - WINDOW_SECONDS * 1_000 && time <= to).length);
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length / WINDOW_SECONDS;
}

/** Names, kinds and label names, without the values that differ from run to run. */
function shapeOf(page: string) {
  return families(page)
    .map(({ name, kind, lines }) => ({
      name,
      kind,
      lines: [...new Set(lines.map((line) => `${line.name} ${Object.keys(line.labels).sort().join(' ')}`))].sort(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The series that one application has, without what tells it from the other. */
async function storedOf(index: number, application: string): Promise<readonly string[]> {
  const found = await scraper(index).query(`{application="${application}",__name__=~"sglang.+"}`);
  return found
    .map(({ metric: { job, instance, application: _, pod, service, ...labels } }) =>
      JSON.stringify(labels, Object.keys(labels).sort()),
    )
    .sort();
}

/** The value that so many percent are at most. */
function quantile(percent: number, values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? Number.NaN;
}

/** The bound of the bucket that a value falls into. */
function bucketOf(bounds: readonly number[], value: number): number {
  return bounds.find((bound) => value <= bound) ?? Number.POSITIVE_INFINITY;
}
