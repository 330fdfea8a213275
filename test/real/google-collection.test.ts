import { endpointTargets, fileTargets, type Place, podTargets } from '@arks-monitoring/simulator/operator/discovery.js';
import { type ScrapeJob, scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { ruleGroups } from '@arks-monitoring/simulator/operator/rule-groups.js';
import { type PrometheusServer, startPrometheus } from '@arks-monitoring/simulator/prometheus/server.js';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Environment } from '../../src/config/environment.js';
import { planOf } from '../../src/plan/plan.js';
import { rulerGroup } from '../../src/rules/ruler.js';
import { faster } from '../../tools/real/faster.js';
import { type Pod, pods, services } from '../fixtures/arks-cluster.js';
import { answersOf, OPERATOR, SIZING, withTargets } from '../live/arks-scrape.js';
import { serveExpositions, serveExpositionsOverTls } from '../live/exposition-server.js';
import { environmentOf } from '../support/environment.js';

/** Windows of minutes end within seconds. */
const SPEED = 30;
const RULES = 'rules.json';
const PATIENCE_SECONDS = 240;
/** A busy machine takes minutes for one comparison of all records. */
const COMPARISON_SECONDS = 900;

const stops: (() => Promise<unknown>)[] = [];
let theirs: PrometheusServer;
let ours: PrometheusServer;
let recorded: readonly string[];

beforeAll(async () => {
  const ips = new Map(pods.map((pod, index) => [pod, `127.0.9.${index + 1}`]));
  const plain = await serveExpositions(answersOf(ips, ({ name }) => name !== OPERATOR));
  stops.push(plain.close);
  const secure = await serveExpositionsOverTls(answersOf(ips, ({ name }) => name === OPERATOR));
  stops.push(secure.close);
  const portOf = ({ name }: { readonly name: string }) => (name === OPERATOR ? secure.port : plain.port);
  const placeOf = (pod: Pod): Place => ({ ip: ips.get(pod) ?? '', port: portOf(pod) });
  const common = {
    runtimes: ['vllm', 'sglang', 'tensorrt-llm'],
    slos: [],
    sizing: SIZING,
    surfaces: {
      gateway: { enabled: false },
      envoy: { enabled: false },
      customResources: { enabled: false },
      router: { port: plain.port },
      unmanagedRuntime: {
        selector: { 'app.kubernetes.io/component': 'trtllm-serve' },
        applicationLabel: 'app.kubernetes.io/name',
      },
    },
  };
  const scrape = { interval: '1s', timeout: '1s' };
  const byOperator = environmentOf({ ...common, scrape, cluster: { name: 'gke-1' } });
  const byGoogle = environmentOf({ ...common, scrape: { ...scrape, target: 'gke' }, rules: { target: 'gke' } });
  const files = {
    'endpoints.json': fileTargets(endpointTargets(services, pods, placeOf)),
    'pods.json': fileTargets(podTargets(pods, placeOf)),
  };
  const start = async (environment: Environment, change: (job: ScrapeJob) => ScrapeJob) => {
    const groups = ruleGroups(environment).map((group) => rulerGroup(group, environment));
    const server = await startPrometheus(
      inject('prometheus').prometheus,
      {
        global: { evaluation_interval: '1s' },
        rule_files: [RULES],
        scrape_configs: scrapeJobs(environment).map((job) => withTargets(change(job))),
      },
      { ...files, [RULES]: { groups: faster(groups, SPEED) } },
    );
    stops.push(server.stop);
    return server;
  };
  theirs = await start(byOperator, (job) => job);
  // The fixture cannot answer on the ports that the collector asks pods on.
  ours = await start(byGoogle, (job) =>
    answeredOn(job, job.config.job_name.includes('operator') ? secure.port : plain.port),
  );
  recorded = planOf(byGoogle).recorded.flatMap(({ rules }) =>
    rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])),
  );
  for (const server of [theirs, ours]) {
    await server.until('every target is up and rules have seen two windows', PATIENCE_SECONDS, async () => {
      const scraped = await server.query('count_over_time(up[2m]) >= 25');
      return scraped.length > 0 && scraped.length === (await server.query('up')).length;
    });
  }
});

afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

test('a real Prometheus takes the configuration of the collector, finds the same pods, and each answers', async () => {
  // Of a busy machine one scrape may come too late.
  const podsOf = async (server: PrometheusServer) =>
    (await server.query('max_over_time(up[10m]) == 1'))
      .map(({ metric }) => `${metric['namespace']}/${metric['pod']}`)
      .sort();
  expect((await podsOf(ours)).length).toBeGreaterThan(8);
  expect(await podsOf(ours)).toEqual(await podsOf(theirs));
  expect(await ours.query('max_over_time(up[10m]) == 0')).toEqual([]);
});

test('every record has the series that it has where the Prometheus Operator set the monitors up', async () => {
  const of = async (server: PrometheusServer, name: string) =>
    // Of a busy machine a scrape may be late: what has been recorded at all is compared.
    (await server.query(`last_over_time(${name}[10m])`))
      .map(({ metric }) => JSON.stringify(Object.entries(metric).sort()))
      .sort();
  // Their workers are told by addresses, which no series has where Google collects (docs/gke.md).
  const names = new Set(recorded.filter((name) => !name.startsWith('application:arks_router_workers')));
  const counts = new Map<string, number>();
  let different = new Map([...names].map((name) => [name, 'not compared']));
  const compared = async () => {
    const found = new Map<string, string>();
    for (const name of different.keys()) {
      const [mine, other] = [await of(ours, name), await of(theirs, name)];
      counts.set(name, other.length);
      if (mine.join('\n') !== other.join('\n')) found.set(name, `${mine.join()} instead of ${other.join()}`);
    }
    different = found;
    return different.size === 0;
  };
  // One of them may be some evaluations behind the other.
  await ours.until('every record has the same series', COMPARISON_SECONDS, compared).catch((error: unknown) => {
    expect(different).toEqual(new Map());
    throw error;
  });
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(100);
});

describe('rules', () => {
  test('are evaluated without an error', async () => {
    const { groups } = Object(await ours.api('/rules'));
    const errors = Object(groups).flatMap(({ rules }: { rules: { name: string; lastError?: string }[] }) =>
      rules.flatMap(({ name, lastError }) =>
        lastError === undefined || lastError === '' ? [] : [`${name}: ${lastError}`],
      ),
    );
    expect(errors).toEqual([]);
  });

  test('raise no alert that metrics are absent', async () => {
    const firing = await ours.query('ALERTS{alertstate="firing"}');
    expect(firing.filter(({ metric }) => /Absent/.test(metric['alertname'] ?? ''))).toEqual([]);
  });
});

/** A job whose targets are asked on another port. */
function answeredOn(job: ScrapeJob, port: number): ScrapeJob {
  const relabel_configs = job.config.relabel_configs.map((rule) =>
    rule.target_label === '__address__' ? { ...rule, replacement: `$1:${port}` } : rule,
  );
  return { ...job, config: { ...job.config, relabel_configs } };
}
