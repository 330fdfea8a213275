import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@arks-monitoring/simulator/programs/free-port.js';
import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROMETHEUS_3, prometheus3 } from '../../tools/real/prometheus-versions.js';
import { type RegularRouter, startRegular } from '../../tools/real/routers/application.js';
import { routerTarget } from '../../tools/real/routers/targets.js';
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

const WORKERS = 2;
const countsStreams = ({ generation }: Case) => generation !== 'sgl_router-0.1';
/** Those before them show no duration that could be told by its route. */
const showsLatency = ({ generation }: Case) => generation.startsWith('smg');

let prometheus: PrometheusServer;
let results: RouterResults;
const routers = new Map<string, RegularRouter>();

beforeAll(async () => {
  const [{ prometheus: program }, port] = [await prometheus3(), await freePort()];
  for (const [index, { name, router }] of CASES.entries()) {
    routers.set(name, await startRegular(name, router, { host: `127.0.10.${index + 1}`, port }));
  }
  const environment = routerEnvironment(port, WORKERS);
  const targets = [...routers.values()].map(({ name, ip }) => routerTarget(name, ip));
  prometheus = await scrapeReal({ prometheus: program, environment, targets, speed: SPEED });
  results = routerResults(prometheus, environment);
});

afterAll(async () => {
  await prometheus?.stop();
  for (const { stop } of routers.values()) await stop();
});

test('requests are counted, but by 0.1.9 no streams', async () => {
  await ofEach(async (one) => {
    const { client } = routerOf(one);
    for (const streamed of [true, false]) await client.send(1, { streamed });
    await sleep(WINDOW_MILLISECONDS);
    const played = await during(async () => [
      ...(await client.send(12, { streamed: false }, 300)),
      ...(await client.send(12, { streamed: true }, 300)),
    ]);
    const counted = played.log.filter(({ streamed }) => !streamed || countsStreams(one)).length;
    await results.expectNear(one, 'application:arks_router_requests:rate5m', played, counted);
    results.held(one, countsStreams(one) ? 'Requests of both kinds are counted.' : 'Streams are not counted.');
  });
});

test('a slow worker is seen in the latency of a router that shows one', async () => {
  await ofEach(async (one) => {
    const { name, client, workers } = routerOf(one);
    for (const worker of workers) await worker.become('slow');
    const slow = await during(() => client.send(12, { streamed: false }, 300));
    for (const worker of workers) await worker.become('well');
    expect(slow.log.every(({ seconds }) => seconds > 1 && seconds < 2.5)).toBe(true);
    const within = (bound: string) => `application:arks_router_latency_seconds_bucket:rate5m{le="${bound}"}`;
    expect([name, await results.integral(one, within('0.5'), slow)]).toEqual([name, 0]);
    if (showsLatency(one)) await results.expectNear(one, within('2.5'), slow, slow.log.length);
  });
});

test('each request that fails is counted once', async () => {
  await ofEach(async (one) => {
    const { client, workers } = routerOf(one);
    for (const worker of workers) await worker.become('failing');
    // Some of each way to fail, born at their first: at a worker, and for want of one once breakers are open.
    await client.send(16, { streamed: false }, 300);
    await sleep(WINDOW_MILLISECONDS);
    const failed = await during(() => client.send(12, { streamed: false }, 400));
    expect(failed.log.filter(({ status = 0 }) => status < 500)).toEqual([]);
    await results.expectNear(one, 'application:arks_router_errors:rate5m', failed, failed.log.length);
  });
});

test('no scrape keeps more than was predicted, and what was held is told', async () => {
  await ofEach((one) =>
    results.tell(
      one,
      `${one.router.package} of one role`,
      `Before two workers, both of them mocks, under Prometheus ${PROMETHEUS_3.version}: requests in one piece and as streams, ` +
        'workers that are slow, workers that answer 500.',
    ),
  );
});

function routerOf({ name }: Case): RegularRouter {
  const found = routers.get(name);
  if (found === undefined) throw new Error(`${name} was not started`);
  return found;
}
