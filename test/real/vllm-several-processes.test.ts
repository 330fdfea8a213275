import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dashboardsOf } from '../../src/dashboards/index.js';
import { tell } from '../../tools/real/reality.js';
import { metaLabels } from '../../tools/real/scraped.js';
import type { Asked } from '../../tools/real/vllm/client.js';
import { VLLM } from '../../tools/real/vllm/install.js';
import { burst, mixedLoad } from '../../tools/real/vllm/load.js';
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
const environment = environmentOf({
  scrape: { interval: '1s', timeout: '1s' },
  sizing: { maxModelLength: MODEL_LENGTH, enginesPerReplica: 1 },
});
const FROM = `PyPI ${VLLM.package}`;

describe(`vLLM ${VLLM.version} with two API servers and buckets of its own`, () => {
  let watched: Watched;
  let resources: ExpositionServer;
  const held: string[] = [];

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
    const runtime = dashboardsOf(environment).filter(({ uid }) => uid === 'arks-runtime');
    const found: Record<string, readonly string[]> = {};
    for (const { name, series, label } of runtime.flatMap(variablesOf)) {
      const values = await watched.prometheus.query(inPrometheus(series, {}, 300));
      found[name] = [...new Set(values.flatMap(({ metric }) => metric[label] ?? []))];
    }
    expect(found).toMatchObject({ model: ['tiny-multi'], runtime: ['vllm'], pod: ['chat-0'] });
    held.push('variables of the runtime dashboard are filled before the first request');
  });

  test('panels of what runs, waits and fills the KV cache show 0', async () => {
    const asked = dashboardsOf(environment)
      .filter(({ uid }) => uid === 'arks-runtime')
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
    expect(held.length).toBe(HELD);
    held.push('counters of both API servers are one series each, equal to the log of the client to the last request');
    tell({
      program: 'vLLM, two API servers',
      version: VLLM.version,
      from: FROM,
      ran: 'The same model behind two API servers, with bounds of its own for the time to first token; idle, then a mix.',
      series: [],
      records: [
        { record: 'vllm:request_success_total', true: finished, recorded: await sum('vllm:request_success_total') },
      ],
      held,
      notRun: [],
    });
  });
});

describe(`vLLM ${VLLM.version} with two engines and a limited queue`, () => {
  let watched: Watched;

  beforeAll(async () => {
    watched = await watchVllm({
      model: 'tiny-dp',
      options: ['--data-parallel-size', '2', '--max-num-queued-reqs', String(QUEUE_LIMIT)],
      environment,
      speed: SPEED,
    });
  });
  afterAll(async () => watched?.stop());

  test('what is turned away at a full queue is counted, whatever status its client saw', async () => {
    const { server, sum, prometheus } = watched;
    const log: Asked[] = [];
    for (const stream of [true, false, true]) log.push(...(await burst(server, 40, stream)));
    const refused = log.filter(({ outcome }) => outcome === 'refused');
    expect(refused.length).toBeGreaterThan(0);
    await prometheus.until('counting', 30, async () => (await sum('vllm:prompt_tokens_total')) > 0);
    await sleep(3_000);
    const page = await (await fetch(`http://${server.address}/metrics`)).text();
    const counted = [...page.matchAll(/^vllm:admission_rejections_total\{.*\} (\S+)$/gm)];
    const rejections = counted.reduce((total, [, value]) => total + Number(value), 0);
    expect(rejections).toBe(refused.length);
    const { finished } = logged(log);
    expect(await sum('vllm:request_success_total')).toBe(finished);
    const asGood = refused.filter(({ status }) => status === 200).length;
    tell({
      program: 'vLLM, two engines',
      version: VLLM.version,
      from: FROM,
      ran: `Data parallel 2 with --max-num-queued-reqs ${QUEUE_LIMIT}; three bursts of 40 requests.`,
      series: [],
      records: [
        { record: 'vllm:admission_rejections_total', true: refused.length, recorded: rejections },
        { record: 'vllm:request_success_total', true: finished, recorded: await sum('vllm:request_success_total') },
      ],
      held: [`of ${refused.length} requests that were turned away, ${asGood} were HTTP 200 to their clients`],
      notRun: [],
    });
  });

  test('its two engines are told apart and are one replica', async () => {
    const { prometheus } = watched;
    const engines = (await prometheus.query('vllm:prompt_tokens_total')).map(({ metric }) => metric['engine']);
    expect(engines.sort()).toEqual(['0', '1']);
    expect((await prometheus.query('pod:arks_requests_running:sum')).length).toBe(1);
  });
});

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
