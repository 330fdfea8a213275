import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { latencyV1, ttftV1 } from '../../src/metrics/vllm/grids.js';
import { requestLatency, timeToFirstToken } from '../../src/signals/latency/latency.js';
import { percentile } from '../../src/signals/vocabulary/percentiles.js';
import { type Reality, tell } from '../../tools/real/reality.js';
import type { Asked } from '../../tools/real/vllm/client.js';
import { VLLM } from '../../tools/real/vllm/install.js';
import { impatientClients, leavingClients, mixedLoad } from '../../tools/real/vllm/load.js';
import { bucketsApart, logged, percentileOf } from '../../tools/real/vllm/log.js';
import { MODEL_LENGTH } from '../../tools/real/vllm/server.js';
import { type Watched, watchVllm } from '../../tools/real/vllm/watched.js';
import { workersOf } from '../../tools/real/vllm/workers.js';
import { environmentOf } from '../support/environment.js';

/** Half of what the rules look back, and half of what vLLM waits for its workers: 300 s. */
const SPEED = 2;
const WINDOW_SECONDS = 300 / SPEED;
const WORKER_TIMEOUT_SECONDS = 300 / SPEED;
const LOAD_SECONDS = 60;
const EVALUATION_SECONDS = 30 / SPEED;
/** Until what was counted last is scraped and recorded. */
const RECORDED_SECONDS = 2 * EVALUATION_SECONDS + 5;
const OFF_BY_AT_MOST = 0.02;
const LEAVING_CLIENTS = 53;
const IMPATIENT_CLIENTS = 13;
/** What the tests before hold, and compare. */
const HELD = 8;
const RECORDED = 12;
/** Half an hour of the rules, longer than all of this takes. */
const LONG_WINDOW_SECONDS = 1_800 / SPEED;
/** Two scrapes. */
const SCRAPED_SECONDS = 3;
const FINISHED = 'vllm:request_success_total';
const BEGUN = 'vllm:time_to_first_token_seconds_count';

describe(`vLLM ${VLLM.version} with one API server and a worker of its own`, () => {
  const settings = { scrape: { interval: '1s', timeout: '1s' }, sizing: { maxModelLength: MODEL_LENGTH } };
  const environment = environmentOf(settings);
  let watched: Watched;
  let log: readonly Asked[];
  let left: readonly Asked[] = [];
  let loadEndedAt: number;
  let recordedAt: number;
  const series: Reality['series'][number][] = [];
  const records: Reality['records'][number][] = [];
  const held: string[] = [];

  beforeAll(async () => {
    watched = await watchVllm({
      model: 'tiny-llama',
      options: ['--distributed-executor-backend', 'mp'],
      env: { VLLM_EXECUTE_MODEL_TIMEOUT_SECONDS: String(WORKER_TIMEOUT_SECONDS) },
      environment,
      speed: SPEED,
    });
  });
  afterAll(async () => watched?.stop());

  /** What a rate says of the whole load, which lies within its window. */
  const inWindow = async (record: string, seconds: number) =>
    (await watched.sum(`${record} @ ${recordedAt}`)) * seconds;
  const close = async (record: string, happened: number, seconds = WINDOW_SECONDS) => {
    const recorded = await inWindow(record, seconds);
    records.push({ record, true: happened, recorded });
    expect(Math.abs(recorded - happened) / happened, `${record} says ${recorded} of ${happened}`).toBeLessThan(
      OFF_BY_AT_MOST,
    );
  };

  test('before its first request it is up, and stands at 0', async () => {
    const { prometheus, sum } = watched;
    await prometheus.until('recording', 90, async () => {
      return (await prometheus.query('application:arks_requests_running:sum')).length > 0;
    });
    expect(await sum('up{application="chat"}')).toBe(1);
    expect(await sum('application:arks_requests_running:sum')).toBe(0);
  });

  test('every series that the catalogue predicts is kept, but those of HTTP statuses that nobody has got yet', async () => {
    const { kept, predictedIdle } = await watched.series();
    expect(kept).toBe(predictedIdle);
    held.push(`all of the ${predictedIdle} predicted series but HTTP statuses are kept before the first request`);
  });

  test('requests are answered and refused', async () => {
    // What was scraped before any of it is where rates begin.
    await sleep(5_000);
    const start = Date.now();
    log = await mixedLoad(watched.server, LOAD_SECONDS);
    loadEndedAt = Date.now();
    await sleep(RECORDED_SECONDS * 1_000);
    recordedAt = Date.now() / 1_000;
    expect((Date.now() - start) / 1_000, 'the load must lie within the window').toBeLessThan(WINDOW_SECONDS);
    expect(log.filter(({ outcome }) => outcome === 'broken').map(({ why }) => why)).toEqual([]);
    const outcomes = new Set(log.map(({ outcome }) => outcome));
    expect([...outcomes].sort()).toEqual(['answered', 'refused']);
    const refused = log.filter(({ outcome }) => outcome === 'refused');
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([400, 404]));
    held.push(
      `${refused.length} refused requests (prompts too long, an unknown model) are in no record of the engine but arks_http_errors`,
    );
    const { shown, kept, predicted } = await watched.series();
    expect(Math.abs(kept - predicted) / predicted, `${kept} of ${predicted} series`).toBeLessThan(OFF_BY_AT_MOST);
    series.push({ target: 'one API server', shown, kept, predicted });
  });

  test('records say as many requests and tokens as the log of the client', async () => {
    const { finished, promptTokens, generatedTokens } = logged(log);
    await close('application:arks_requests:rate5m', finished);
    await close('application:arks_request_latency_seconds_count:rate5m', finished);
    await close('application:arks_time_to_first_token_seconds_count:rate5m', finished);
    await close('application:arks_prompt_tokens:rate5m', promptTokens);
    await close('application:arks_generation_tokens:rate5m', generatedTokens);
  });

  test.each([
    ['request latency', requestLatency, latencyV1, (of: readonly Asked[]) => logged(of).latencies],
    ['time to first token', timeToFirstToken, ttftV1, (of: readonly Asked[]) => logged(of).firstTokenSeconds],
  ] as const)('percentiles of %s are within a bucket of the log', async (what, histogram, grid, seconds) => {
    for (const percent of [50, 95]) {
      const recorded = await watched.only(percentile(histogram, percent));
      const happened = percentileOf(seconds(log), percent);
      records.push({ record: `${what}, P${percent}`, true: happened, recorded: recorded ?? 0 });
      expect(bucketsApart(grid.fixed ?? [], recorded ?? 0, happened), `${recorded} of ${happened}`).toBeLessThan(2);
    }
    held.push(
      `P50 and P95 of ${what} lie in the bucket of the log, which has what a client waits to be read too, or the next`,
    );
  });

  test('clients that leave are in no count of finished requests, and in that of first tokens', async () => {
    const { server, sum, prometheus } = watched;
    const before = { finished: await sum(FINISHED), begun: await sum(BEGUN) };
    left = await leavingClients(server, LEAVING_CLIENTS);
    expect(left.map(({ outcome }) => outcome)).toEqual(left.map(() => 'left'));
    await prometheus.until('counting', 30, async () => (await sum(BEGUN)) === before.begun + left.length);
    await sleep(SCRAPED_SECONDS * 1_000);
    expect(await sum(FINISHED)).toBe(before.finished);
    records.push({ record: BEGUN, true: left.length, recorded: (await sum(BEGUN)) - before.begun });
    held.push(`${left.length} clients that left are in no count of finished requests, and in that of first tokens`);
  });

  test('as many are recorded as abandoned as left after their first token; who left before it is in no record', async () => {
    const { server, prometheus, sum } = watched;
    const more = await impatientClients(server, IMPATIENT_CLIENTS);
    expect(more.filter(({ outcome }) => outcome === 'broken').map(({ why }) => why)).toEqual([]);
    const gone = [...left, ...more].filter(({ outcome }) => outcome === 'left');
    const early = gone.filter(({ firstTokenSeconds }) => firstTokenSeconds === undefined).length;
    expect(early).toBeGreaterThan(0);
    // By then the window of the last evaluation begins where nothing ran: what runs is read at evaluations only, so that what
    // ends between the beginning of a window and the first evaluation in it would count against those who left.
    const clear = loadEndedAt + (WINDOW_SECONDS + EVALUATION_SECONDS + 5) * 1_000;
    await sleep(Math.max(RECORDED_SECONDS * 1_000, clear - Date.now()));
    recordedAt = Date.now() / 1_000;
    await close('application:arks_requests_abandoned:rate5m', gone.length - early);
    await close('application:arks_requests_abandoned:rate30m', gone.length - early, LONG_WINDOW_SECONDS);
    const http = await prometheus.query('http_requests_total{status!="2xx",status!="4xx"}');
    expect(http).toEqual([]);
    expect(await sum('application:arks_requests_rejected:rate5m')).toBe(0);
    held.push(
      `of ${gone.length} clients that left, ${early} did before their first token: no record of the engine has them, and ` +
        'arks_requests_abandoned has the others',
      'clients that leave are neither rejections nor HTTP errors',
    );
  });

  test('a worker that stops is told before vLLM ends, and no longer than it is there', async () => {
    const { prometheus, server, fires } = watched;
    const ended = mixedLoad(server, 20);
    await sleep(1_000);
    // Four that run when nothing computes any more.
    const [worker] = await workersOf(server.program);
    if (worker === undefined) throw new Error('there must be a worker');
    process.kill(worker, 'SIGSTOP');
    const stoppedAt = Date.now();
    const sinceThen = () => Math.round((Date.now() - stoppedAt) / 1_000);
    await prometheus.until('waiting for ArksRuntimeStalled', WORKER_TIMEOUT_SECONDS, () => fires('ArksRuntimeStalled'));
    const told = sinceThen();
    expect(server.program.alive()).toBe(true);
    await prometheus.until('waiting for vLLM to end', 2 * WORKER_TIMEOUT_SECONDS, async () => {
      return !server.program.alive();
    });
    const gone = sinceThen();
    await prometheus.until('waiting for the alert to be over', 60, async () => !(await fires('ArksRuntimeStalled')));
    expect(told * SPEED).toBeLessThan(240);
    held.push(
      `at half the times that are written: a worker stopped, ArksRuntimeStalled fired after ${told} s, ` +
        `vLLM ended after ${gone} s, and the alert was over ${sinceThen() - gone} s later`,
    );
    await ended;
  });

  test('what was held is told, where all of it was', () => {
    expect([held.length, records.length]).toEqual([HELD, RECORDED]);
    tell({
      program: 'vLLM, one API server',
      version: VLLM.version,
      from: `PyPI ${VLLM.package}`,
      ran:
        'A Llama of two layers with random weights on the processor, four requests at a time; ' +
        `${log.length} requests of many clients: streams, whole answers, two answers to a prompt, prompts that are too ` +
        'long, an unknown model; then clients that leave, some before their first token, then a worker that stops.',
      series,
      records,
      held,
      notRun: [
        { what: 'vLLM 0.33.0', why: 'PyPI has no build of it for processors; its source was read for names' },
        {
          what: 'arks_requests_abandoned over a window that begins as a load ends',
          why: 'what runs is known at evaluations only, so it lacks up to as many as run at a time: with four, a run told 49 of 53',
        },
      ],
    });
  });
});
