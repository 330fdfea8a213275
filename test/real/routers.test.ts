import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { predictedSeries } from '../../src/metrics/prediction.js';
import { keptMetrics } from '../../src/signals/kept-metrics.js';
import { freePort } from '../../tools/programs/free-port.js';
import type { PrometheusServer } from '../../tools/prometheus/server.js';
import { PROMETHEUS_3, prometheus3 } from '../../tools/real/prometheus-versions.js';
import { type Reality, tell } from '../../tools/real/reality.js';
import {
  type RealApplication,
  type RegularRouter,
  startApplication,
  startRegular,
} from '../../tools/real/routers/application.js';
import type { Ended } from '../../tools/real/routers/client.js';
import { routerTarget, workerTarget } from '../../tools/real/routers/targets.js';
import { ROUTERS } from '../../tools/real/routers/versions.js';
import { scrapeReal } from '../../tools/real/scraped.js';
import { environmentOf } from '../support/environment.js';

/** Fifteen minutes are 45 s, and the window of rates 15 s. */
const SPEED = 20;
const WINDOW_MILLISECONDS = 15_000;
/** Scrapes and rules have a second each, on a machine that has others to serve. */
const NEAR = 0.1;
const WORKERS = 4;
const STRAY = 1;
/** Longer than headers of a stream take, and shorter than a stream. */
const HEADERS_BOUND = '0.5';
const ALERT = 'ArksRouterWorkersUnhealthy';

/** Routers in PD mode, oldest first, by the generation of the catalogue. */
const CASES = [
  { name: 'first', router: ROUTERS['0.1.9'], generation: 'sgl_router-0.1', tells: false },
  { name: 'second', router: ROUTERS['0.2.4'], generation: 'sgl_router', tells: true },
  { name: 'third', router: ROUTERS['0.3.2'], generation: 'smg', tells: true },
  { name: 'fourth', router: ROUTERS.smg, generation: 'smg-1.13', tells: true },
] as const;
type Case = (typeof CASES)[number];
type Told = Omit<Reality, 'date' | 'program' | 'version' | 'from' | 'ran'>;

let port: number;
let prometheus: PrometheusServer;
const applications = new Map<string, RealApplication>();
const regular = new Map<string, RegularRouter>();
const told = new Map<string, { [Part in keyof Told]: Told[Part][number][] }>();
const environment = () =>
  environmentOf({
    scrape: { interval: '1s', timeout: '1s' },
    surfaces: { router: { port } },
    sizing: { workersPerRouter: WORKERS + STRAY },
  });

beforeAll(async () => {
  const { prometheus: program } = await prometheus3();
  port = await freePort();
  for (const [index, { name, router }] of CASES.entries()) {
    applications.set(name, await startApplication(name, router, { host: `127.0.9.${index + 1}`, port }));
    regular.set(name, await startRegular(`${name}-regular`, router, { host: `127.0.10.${index + 1}`, port }));
    told.set(name, { series: [], records: [], held: [], notRun: [] });
  }
  const targets = [...applications.values()].flatMap(({ name, ip, prefill, decode }) => [
    routerTarget(name, ip),
    ...prefill.map((worker) => workerTarget(name, 'prefill', worker)),
    ...decode.map((worker) => workerTarget(name, 'decode', worker)),
  ]);
  for (const { name, ip } of regular.values()) targets.push(routerTarget(name, ip));
  prometheus = await scrapeReal({ prometheus: program, environment: environment(), targets, speed: SPEED });
});

afterAll(async () => {
  await prometheus?.stop();
  for (const { stop } of [...applications.values(), ...regular.values()]) await stop();
});

/** Does the same with every router, side by side. */
const ofEach = (what: (one: Case, application: RealApplication) => Promise<void>) =>
  Promise.all(CASES.map((one) => what(one, applicationOf(one))));

test('workers are recorded before any request, told by the router or, of 0.1.9, by their targets', async () => {
  await ofEach(async (one, { router }) => {
    const page = await router.page();
    expect([one.name, /_worker_health\{/.test(page)]).toEqual([one.name, one.tells]);
    if (!one.tells) expect(page.trim()).toBe('');
    const known = one.tells && one.generation !== 'sgl_router' ? WORKERS + STRAY : WORKERS;
    await recordIs(one, 'application:arks_router_workers:max', known);
    await recordIs(one, 'application:arks_router_workers_healthy:min', known);
    await recordIs(one, 'application:arks_router_workers_unhealthy:max', undefined);
    toldOf(one).held.push(one.tells ? 'Workers are told before any request.' : 'Before any request its page is empty.');
  });
});

test('requests of both kinds are counted, and of streams the time until they begin', async () => {
  await ofEach(async (one, { client }) => {
    // A counter is born at its first request, which no rate sees.
    await client.send(1, { streamed: true });
    await sleep(WINDOW_MILLISECONDS);
    const ended = await during(async () => [
      ...(await client.send(12, { streamed: false }, 300)),
      ...(await client.send(12, { streamed: true }, 300)),
    ]);
    expect(ended.log.map(({ status, end }) => `${status} ${end}`)).toEqual(ended.log.map(() => '200 whole'));
    await expectNear(one, 'application:arks_router_requests:rate5m', ended, ended.log.length);
    const begunSoon = ended.log.filter(({ headersSeconds = 1 }) => headersSeconds <= Number(HEADERS_BOUND)).length;
    expect(ended.log.filter(({ streamed, seconds }) => streamed && seconds > Number(HEADERS_BOUND))).toHaveLength(12);
    const bucket = `application:arks_router_latency_seconds_bucket:rate5m{le="${HEADERS_BOUND}"}`;
    await expectNear(one, bucket, ended, begunSoon);
  });
});

test('no client that leaves is an error', async () => {
  await ofEach(async (one, { client }) => {
    const left = await during(() => client.send(4, { streamed: true, leavesAfterMilliseconds: 400 }));
    expect(left.log.map(({ end }) => end)).toEqual(left.log.map(() => 'left'));
    expect([one.name, await integral(one, 'application:arks_router_errors:rate5m', left)]).toEqual([one.name, 0]);
    toldOf(one).held.push('Clients that leave a stream are no errors.');
  });
});

test('each request that decode fails is counted once, whatever a router tries', async () => {
  await ofEach(async (one, { client, decode, stray }) => {
    const all = [...decode, stray];
    for (const worker of all) await worker.become('failing');
    // Some of each way to fail, born at their first: at a worker, and for want of one once breakers are open.
    await client.send(8, { streamed: false }, 500);
    await sleep(WINDOW_MILLISECONDS);
    const failed = await during(() => client.send(12, { streamed: false }, 400));
    for (const worker of all) await worker.become('well');
    expect(failed.log.filter(({ status = 0 }) => status < 500)).toEqual([]);
    await expectNear(one, 'application:arks_router_errors:rate5m', failed, failed.log.length);
  });
});

test('a router that does not disaggregate counts requests, but 0.1.9 no streams, and errors', async () => {
  await Promise.all(
    CASES.map(async (one) => {
      const { name, client, workers } = regularOf(one);
      await client.send(1, { streamed: false });
      await sleep(WINDOW_MILLISECONDS);
      const whole = await during(async () => [
        ...(await client.send(6, { streamed: false }, 300)),
        ...(await client.send(6, { streamed: true }, 300)),
      ]);
      const counted = whole.log.filter(({ streamed }) => !streamed || one.generation !== 'sgl_router-0.1').length;
      await expectNear({ name }, 'application:arks_router_requests:rate5m', whole, counted);
      for (const worker of workers) await worker.become('failing');
      await client.send(8, { streamed: false }, 500);
      await sleep(WINDOW_MILLISECONDS);
      const failed = await during(() => client.send(8, { streamed: false }, 400));
      expect(failed.log.filter(({ status = 0 }) => status < 500)).toEqual([]);
      await expectNear({ name }, 'application:arks_router_errors:rate5m', failed, failed.log.length);
      const not = one.generation === 'sgl_router-0.1' ? ', but not its streams' : '';
      toldOf(one).held.push(`Where it does not disaggregate it counts each request${not}, and each that fails.`);
    }),
  );
});

test('a slow worker is seen in the latency of a router that does not disaggregate, of those that have one', async () => {
  await Promise.all(
    CASES.filter(({ generation }) => generation.startsWith('smg')).map(async (one) => {
      const { name, client } = await slowly(one);
      const slow = await during(() => client.send(4, { streamed: false }, 300));
      const within = (bound: string) => `application:arks_router_latency_seconds_bucket:rate5m{le="${bound}"}`;
      expect(slow.log.every(({ seconds }) => seconds > 1 && seconds < 2.5)).toBe(true);
      expect([name, await integral({ name }, within('1'), slow)]).toEqual([name, 0]);
      await expectNear({ name }, within('2.5'), slow, slow.log.length);
    }),
  );
});

test('a worker that was removed is no unhealthy worker, whatever a router goes on to say of it', async () => {
  for (const { router, stray } of applications.values()) {
    await stray.become('dead');
    await router.remove(stray.url);
  }
  for (const one of CASES) {
    await recordIs(one, 'application:arks_router_workers:max', WORKERS);
    await recordIs(one, 'application:arks_router_workers_unhealthy:max', undefined);
    const { router, stray } = applicationOf(one);
    const [, value] = new RegExp(`_worker_health\\{worker="${stray.url}"\\} (\\S+)`).exec(await router.page()) ?? [];
    expect([one.generation, value]).toEqual([one.generation, AFTER_REMOVAL[one.generation]]);
    toldOf(one).held.push(`Of a worker that was removed its health is ${value ?? 'not there'}.`);
  }
});

const AFTER_REMOVAL = { 'sgl_router-0.1': undefined, sgl_router: '0', smg: '-1', 'smg-1.13': undefined };

test('a dead worker is told of every router, and of none while all are well', async () => {
  expect(await prometheus.query(`ALERTS{alertname="${ALERT}",alertstate="firing"}`)).toEqual([]);
  for (const { decode } of applications.values()) await decode[1]?.become('dead');
  for (const one of CASES) {
    await recordIs(one, 'application:arks_router_workers_unhealthy:max', 1);
    await recordIs(one, 'application:arks_router_workers_healthy:min', WORKERS - 1);
  }
  await prometheus.until('telling of dead workers', 150, async () => (await firing()).length === CASES.length);
  expect(await firing()).toEqual(CASES.map(({ name }) => name).sort());
  for (const { decode } of applications.values()) await decode[1]?.become('well');
  await prometheus.until('falling silent', 60, async () => (await firing()).length === 0);
  for (const one of CASES) toldOf(one).held.push(`${ALERT} fires for a dead worker, and not before or after.`);
});

test('no scrape keeps more than was predicted, and what was held is told', async () => {
  for (const one of CASES) {
    const { sizing } = environment();
    const predicted = predictedSeries(keptMetrics(['sglangRouter'], []), {
      generation: one.generation,
      sizing,
      features: [],
    });
    const ofRouter = (name: string) => value(`${name}{application="${one.name}",role="router"}`);
    const kept = (await ofRouter('scrape_samples_post_metric_relabeling')) ?? 0;
    const shown = (await ofRouter('scrape_samples_scraped')) ?? 0;
    expect(kept).toBeGreaterThan(0);
    expect([one.name, kept > predicted]).toEqual([one.name, false]);
    const { series, ...rest } = toldOf(one);
    series.push({ target: 'router of two roles', shown, kept, predicted });
    const ofRegular = (name: string) => value(`${name}{application="${one.name}-regular",role="router"}`);
    const keptOfRegular = (await ofRegular('scrape_samples_post_metric_relabeling')) ?? 0;
    const shownOfRegular = (await ofRegular('scrape_samples_scraped')) ?? 0;
    expect([one.name, keptOfRegular > 0, keptOfRegular > predicted]).toEqual([one.name, true, false]);
    series.push({ target: 'router of one role', shown: shownOfRegular, kept: keptOfRegular, predicted });
    const { package: program, version } = one.router;
    tell({
      ...rest,
      series,
      program,
      version,
      from: `PyPI ${program}`,
      ran:
        `Two workers of prefill and three of decode, all of them mocks, and another router before two workers of one role, under ` +
        `Prometheus ${PROMETHEUS_3.version}: requests in one piece and as streams, clients that leave, workers that answer 500 or ` +
        'slowly, a worker removed through the API, one that dies.',
      notRun: [{ what: 'discovery of workers in Kubernetes', why: 'there is none here; workers were given by URL' }],
    });
  }
});

function applicationOf({ name }: Case): RealApplication {
  const found = applications.get(name);
  if (found === undefined) throw new Error(`${name} was not started`);
  return found;
}

function regularOf({ name }: Case): RegularRouter {
  const found = regular.get(name);
  if (found === undefined) throw new Error(`${name} was not started`);
  return found;
}

/** That router once breakers of its workers are closed again and all of them are slow. */
async function slowly(one: Case): Promise<RegularRouter> {
  const router = regularOf(one);
  for (const worker of router.workers) await worker.become('slow');
  const answers = async () => (await router.client.send(1, { streamed: false }))[0]?.status === 200;
  await prometheus.until(`breakers of ${one.name} to close`, 120, answers);
  await sleep(WINDOW_MILLISECONDS);
  return router;
}

function toldOf({ name }: Named) {
  const found = told.get(name.replace('-regular', ''));
  if (found === undefined) throw new Error(`${name} was not started`);
  return found;
}

interface Named {
  readonly name: string;
}

interface Played {
  readonly log: readonly Ended[];
  readonly seconds: number;
}

/** What a client saw, and how long it takes until no window of rates looks at it any more. */
async function during(send: () => Promise<readonly Ended[]>): Promise<Played> {
  const begun = Date.now();
  const log = await send();
  await sleep(WINDOW_MILLISECONDS + 3_000);
  return { log, seconds: Math.round((Date.now() - begun) / 1_000) };
}

/** What a record of rates counted in that time, all of its series together. */
async function integral({ name }: Named, record: string, { seconds }: Played): Promise<number> {
  const own = record.includes('{')
    ? record.replace('{', `{application="${name}",`)
    : `${record}{application="${name}"}`;
  return (await value(`sum(sum_over_time(${own}[${seconds}s:1s]))`)) ?? 0;
}

async function expectNear(one: Named, record: string, played: Played, happened: number): Promise<void> {
  const recorded = await integral(one, record, played);
  const of = one.name.endsWith('-regular') ? ', one role' : '';
  toldOf(one).records.push({ record: record + of, true: happened, recorded });
  expect(Math.abs(recorded - happened) / happened, `${record}: ${recorded} of ${happened}`).toBeLessThan(NEAR);
}

async function recordIs({ name }: Case, record: string, expected: number | undefined): Promise<void> {
  const read = () => value(`${record}{application="${name}"}`);
  await prometheus.until(`${record} of ${name} to be ${expected}`, 60, async () => (await read()) === expected);
}

async function value(query: string): Promise<number | undefined> {
  return (await prometheus.query(query))[0]?.value;
}

async function firing(): Promise<readonly string[]> {
  const alerts = await prometheus.query(`ALERTS{alertname="${ALERT}",alertstate="firing"}`);
  return alerts.map(({ metric }) => metric['application'] ?? '').sort();
}
