import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';
import { standardFleet } from '@arks-monitoring/simulator/scenarios/standard.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/app.js';
import type { Environment } from '../../src/config/environment.js';
import { faster } from '../../tools/real/faster.js';
import { operatorSays } from '../../tools/real/prometheus-operator.js';
import { PROMETHEUS_2, PROMETHEUS_3, prometheus3 } from '../../tools/real/prometheus-versions.js';
import { examined, type Job, type ServedFleet, servedFleet } from '../proofs/doctor/install.js';
import { environmentOf } from '../support/environment.js';

const ALERT = 'ArksRuntimeHistogramsAbsent';
const CONVERTING = { convertClassicHistogramsToNHCB: true };
const FIELD = 'convert_classic_histograms_to_nhcb';
/** Fifteen minutes of waiting pass in one, and windows of five minutes in twenty seconds, which hold four scrapes. */
const SPEED = 15;
/** How often these rules are evaluated then. */
const RULES_SECONDS = 1;
const PATIENCE_SECONDS = 240;
const LONGER_THAN_IT_WAITS_SECONDS = 80;

/** What the operator writes of each monitor for a Prometheus object that converts, beside what it writes for all. */
async function writtenFor(environment: Environment, prometheusVersion: string) {
  const objects: readonly unknown[] = createApp([environment], 'unused').charts.flatMap((chart) => chart.toJson());
  const { configuration } = await operatorSays(objects, { prometheusVersion, spec: CONVERTING });
  const jobs = configuration.scrape_configs.map((config) => [config.job_name, config[FIELD]] as const);
  return { global: configuration['global'], jobs: Object.fromEntries(jobs) };
}

const said = (operatorVersion?: string) =>
  environmentOf({ monitoring: operatorVersion === undefined ? {} : { operatorVersion } });

describe('a Prometheus object that has all histograms converted', () => {
  test('is overruled by each monitor of an environment that names an operator which can say so', async () => {
    const { global, jobs } = await writtenFor(said('0.82'), PROMETHEUS_3.version);
    expect(global).toMatchObject({ [FIELD]: true });
    expect(Object.keys(jobs).length).toBeGreaterThan(5);
    expect(new Set(Object.values(jobs))).toEqual(new Set([false]));
  });

  test('is not overruled by those of an environment that names none', async () => {
    const { global, jobs } = await writtenFor(said(), PROMETHEUS_3.version);
    expect([global, new Set(Object.values(jobs))]).toEqual([
      expect.objectContaining({ [FIELD]: true }),
      new Set([undefined]),
    ]);
  });

  test('means nothing to a Prometheus that cannot convert', async () => {
    const { global, jobs } = await writtenFor(said('0.82'), PROMETHEUS_2.version);
    expect([global, new Set(Object.values(jobs))]).toEqual([
      expect.not.objectContaining({ [FIELD]: expect.anything() }),
      new Set([undefined]),
    ]);
  });
});

describe(`engines that a Prometheus ${PROMETHEUS_3.version} scrapes which converts`, () => {
  let served: ServedFleet;
  let program: string;

  beforeAll(async () => {
    program = (await prometheus3()).prometheus;
    served = await servedFleet(standardFleet);
  });
  afterAll(async () => {
    await served?.server.close();
  });

  /** Looks at the fleet with jobs as the operator writes them, and asks further. */
  const look = (own: Partial<Job>, further: (prometheus: PrometheusServer) => Promise<void>) =>
    examined(
      program,
      served,
      {
        global: { [FIELD]: true },
        jobs: (jobs) => jobs.map((job) => ({ ...job, ...own })),
        rules: (groups) => faster(groups, SPEED),
        evaluated: true,
      },
      further,
    );
  const buckets = async (prometheus: PrometheusServer) =>
    (await prometheus.query('count by (__name__) ({__name__=~".+_bucket",application!=""})')).length;
  const firing = async (prometheus: PrometheusServer, alert = ALERT) =>
    (await prometheus.query(`ALERTS{alertname="${alert}",alertstate="firing"}`))
      .map(({ metric }) => `${metric['namespace']}/${metric['application']} ${metric['role']} ${metric['runtime']}`)
      .sort();

  test('show all of their histograms where monitors say false, and nobody is told anything', async () => {
    const { told } = await look({ [FIELD]: false }, async (prometheus) => {
      await prometheus.until('showing them', PATIENCE_SECONDS, async () => (await buckets(prometheus)) > 12);
      const lasting = `count_over_time(application:arks_generation_tokens:rate5m[1h]) > ${LONGER_THAN_IT_WAITS_SECONDS / RULES_SECONDS}`;
      await prometheus.until('waiting', PATIENCE_SECONDS, async () => (await prometheus.query(lasting)).length >= 4);
      expect(await prometheus.query(`ALERTS{alertname="${ALERT}"}`)).toEqual([]);
    });
    expect(told.map(({ check }) => check)).not.toContain('metrics-dropped');
  });

  test('show none where monitors say nothing, which the alert tells of each, and the doctor of all, with what to set', async () => {
    const { told } = await look({}, async (prometheus) => {
      await prometheus.until('telling', PATIENCE_SECONDS, async () => (await firing(prometheus)).length >= 4);
      expect(await buckets(prometheus)).toBe(0);
      expect(await firing(prometheus)).toEqual([
        'tenant-a/chat unified vllm',
        'tenant-a/reason decode sglang',
        'tenant-a/reason prefill sglang',
        'tenant-b/talk unified sglang',
      ]);
    });
    const found = told.filter(({ check }) => check === 'metrics-dropped');
    expect(found.map(({ severity, subject }) => `${severity}: ${subject}`)).toEqual([
      'error: histograms of tenant-a/chat, tenant-b/talk are not stored, and all else is',
      'error: histograms of tenant-a/reason are not stored, and all else is',
      'error: histograms of gateway are not stored, and all else is',
    ]);
    for (const { remedy } of found) expect(remedy).toContain('set monitoring.operatorVersion');
  });
});
