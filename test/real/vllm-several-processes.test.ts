import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planOf } from '../../src/plan/plan.js';
import { type Reality, tell } from '../../tools/real/reality.js';
import { metaLabels } from '../../tools/real/scraped.js';
import type { Asked } from '../../tools/real/vllm/client.js';
import { VLLM } from '../../tools/real/vllm/install.js';
import { burst, mixedLoad, wrongRequests } from '../../tools/real/vllm/load.js';
import { logged } from '../../tools/real/vllm/log.js';
import { MODEL_LENGTH } from '../../tools/real/vllm/server.js';
import { type Watched, watchVllm } from '../../tools/real/vllm/watched.js';
import { askedBy, inPrometheus, variablesOf } from '../dashboards/asked.js';
import { type ExpositionServer, serveExpositions } from '../live/exposition-server.js';
import { environmentOf } from '../support/environment.js';
import { expositionText } from '../support/exposition.js';

/** Fifteen minutes of waiting pass in half a minute. */
const SPEED = 30;
/** Rules are evaluated every second at this speed; a busy machine is late. */
const RULES_SECONDS = 5;
const OWN_BOUNDS = [0.05, 0.2, 1, 3];
/** What the tests before the last hold. */
const HELD = 4;
const QUEUE_LIMIT = 6;
/** A window that holds all bursts, and at whose edge a second more or less is one in a hundred. */
const QUEUE_SPEED = 3;
const WINDOW_SECONDS = 300 / QUEUE_SPEED;
/** Until what was counted last is scraped and recorded: rules are evaluated every 10 s at this speed. */
const RECORDED_SECONDS = 25;
const WRONG_REQUESTS = 61;
const OFF_BY_AT_MOST = 0.02;
const OBJECTIVE = 'slo="first-token"';
const environmentWith = (enginesPerReplica: number) =>
  environmentOf({
    scrape: { interval: '1s', timeout: '1s' },
    sizing: { maxModelLength: MODEL_LENGTH, enginesPerReplica },
  });
const environment = environmentWith(1);
const FROM = `PyPI ${VLLM.package}`;

describe(`vLLM ${VLLM.version} with two API servers and buckets of its own`, () => {
  let watched: Watched;
  let resources: ExpositionServer;
  const held: string[] = [];
  const records: Reality['records'][number][] = [];

  beforeAll(async () => {
    resources = await serveExpositions(
      new Map([['127.0.0.1', { path: '/metrics', body: expositionText('custom-resources.txt') }]]),
    );
    watched = await watchVllm({
      model: 'tiny-multi',
      options: [
        ...['--api-server-count', '2'],
        ...['--custom-histogram-buckets', JSON.stringify({ time_to_first_token: OWN_BOUNDS })],
      ],
      environment,
      speed: SPEED,
      others: [{ monitor: 'arks-custom-resources', address: `127.0.0.1:${resources.port}`, meta: RESOURCES }],
    });
  });
  afterAll(async () => {
    await watched?.stop();
    await resources?.close();
  });

  test('before its first request it shows no gauges, and is recorded as 0', async () => {
    const { prometheus } = watched;
    for (const record of ['arks_requests_running:sum', 'arks_requests_waiting:sum', 'arks_kv_cache_usage:avg']) {
      await prometheus.until(`recording ${record}`, 120, async () => {
        return (await prometheus.query(`application:${record}`)).length > 0;
      });
      const series = await prometheus.query(`application:${record}`);
      expect(series.map(({ value, metric }) => [value, metric['model_name'], metric['runtime']])).toEqual([
        [0, 'tiny-multi', 'vllm'],
      ]);
    }
    expect(await prometheus.query('vllm:num_requests_running')).toEqual([]);
    held.push('before the first request there are no gauges, and running, waiting and KV cache use are recorded as 0');
  });

  test('nobody is told that its metrics are absent, or not recorded', async () => {
    const { prometheus, fires } = watched;
    // It lacks two of three replicas, which takes as long to be told.
    await prometheus.until('waiting as long as the alerts', 180, () => fires('ArksApplicationReplicasUnavailable'));
    await sleep(RULES_SECONDS * 1_000);
    const told = await prometheus.query(
      'ALERTS{alertname=~"ArksRuntimeMetricsAbsent|ArksRulesStale",application="chat"}',
    );
    expect(told).toEqual([]);
    held.push('ArksRuntimeMetricsAbsent and ArksRulesStale say nothing of it, idle for longer than they wait');
  });

  test('variables of the dashboard are filled', async () => {
    const runtime = planOf(environment).drawn.filter(({ uid }) => uid === 'arks-runtime');
    const found: Record<string, readonly string[]> = {};
    for (const { name, series, label } of runtime.flatMap(variablesOf)) {
      const values = await watched.prometheus.query(inPrometheus(series, {}, 300));
      found[name] = [...new Set(values.flatMap(({ metric }) => metric[label] ?? []))];
    }
    expect(found).toMatchObject({ model: ['tiny-multi'], runtime: ['vllm'], pod: ['chat-0'] });
    held.push('variables of the runtime dashboard are filled before the first request');
  });

  test('panels of what runs, waits and fills the KV cache show 0', async () => {
    const asked = planOf(environment)
      .drawn.filter(({ uid }) => uid === 'arks-runtime')
      .flatMap(askedBy)
      .filter(({ query }) => /^(pod|application):arks_(requests_running|requests_waiting|kv_cache_usage):/.test(query));
    expect(asked.length).toBeGreaterThan(5);
    for (const { where, query } of asked) {
      const values = (await watched.prometheus.query(inPrometheus(query, {}, 300))).map(({ value }) => value);
      expect([where, ...new Set(values)]).toEqual([where, 0]);
    }
    held.push('its panels of running and waiting requests and of the KV cache show 0 before the first request');
  });

  test('counters of both API servers add up to the log of the client', async () => {
    const { server, sum, prometheus } = watched;
    const log = await mixedLoad(server, 15);
    const { finished } = logged(log);
    await prometheus.until('counting', 30, async () => (await sum('vllm:request_success_total')) >= finished);
    await sleep(2_000);
    expect(await sum('vllm:request_success_total')).toBe(finished);
    expect(await sum('vllm:time_to_first_token_seconds_count')).toBe(finished);
    const bounds = (await prometheus.query('vllm:time_to_first_token_seconds_bucket')).map(
      ({ metric }) => metric['le'],
    );
    expect(new Set(bounds)).toEqual(
      new Set([...OWN_BOUNDS.map((bound) => (Number.isInteger(bound) ? `${bound}.0` : String(bound))), '+Inf']),
    );
    expect((await prometheus.query('vllm:num_requests_running')).length).toBe(1);
    held.push('counters of both API servers are one series each, equal to the log of the client to the last request');
    records.push({
      record: 'vllm:request_success_total',
      true: finished,
      recorded: await sum('vllm:request_success_total'),
    });
  });

  test('what its buckets cannot tell is told, and is neither good nor bad', async () => {
    const { server, sum, prometheus, fires } = watched;
    const load = mixedLoad(server, 12);
    await prometheus.until('counting its events', 30, async () => {
      return (await sum('application:arks_time_to_first_token_seconds_count:rate5m')) > 0;
    });
    const unjudged = `application:arks_slo_unjudged_replicas:count{${OBJECTIVE},application="chat"}`;
    await prometheus.until('telling of it', 60, async () => (await sum(unjudged)) === 1);
    for (const record of ['application:arks_slo_events:rate5m', 'application:arks_slo_late:rate5m']) {
      expect(await prometheus.query(`max_over_time(${record}{${OBJECTIVE}}[1h])`), record).toEqual([]);
    }
    expect(await sum(`max_over_time(slo:arks_bad:rate5m{${OBJECTIVE}}[1h])`)).toBe(0);
    await prometheus.until('waiting for ArksRuntimeBucketsTooCoarse', 90, () => fires('ArksRuntimeBucketsTooCoarse'));
    const of = `ALERTS{alertname="ArksRuntimeBucketsTooCoarse",alertstate="firing",application="chat"}`;
    const told = (await prometheus.query(of)).map(({ metric }) => metric['slo'] ?? metric['latency']);
    expect(told.sort()).toEqual(['first-token', 'first-token']);
    await load;
    const [end] = await prometheus.query('application:arks_latency_bucket_end:seconds{latency="first-token"}');
    expect(end?.value).toBe(OWN_BOUNDS.at(-1));
    records.push({ record: unjudged, true: 1, recorded: await sum(unjudged) });
    held.push(
      'ArksRuntimeBucketsTooCoarse fires for the objective that its buckets cannot judge and for the limit that its P95 ' +
        'cannot reach; the objective has no events of it, good or bad',
    );
  });

  test('what was held is told, where all of it was', async () => {
    expect([held.length, records.length]).toEqual([HELD + 2, 2]);
    const { shown, kept, predicted } = await watched.series();
    expect(kept).toBeLessThan(predicted);
    tell({
      program: 'vLLM, two API servers',
      version: VLLM.version,
      from: FROM,
      ran: 'The same model behind two API servers, with bounds of its own for the time to first token; idle, then a mix.',
      series: [{ target: 'two API servers, buckets of its own', shown, kept, predicted }],
      records,
      held,
      notRun: [],
    });
  });
});

describe(`vLLM ${VLLM.version} with two engines and a limited queue`, () => {
  const engines = environmentWith(2);
  const series: Reality['series'][number][] = [];
  const records: Reality['records'][number][] = [];
  const held: string[] = [];
  let watched: Watched;
  let recordedAt: number;

  beforeAll(async () => {
    watched = await watchVllm({
      model: 'tiny-dp',
      options: ['--data-parallel-size', '2', '--max-num-queued-reqs', String(QUEUE_LIMIT)],
      environment: engines,
      speed: QUEUE_SPEED,
    });
  });
  afterAll(async () => watched?.stop());

  /** What a rate says of all bursts, which lie within its window. */
  const close = async (record: string, happened: number) => {
    const recorded = (await watched.sum(`${record} @ ${recordedAt}`)) * WINDOW_SECONDS;
    records.push({ record, true: happened, recorded });
    expect(happened).toBeGreaterThan(0);
    expect(Math.abs(recorded - happened) / happened, `${record} says ${recorded} of ${happened}`).toBeLessThan(
      OFF_BY_AT_MOST,
    );
  };

  test('a status is counted from its second answer on, since its series is born with the first', async () => {
    const { server, sum, prometheus } = watched;
    const bursts = await burst(server, 40, false);
    const first = [...bursts, ...(await wrongRequests(server, 2))].filter(({ outcome }) => outcome === 'refused');
    const statuses = new Set(first.map(({ status }) => Math.floor(status / 100)));
    expect(statuses).toEqual(new Set([4, 5]));
    const counted = () => sum('http_requests_total{status=~"4xx|5xx"}');
    await prometheus.until('counting', 30, async () => (await counted()) === first.length);
    // Then the window of what comes next holds none of it.
    await sleep(WINDOW_SECONDS * 1_000);
    held.push('the first answers of a status class are in no rate of HTTP errors: the series is born with them');
  });

  test('what is turned away at a full queue is counted, whatever status its client saw', async () => {
    const { server, sum, prometheus } = watched;
    const before = { finished: await sum('vllm:request_success_total'), rejected: await rejections(server.address) };
    const start = Date.now();
    const log: Asked[] = [];
    for (const stream of [true, false, true]) log.push(...(await burst(server, 40, stream)));
    const wrong = await wrongRequests(server, WRONG_REQUESTS);
    const refused = log.filter(({ outcome }) => outcome === 'refused');
    expect(new Set(refused.map(({ status, errorCode }) => errorCode ?? status))).toEqual(new Set([503]));
    await prometheus.until('waiting for ArksRuntimeErrorsHigh to see it', 60, async () => {
      return (await sum('ALERTS{alertname="ArksRuntimeErrorsHigh",application="chat"}')) > 0;
    });
    await sleep(RECORDED_SECONDS * 1_000);
    recordedAt = Date.now() / 1_000;
    expect((Date.now() - start) / 1_000, 'bursts must lie within the window').toBeLessThan(WINDOW_SECONDS - 10);
    expect((await rejections(server.address)) - before.rejected).toBe(refused.length);
    const { finished } = logged(log);
    expect((await sum('vllm:request_success_total')) - before.finished).toBe(finished);
    const failed = [...log, ...wrong].filter(({ status }) => status >= 400);
    await close('application:arks_requests:rate5m', finished);
    await close('application:arks_requests_rejected:rate5m', refused.length);
    await close('application:arks_http_errors:rate5m', failed.length);
    await close('application:arks_http_errors:rate5m{status="4xx"}', wrong.length);
    const asGood = refused.filter(({ status }) => status === 200).length;
    expect(asGood).toBe(refused.length - (failed.length - wrong.length));
    held.push(
      `of ${refused.length} requests that were turned away, ${asGood} were HTTP 200 to their clients, with 503 in the stream`,
      `ArksRuntimeErrorsHigh sees them; ${wrong.length} wrong requests are in HTTP errors only`,
    );
  });

  test('its two engines are told apart and are one replica', async () => {
    const { prometheus } = watched;
    const found = (await prometheus.query('vllm:prompt_tokens_total')).map(({ metric }) => metric['engine']);
    expect(found.sort()).toEqual(['0', '1']);
    expect((await prometheus.query('pod:arks_requests_running:sum')).length).toBe(1);
    const { shown, kept, predicted } = await watched.series();
    series.push({ target: 'two engines', shown, kept, predicted });
    expect(Math.abs(kept - predicted) / predicted, `${kept} of ${predicted} series`).toBeLessThan(OFF_BY_AT_MOST);
    held.push('two engines are told apart by their label and are one replica in records');
  });

  test('what was held is told, where all of it was', () => {
    expect([held.length, records.length, series.length]).toEqual([4, 4, 1]);
    tell({
      program: 'vLLM, two engines',
      version: VLLM.version,
      from: FROM,
      ran: `Data parallel 2 with --max-num-queued-reqs ${QUEUE_LIMIT}; bursts of 40 requests, then ${WRONG_REQUESTS} that are too long or of an unknown model.`,
      series,
      records,
      held,
      notRun: [],
    });
  });
});

/** What an engine says that it turned away. */
async function rejections(address: string): Promise<number> {
  const page = await (await fetch(`http://${address}/metrics`)).text();
  const counted = [...page.matchAll(/^vllm:admission_rejections_total\{.*\} (\S+)$/gm)];
  return counted.reduce((total, [, value]) => total + Number(value), 0);
}

const RESOURCES = {
  namespace: 'monitoring',
  service_name: 'arks-custom-resources',
  ...metaLabels('service', {
    'app.kubernetes.io/component': 'custom-resources',
    'app.kubernetes.io/name': 'arks-monitoring',
  }),
  endpoint_port_name: 'http-metrics',
  pod_name: 'arks-custom-resources-0',
  pod_phase: 'Running',
  pod_container_name: 'main',
};
