import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { FLAGS_KNOWN_OF, STATE_METRICS_FLAGS } from '../../src/config/state-metrics-arguments.js';
import { customResources } from '../../src/metrics/custom-resources/metrics.js';
import { familyName } from '../../src/metrics/custom-resources/reading.js';
import { resourceStates, tokenState } from '../../src/metrics/custom-resources/readings.js';
import { output } from '../../tools/real/command.js';
import { type ApiServer, startApiServer } from '../../tools/real/kubernetes/api-server.js';
import { arksKinds, arksObjects, BEYOND_DOUBLES } from '../../tools/real/kubernetes/arks-objects.js';
import { fixtureObjects } from '../../tools/real/kubernetes/fixture-objects.js';
import type { KubernetesObject } from '../../tools/real/kubernetes/resource-lists.js';
import {
  STATE_METRICS_VERSIONS,
  type StateMetrics,
  startStateMetrics,
  stateMetricsProgram,
} from '../../tools/real/kubernetes/state-metrics.js';
import { prometheus3 } from '../../tools/real/prometheus-versions.js';
import { tell } from '../../tools/real/reality.js';
import { metaLabels, replicaMeta, scrapeReal } from '../../tools/real/scraped.js';
import { withoutHelp } from '../../tools/simulator/test/feed-sample.js';
import { environmentOf } from '../support/environment.js';
import { expositionText, families, type Line } from '../support/exposition.js';
import { objectsOf } from '../support/kubernetes-objects.js';
import { stateSeries } from '../support/state-metrics.js';
import { GOOD_ARGUMENTS } from '../support/state-metrics-arguments.js';

const NAME = 'arks-custom-resources';
const environment = environmentOf({
  tenants: { namespaces: ['tenant-a', 'tenant-b'] },
  scrape: { interval: '1s', timeout: '1s' },
  surfaces: { customResources: { tokenLimits: true } },
});
const NEWEST = '2.20.0';
const SPEED = 30;
const PATIENCE_SECONDS = 180;
const within = arksObjects.filter(({ metadata }) => metadata.namespace !== 'tenant-c');
const objects = objectsOf(environment);
const { data } = z.object({ data: z.record(z.string(), z.string()) }).parse(objects.get(`ConfigMap.${NAME}`));
const [[fileName, config] = ['', '']] = Object.entries(data);
const container = z.object({ args: z.array(z.string()) });
const {
  spec: {
    template: {
      spec: {
        containers: [{ args }],
      },
    },
  },
} = z
  .object({ spec: z.object({ template: z.object({ spec: z.object({ containers: z.tuple([container]) }) }) }) })
  .parse(objects.get(`Deployment.${NAME}`));
const configFile = args.find((one) => one.endsWith(fileName))?.replace(/^.*=/, '') ?? '';

/** What discovery says of the pod behind our Service. */
const exporterMeta = {
  namespace: 'monitoring',
  service_name: NAME,
  ...metaLabels('service', {
    'app.kubernetes.io/name': 'arks-monitoring',
    'app.kubernetes.io/component': 'custom-resources',
  }),
  endpoint_port_name: 'http-metrics',
  endpoint_address_target_kind: 'Pod',
  endpoint_address_target_name: `${NAME}-6d`,
  pod_name: `${NAME}-6d`,
  pod_phase: 'Running',
  pod_container_name: 'kube-state-metrics',
};

/** A series as it compares: the labels that every custom resource has in common aside, numbers as numbers. */
function comparable({ name, labels, value }: Line): string {
  const own = Object.entries(labels).filter(([label, text]) => !label.startsWith('customresource_') && text !== '');
  return `${name}{${own.map(([label, text]) => `${label}="${text}"`).sort()}} ${value}`;
}
const linesOf = (text: string) => families(text).flatMap(({ lines }) => lines);

test(`the page of the fixtures is what kube-state-metrics ${NEWEST} shows of the same objects`, async () => {
  const program = await stateMetricsProgram(NEWEST);
  const apiServer = await startApiServer(arksKinds);
  for (const one of fixtureObjects) apiServer.apply(one);
  const exporter = await startStateMetrics({ program, apiServer: apiServer.address, args, configFile, config });
  try {
    const fixture = withoutHelp(expositionText('custom-resources.txt')).toSorted();
    const page = async () => withoutHelp(await exporter.page()).toSorted();
    await expect.poll(page, { timeout: PATIENCE_SECONDS * 1_000 }).toEqual(fixture);
  } finally {
    await exporter.stop();
    await apiServer.close();
  }
});

describe.each(['2.19.1', FLAGS_KNOWN_OF])('the flags of kube-state-metrics %s', (version) => {
  const asked = async (args: readonly string[]) => output(await stateMetricsProgram(version), [...args, '--help']);

  test('are those that the settings know', async () => {
    const flags = [...(await asked([])).matchAll(/^ +(?:-\w, )?--([\w-]+) /gm)].map(([, flag]) => flag);
    expect(flags.toSorted()).toEqual(Object.keys(STATE_METRICS_FLAGS).toSorted());
  });

  test('are read with the values that an environment may give', async () => {
    const free = Object.entries(STATE_METRICS_FLAGS).flatMap(([flag, value]) => (value === 'ours' ? [] : [flag]));
    expect(GOOD_ARGUMENTS.map((text) => text.slice(2).split('=', 1)[0]).toSorted()).toEqual(free.toSorted());
    expect(await asked(GOOD_ARGUMENTS)).toContain('Usage:');
    for (const wrong of ['--kube-api-qps=20', '--v=debug', '--vmodule=reflector', '--server-read-timeout=30'])
      await expect(asked([wrong])).rejects.toThrow();
  });
});

describe.each(STATE_METRICS_VERSIONS)('kube-state-metrics %s with what synth writes', (version) => {
  let apiServer: ApiServer;
  let exporter: StateMetrics;
  let prometheus: PrometheusServer;
  let shown = 0;

  beforeAll(async () => {
    const program = await stateMetricsProgram(version);
    const programs = await prometheus3();
    apiServer = await startApiServer(arksKinds);
    for (const one of arksObjects) apiServer.apply(one);
    apiServer.refuse(true);
    exporter = await startStateMetrics({ program, apiServer: apiServer.address, args, configFile, config });
    prometheus = await scrapeReal({
      prometheus: programs.prometheus,
      environment,
      targets: [
        { monitor: NAME, address: exporter.address, meta: exporterMeta },
        // Replicas that are found and do not answer: something that the exporter should know of.
        { monitor: 'arks-runtime', address: '127.0.0.1:9', meta: replicaMeta('tenant-a', 'chat') },
      ],
      speed: SPEED,
    });
  });

  afterAll(async () => {
    await prometheus?.stop();
    await exporter?.stop();
    await apiServer?.close();
  });

  const alerts = async (alert: string, state = 'firing') =>
    (await prometheus.query(`ALERTS{alertname="${alert}",alertstate="${state}"}`)).map(({ metric }) => metric);
  const until = (what: string, check: () => Promise<boolean>) => prometheus.until(what, PATIENCE_SECONDS, check);
  const expectedLines = (of: readonly KubernetesObject[]) =>
    linesOf(['# TYPE all gauge', ...stateSeries(config, of)].join('\n')).map(comparable);

  test('while it may not list, it is ready and answers with nothing, and ArksCustomResourcesDown says where', async () => {
    expect(linesOf(await exporter.page())).toEqual([]);
    await until('noticing', async () => (await alerts('ArksCustomResourcesDown')).length > 0);
    expect(await alerts('ArksCustomResourcesDown')).toMatchObject([{ namespace: 'tenant-a' }]);
    expect(await prometheus.query(`up{job="${NAME}"}`)).toMatchObject([{ value: 1 }]);
  });

  test('once it may, it shows every series that our reading of its configuration expects, and the alert is over', async () => {
    apiServer.refuse(false);
    await until('listing', async () => linesOf(await exporter.page()).length >= expectedLines(within).length);
    expect(
      linesOf(await exporter.page())
        .map(comparable)
        .toSorted(),
    ).toEqual(expectedLines(within).toSorted());
    await until('recovering', async () => (await alerts('ArksCustomResourcesDown')).length === 0);
  });

  test('every family of every kind is there, and each sample stands below its own name', async () => {
    const shown = families(await exporter.page()).filter(({ lines }) => lines.length > 0);
    expect(shown.map(({ name }) => name).toSorted()).toEqual(
      [...resourceStates, tokenState].flatMap(({ metrics }) => metrics.map(familyName)).toSorted(),
    );
    expect(shown.filter(({ name, lines }) => lines.some((line) => line.name !== name))).toEqual([]);
  });

  test('Prometheus stores every metric of the catalogue with its labels, each series once', async () => {
    shown = linesOf(await exporter.page()).length;
    const scraped = `scrape_samples_scraped{job="${NAME}"} == ${shown}`;
    await until('scraping', async () => (await prometheus.query(scraped)).length > 0);
    const target = ['__name__', 'cluster', 'endpoint', 'instance', 'job'];
    for (const { name, labels } of customResources) {
      const stored = await prometheus.query(name);
      const found = new Set(stored.flatMap(({ metric }) => Object.keys(metric)));
      expect([name, ...found].filter((label) => !target.includes(label)).toSorted()).toEqual(
        [name, ...Object.keys(labels)].toSorted(),
      );
    }
    const page = await (await fetch(`${prometheus.address}/metrics`)).text();
    expect(page).toMatch(/^prometheus_target_scrapes_sample_duplicate_timestamp_total 0$/m);
    expect(
      await prometheus.query(`scrape_samples_scraped{job="${NAME}"} - scrape_samples_post_metric_relabeling`),
    ).toMatchObject([{ value: 0 }]);
    expect(await prometheus.query('arks_token_spec_rate_limit{user="alice",rule_type="tpm"}')).toMatchObject([
      { metric: { namespace: 'tenant-a', model: 'qwen' }, value: 87 },
    ]);
  });

  test('an int64 that no double holds is rounded in its value and whole in its label', async () => {
    expect(await prometheus.query('arks_quota_spec_limit{quota_type="response"}')).toMatchObject([
      { metric: { limit: String(BEYOND_DOUBLES) }, value: Number(BEYOND_DOUBLES) },
    ]);
  });

  test('backends of one name stay apart, and of two limits of one quota type the lower counts', async () => {
    const weights = await prometheus.query('arks_endpoint_status_route_weight{backend="own"}');
    expect(weights.map(({ value }) => value).toSorted()).toEqual([67, 71, 73]);
    const limits = 'tenant:arks_quota_limit:max{quota_name="twice"}';
    await until('recording', async () => (await prometheus.query(limits)).length > 0);
    expect(await prometheus.query(limits)).toMatchObject([{ metric: { quota_type: 'total' }, value: 6701 }]);
  });

  test('a failed application of either kind raises ArksApplicationFailed, and no other does', async () => {
    await until('failing', async () => (await alerts('ArksApplicationFailed')).length > 1);
    expect((await alerts('ArksApplicationFailed')).map(({ application }) => application).toSorted()).toEqual([
      'not-supported',
      'odd-words',
    ]);
  });

  test('a role that leaves out its replicas wants one, which ArksRuntimeMetricsAbsent and ArksApplicationReplicasUnavailable miss', async () => {
    const wanted = await prometheus.query('application:arks_replicas_wanted:max{application="left-out"}');
    expect(wanted.map(({ metric, value }) => [metric['role'], value]).toSorted()).toEqual([
      ['decode', 1],
      ['prefill', 1],
      ['router', 1],
    ]);
    for (const alert of ['ArksRuntimeMetricsAbsent', 'ArksApplicationReplicasUnavailable']) {
      const missing = async () => (await alerts(alert)).filter(({ application }) => application === 'left-out');
      await until('missing replicas', async () => (await missing()).length === 3);
    }
  });

  test('while it reads everything anew it shows nothing, and no alert begins, ends or waits anew', async () => {
    const since = 'ALERTS_FOR_STATE{alertname="ArksApplicationFailed"}';
    const before = await prometheus.query(since);
    // Some releases close their port for a moment.
    const lines = async () => linesOf(await exporter.page().catch(() => '')).length;
    const all = await lines();
    exporter.reload();
    await until('reloading', async () => (await lines()) === 0);
    await until('reading', async () => (await lines()) === all);
    expect(await prometheus.query(since)).toEqual(before);
    expect(await alerts('ArksCustomResourcesDown')).toEqual([]);
  });

  test('what changes is shown at once, and of what is deleted nothing is left', async () => {
    const [chat] = arksObjects;
    if (chat === undefined) throw new Error('there is an application');
    apiServer.apply({ ...chat, spec: { replicas: 97, model: { name: 'qwen' } } });
    const shownOf = async (application: string) =>
      linesOf(await exporter.page()).filter(({ labels }) => labels['application'] === application);
    await until('changing', async () => (await shownOf('chat')).some(({ value }) => value === 97));
    apiServer.remove(chat);
    await until('deleting', async () => (await shownOf('chat')).length === 0);
    expect(await shownOf('reason')).not.toEqual([]);
    tell({
      program: 'kube-state-metrics',
      version,
      from: 'Go proxy, k8s.io/kube-state-metrics/v2',
      ran:
        'Run with the flags and the ConfigMap that synth writes, against an API server of the bench that serves definitions and ' +
        'objects of Arks by list and watch; scraped by Prometheus through the monitor, rules 30 times faster.',
      series: [{ target: 'custom resources', shown, kept: shown, predicted: expectedLines(within).length }],
      records: [],
      held: [
        'Every family of every kind is shown below its own name, and stored with the labels of the catalogue.',
        'A missing status, replicas that are left out, an int64 beyond 2^53 and names with quotes are as the catalogue says.',
        'Two backends of one name and two limits of one quota type are series of their own: Prometheus tells of no duplicate.',
        'Failed applications of both kinds raise ArksApplicationFailed; roles that leave out their replicas are missed.',
        'While lists are refused with 403 it is ready, up is 1 and ArksCustomResourcesDown fires; once allowed, it is over.',
        'While it reads everything anew no alert begins, ends or waits anew.',
        'Changes and deletions show at once.',
      ],
      notRun: [{ what: 'the containers', why: 'binaries are built from the Go module at these versions' }],
    });
  });
});
