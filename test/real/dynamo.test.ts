import { setTimeout as sleep } from 'node:timers/promises';
import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { predictedSeries } from '../../src/metrics/prediction.js';
import { metricsOf } from '../../src/scraping/surface-metrics.js';
import { type Asking, complete, type Ended } from '../../tools/real/dynamo/client.js';
import { DYNAMO, type DynamoFrontend, startDynamo } from '../../tools/real/dynamo/dynamo.js';
import { PROMETHEUS_3, prometheus3 } from '../../tools/real/prometheus-versions.js';
import { type Reality, tell } from '../../tools/real/reality.js';
import type { Running } from '../../tools/real/running.js';
import { replicaMeta, scrapeReal } from '../../tools/real/scraped.js';
import { environmentOf } from '../support/environment.js';

const SPEED = 10;
/** Of the records, at that speed. */
const WINDOW_SECONDS = 30;
const environment = environmentOf({ runtimes: ['dynamo'], scrape: { interval: '1s', timeout: '1s' } });
const CHAT = { model: DYNAMO.model, streamed: true, promptTokens: 40, generationTokens: 30 } as const;
const REQUESTS = 'application:arks_requests:rate5m';

let frontend: DynamoFrontend;
let worker: Running;
let prometheus: PrometheusServer;
const records: Reality['records'] = [];
const series: Reality['series'] = [];
const held: string[] = [];

beforeAll(async () => {
  frontend = await startDynamo();
  const { prometheus: program } = await prometheus3();
  prometheus = await scrapeReal({
    prometheus: program,
    environment,
    targets: [{ monitor: 'arks-runtime', address: frontend.address, meta: replicaMeta('tenant-a', 'chat') }],
    speed: SPEED,
  });
});

afterAll(async () => {
  await prometheus?.stop();
  await frontend?.stop();
});

const reading = async (expression: string) => (await prometheus.query(expression))[0]?.value;
const until = (what: string, check: () => Promise<boolean>) => prometheus.until(what, 60, check);
const ready = () => prometheus.query('dynamo_frontend_model_ready == 1');

/** Sends requests so long apart for so long, and a little longer than rates look back. */
async function steady(asking: Asking, everySeconds: number): Promise<readonly Ended[]> {
  const count = Math.ceil((WINDOW_SECONDS + 10) / everySeconds);
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await sleep(index * everySeconds * 1_000);
      return complete(frontend.address, asking);
    }),
  );
}

test('a frontend without a worker answers, and nothing says that it is ready', async () => {
  await until('scraping', async () => (await reading('up')) === 1);
  expect(await ready()).toEqual([]);
  expect(await reading('scrape_samples_scraped')).toBeGreaterThan(0);
  expect(await reading('scrape_samples_post_metric_relabeling')).toBe(0);
  held.push('A frontend without a worker answers, and shows nothing of any model: nothing of it is kept.');
});

test('a worker that nobody has asked yet is heard of, under the name that clients ask for', async () => {
  worker = await frontend.startWorker();
  await until('waiting for the worker', async () => (await ready()).length > 0);
  const [model] = await ready();
  expect(model?.metric).toMatchObject({ model_name: DYNAMO.model, application: 'chat' });
  expect(model?.metric['model']).toBeUndefined();
  held.push('Before any request the model is there as `model_name`.');
});

test('requests, tokens and latencies are recorded as the client saw them', async () => {
  const log = await steady(CHAT, 0.5);
  expect(log.filter(({ end, status }) => end !== 'whole' || status !== 200)).toEqual([]);
  await sleep(2_000);
  const tokens = log.reduce((sum, { usage }) => sum + (usage?.generationTokens ?? 0), 0);
  const perSecond = 1 / 0.5;
  await recorded(`sum(${REQUESTS}{finished_reason="unknown"})`, perSecond);
  await recorded('sum(application:arks_generation_tokens:rate5m)', (tokens / log.length) * perSecond);
  await recorded('sum(application:arks_time_to_first_token_seconds_count:rate5m)', perSecond);
  const [kept] = await prometheus.query('scrape_samples_post_metric_relabeling');
  const [shown] = await prometheus.query('scrape_samples_scraped');
  const predicted = predictedSeries(metricsOf('runtime', environment), {
    generation: 'frontend-1.6',
    sizing: environment.sizing,
    features: [],
  });
  series.push({ target: 'frontend', shown: shown?.value ?? 0, kept: kept?.value ?? 0, predicted });
  expect(kept?.value).toBeGreaterThan(0);
  expect(kept?.value).toBeLessThanOrEqual(predicted);
});

test('what waits for an engine is in flight at the frontend, and is recorded as waiting and not as running', async () => {
  const asked = 3 * DYNAMO.atATime;
  const all = Array.from({ length: asked }, () => complete(frontend.address, { ...CHAT, generationTokens: 900 }));
  const is = async (expression: string, value: number) => (await reading(`sum(${expression})`)) === value;
  const own = `{model_name="${DYNAMO.model}"}`;
  await until('one pair at work and the others waiting', async () => {
    const running = await is('pod:arks_requests_running:sum', DYNAMO.atATime);
    return running && (await is('pod:arks_requests_waiting:sum', asked - DYNAMO.atATime));
  });
  expect(await reading(`sum(max_over_time(dynamo_frontend_inflight_requests${own}[30s]))`)).toBe(asked);
  expect(new Set((await Promise.all(all)).map(({ end }) => end))).toEqual(new Set(['whole']));
  held.push(
    'What waits for an engine is in flight at the frontend, too; it is recorded as waiting, and what runs is the rest.',
  );
});

test('clients that leave are aborts, and requests for another model are those of none of ours', async () => {
  const [left, unknown] = await Promise.all([
    steady({ ...CHAT, generationTokens: 1_500, leavesAfterMilliseconds: 400 }, 1),
    steady({ ...CHAT, model: 'org/another', streamed: false }, 1),
  ]);
  expect(new Set(left.map(({ end }) => end))).toEqual(new Set(['left']));
  expect(new Set(unknown.map(({ status }) => status))).toEqual(new Set([404]));
  await sleep(2_000);
  await recorded(`sum(${REQUESTS}{finished_reason="abort"})`, 1);
  await recorded(`sum(${REQUESTS}{finished_reason="not_found",model_name="unknown_model"})`, 1);
  expect(await prometheus.query(`${REQUESTS}{finished_reason="error"} > 0`)).toEqual([]);
  held.push('A client that left is an abort, and neither it nor a request for an unknown model is an error.');
});

test('a stream whose worker is killed is an error, although its client got a 200', async () => {
  const cut = complete(frontend.address, { ...CHAT, generationTokens: 1_500 });
  await sleep(1_500);
  // Killed: one that is asked to end answers what it began.
  process.kill(worker.pid, 'SIGKILL');
  const { status } = await cut;
  expect(status).toBe(200);
  await until(
    'counting the error',
    async () => (await reading(`sum(dynamo_frontend_requests_total{error_type="unavailable"})`)) === 1,
  );
  held.push('A stream that lost its worker is HTTP 200 and an error of the type `unavailable`.');
});

test('a frontend whose last worker is gone is ready for nothing, and its application is told of', async () => {
  await until('losing the model', async () => (await ready()).length === 0);
  const [inflight] = await prometheus.query('dynamo_frontend_inflight_requests{model_name!="unknown_model"}');
  expect(inflight?.value).toBe(0);
  held.push('When the last worker is gone the model is ready no more, while what was shown of its requests stays.');
  const counted = () => reading('sum(dynamo_frontend_requests_total)');
  const before = await counted();
  // Until the lease of the worker is over, it is 503.
  await until('forgetting the model', async () => (await reading('count(dynamo_frontend_model_ready)')) === undefined);
  const { status } = await complete(frontend.address, CHAT);
  expect(status).toBe(404);
  await until('taking the replica out', async () => (await reading('sum(application:arks_replicas_up:sum)')) === 0);
  expect(await reading('sum(up)')).toBe(1);
  expect(await counted()).toBe(before);
  held.push('Such a frontend answers 404, which no series of requests has; it is no replica that is up.');
  tell({
    program: 'Dynamo',
    version: DYNAMO.version,
    from: 'PyPI ai-dynamo',
    ran:
      'Frontend and mocker with discovery by file and a model of two layers; streams, clients that leave, an unknown model, a ' +
      `worker killed in mid-stream. Prometheus ${PROMETHEUS_3.version}.`,
    series,
    records,
    held,
    notRun: [{ what: 'an engine behind the frontend', why: 'its workers for vLLM and SGLang need a GPU' }],
  });
});

/** Holds a record against what happened, within 5 %: a window of the bench is 30 scrapes, and may begin between two requests. */
async function recorded(record: string, happened: number): Promise<void> {
  const value = (await reading(record)) ?? 0;
  records.push({ record, true: happened, recorded: value });
  expect([record, Math.abs(value - happened) / happened]).toEqual([record, expect.closeTo(0, 1)]);
}
