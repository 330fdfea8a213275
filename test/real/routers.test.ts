import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@arks-monitoring/simulator/programs/free-port.js';
import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROMETHEUS_3, prometheus3 } from '../../tools/real/prometheus-versions.js';
import { type RealApplication, startApplication } from '../../tools/real/routers/application.js';
import { routerTarget, workerTarget } from '../../tools/real/routers/targets.js';
import { scrapeReal } from '../../tools/real/scraped.js';
import {
  CASES,
  type Case,
  during,
  ofEach,
  type RouterResults,
  routerEnvironment,
  routerResults,
  SPEED,
  WINDOW_MILLISECONDS,
} from './router-bench.js';

const WORKERS = 4;
const STRAY = 1;
/** Longer than headers of a stream take, and shorter than a stream. */
const HEADERS_BOUND = '2.5';
const ALERT = 'ArksRouterWorkersUnhealthy';
/** What a page says of the health of a worker once it was removed; nothing where it says nothing of it. */
const AFTER_REMOVAL = { 'sgl_router-0.1': undefined, sgl_router: '0', smg: '-1', 'smg-1.13': undefined } as const;
const tells = ({ generation }: Case) => generation !== 'sgl_router-0.1';

let prometheus: PrometheusServer;
let results: RouterResults;
const applications = new Map<string, RealApplication>();

beforeAll(async () => {
  const [{ prometheus: program }, port] = [await prometheus3(), await freePort()];
  for (const [index, { name, router }] of CASES.entries()) {
    applications.set(name, await startApplication(name, router, { host: `127.0.9.${index + 1}`, port }));
  }
  const targets = [...applications.values()].flatMap(({ name, ip, prefill, decode }) => [
    routerTarget(name, ip),
    ...prefill.map((worker) => workerTarget(name, 'prefill', worker)),
    ...decode.map((worker) => workerTarget(name, 'decode', worker)),
  ]);
  const environment = routerEnvironment(port, WORKERS + STRAY);
  prometheus = await scrapeReal({ prometheus: program, environment, targets, speed: SPEED });
  results = routerResults(prometheus, environment);
});

afterAll(async () => {
  await prometheus?.stop();
  for (const { stop } of applications.values()) await stop();
});

test('workers are recorded before any request, told by the router or, of 0.1.9, by their targets', async () => {
  await ofEach(async (one) => {
    const page = await applicationOf(one).router.page();
    expect([one.name, /_worker_health\{/.test(page)]).toEqual([one.name, tells(one)]);
    if (!tells(one)) expect(page.trim()).toBe('');
    // That of 0.2 is asked only about workers that are targets.
    const known = tells(one) && one.generation !== 'sgl_router' ? WORKERS + STRAY : WORKERS;
    await results.recordIs(one, 'application:arks_router_workers:max', known);
    await results.recordIs(one, 'application:arks_router_workers_healthy:min', known);
    await results.recordIs(one, 'application:arks_router_workers_unhealthy:max', undefined);
    results.held(one, tells(one) ? 'Workers are told before any request.' : 'Before any request its page is empty.');
  });
});

test('requests of both kinds are counted, and of streams the time until they begin', async () => {
  await ofEach(async (one) => {
    const { client } = applicationOf(one);
    // A counter is born at its first request, which no rate sees.
    for (const streamed of [true, false]) await client.send(1, { streamed });
    await sleep(WINDOW_MILLISECONDS);
    const played = await during(async () => [
      ...(await client.send(12, { streamed: false }, 300)),
      ...(await client.send(12, { streamed: true }, 300)),
    ]);
    const { log } = played;
    expect(log.map(({ status, end }) => `${status} ${end}`)).toEqual(log.map(() => '200 whole'));
    await results.expectNear(one, 'application:arks_router_requests:rate5m', played, log.length);
    const begunSoon = log.filter(({ headersSeconds = 1 }) => headersSeconds <= Number(HEADERS_BOUND)).length;
    expect(log.filter(({ streamed, seconds }) => streamed && seconds > Number(HEADERS_BOUND))).toHaveLength(12);
    const bucket = `application:arks_router_latency_seconds_bucket:rate5m{le="${HEADERS_BOUND}"}`;
    await results.expectNear(one, bucket, played, begunSoon);
  });
});

test('no client that leaves is an error', async () => {
  await ofEach(async (one) => {
    const { client } = applicationOf(one);
    const left = await during(() => client.send(4, { streamed: true, leavesAfterMilliseconds: 400 }));
    expect(left.log.map(({ end }) => end)).toEqual(left.log.map(() => 'left'));
    const errors = await results.integral(one, 'application:arks_router_errors:rate5m', left);
    expect([one.name, errors]).toEqual([one.name, 0]);
    results.held(one, 'Clients that leave a stream are no errors.');
  });
});

test('each request that decode fails is counted once, whatever a router tries', async () => {
  await ofEach(async (one) => {
    const { client, decode, stray } = applicationOf(one);
    const all = [...decode, stray];
    for (const worker of all) await worker.become('failing');
    // Some of each way to fail, born at their first: at a worker, and for want of one once breakers are open.
    await client.send(8, { streamed: false }, 500);
    await sleep(WINDOW_MILLISECONDS);
    const failed = await during(() => client.send(12, { streamed: false }, 400));
    for (const worker of all) await worker.become('well');
    expect(failed.log.filter(({ status = 0 }) => status < 500)).toEqual([]);
    await results.expectNear(one, 'application:arks_router_errors:rate5m', failed, failed.log.length);
  });
});

test('a worker that was removed is no unhealthy worker, whatever a router goes on to say of it', async () => {
  await ofEach(async (one) => {
    const { router, stray } = applicationOf(one);
    await stray.become('dead');
    await router.remove(stray.url);
    await results.recordIs(one, 'application:arks_router_workers:max', WORKERS);
    await results.recordIs(one, 'application:arks_router_workers_unhealthy:max', undefined);
    const health = new RegExp(`_worker_health\\{worker="${stray.url}"\\} (\\S+)`);
    // Its page follows the removal, which a busy machine takes its time for.
    const healthNow = async () => health.exec(await router.page())?.[1];
    const settled = async () => (await healthNow()) === AFTER_REMOVAL[one.generation];
    await prometheus.until(`${one.name} having removed a worker`, 60, settled);
    const said = await healthNow();
    expect([one.name, said]).toEqual([one.name, AFTER_REMOVAL[one.generation]]);
    results.held(one, `Of a worker that was removed its health is ${said ?? 'not there'}.`);
  });
});

test('a dead worker is told of every router, and of none while all are well', async () => {
  expect(await firing()).toEqual([]);
  for (const { decode } of applications.values()) await decode[1]?.become('dead');
  await ofEach(async (one) => {
    await results.recordIs(one, 'application:arks_router_workers_unhealthy:max', 1);
    await results.recordIs(one, 'application:arks_router_workers_healthy:min', WORKERS - 1);
  });
  await prometheus.until('telling of dead workers', 150, async () => (await firing()).length === CASES.length);
  expect(await firing()).toEqual(CASES.map(({ name }) => name).sort());
  for (const { decode } of applications.values()) await decode[1]?.become('well');
  await prometheus.until('falling silent', 60, async () => (await firing()).length === 0);
  for (const one of CASES) results.held(one, `${ALERT} fires for a dead worker, and not before or after.`);
});

test('no scrape keeps more than was predicted, and what was held is told', async () => {
  await ofEach((one) =>
    results.tell(
      one,
      one.router.package,
      `In two roles: two workers of prefill and three of decode, all of them mocks, under Prometheus ${PROMETHEUS_3.version}; ` +
        'requests in one piece and as streams, clients that leave, decode that answers 500, a worker removed through the API, ' +
        'one that dies.',
    ),
  );
});

function applicationOf({ name }: Case): RealApplication {
  const found = applications.get(name);
  if (found === undefined) throw new Error(`${name} was not started`);
  return found;
}

async function firing(): Promise<readonly string[]> {
  const alerts = await prometheus.query(`ALERTS{alertname="${ALERT}",alertstate="firing"}`);
  return alerts.map(({ metric }) => metric['application'] ?? '').sort();
}
