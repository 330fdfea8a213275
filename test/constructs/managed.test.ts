import { endpointTargets, podTargets } from '@arks-monitoring/simulator/operator/discovery.js';
import { type ScrapeJob, scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { type Labels, relabeling } from '@arks-monitoring/simulator/operator/relabel.js';
import { runPromtool } from '@arks-monitoring/simulator/prometheus/promtool.js';
import { storedLabels } from '@arks-monitoring/simulator/scrape/exposed-labels.js';
import { describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { schemaErrors } from '../../imports/schemas.js';
import { createApp } from '../../src/app/app.js';
import { lostToOldOperator } from '../../src/objects/operator-fields.js';
import { ruleFileProblems } from '../../src/objects/rule-file-checks.js';
import { pods, services } from '../fixtures/arks-cluster.js';
import { environmentOf } from '../support/environment.js';
import { expositionText, families } from '../support/exposition.js';
import { type Synthesized, synthesized } from '../support/manifests.js';
import { messagesOf } from '../support/messages-of.js';
import { monitorsOf } from '../support/monitors.js';
import { ruleTexts } from '../support/rule-texts.js';

const { promtool } = inject('prometheus');
const withoutCustomResources = { customResources: { enabled: false } };
const AZURE = {
  cluster: { name: 'aks-1' },
  scrape: { target: 'azure' },
  rules: { target: 'azure', interval: '1m' },
  surfaces: withoutCustomResources,
};
const AWS = { cluster: { name: 'eks-1' }, rules: { target: 'aws' }, surfaces: withoutCustomResources };
const GKE = { rules: { target: 'gke' }, surfaces: withoutCustomResources };
const azure = synthesized(environmentOf(AZURE));
const aws = synthesized(environmentOf(AWS, 'eu'));
const gke = synthesized(environmentOf(GKE));

describe('monitors of Azure', () => {
  const ofAzure = scrapeJobs(environmentOf(AZURE));
  const ofOperator = scrapeJobs(environmentOf({ cluster: AZURE.cluster, surfaces: withoutCustomResources }));
  const placeOf = ({ name }: { readonly name: string }) => ({
    ip: `10.0.0.${pods.findIndex((pod) => pod.name === name)}`,
  });
  const discovered = { endpoints: endpointTargets(services, pods, placeOf), pod: podTargets(pods, placeOf) };

  /** What a job stores of every pod that it scrapes, by pod: labels of the target, and every series of its exposition. */
  function storedBy({ role, config }: ScrapeJob) {
    const relabel = relabeling(config.relabel_configs);
    const settings = { honorLabels: config.honor_labels, metricRelabeling: relabeling(config.metric_relabel_configs) };
    return discovered[role].flatMap(({ address, labels, pod }) => {
      const target = relabel({ ...labels, __address__: address });
      if (target === undefined) return [];
      const own = withoutMeta(target);
      const lines = families(expositionText(pod.exposition ?? '')).flatMap((family) => family.lines);
      return [{ pod: pod.name, own, series: lines.flatMap((line) => present(storedLabels(line, own, settings))) }];
    });
  }

  test('are those of the operator, under the group that the add-on reads', () => {
    const kinds = [...azure.written].filter(([name]) => /Monitor\./.test(name));
    expect(kinds.map(([name]) => name)).toEqual([
      'PodMonitor.arks-disaggregated',
      'PodMonitor.arks-envoy',
      'PodMonitor.arks-router',
      'ServiceMonitor.arks-gateway',
      'ServiceMonitor.arks-operator',
      'ServiceMonitor.arks-runtime',
    ]);
    for (const [, object] of kinds) expect(object).toHaveProperty('apiVersion', 'azmonitoring.coreos.com/v1');
  });

  test.each(ofOperator.map((job, index) => [job.config.job_name, job, ofAzure[index]] as const))(
    'scrape and store what those of the operator do, the cluster aside, which the add-on writes: %s',
    (name, job, azure) => {
      expect(azure?.config.job_name).toBe(name);
      const before = storedBy(job);
      expect(before.length).toBeGreaterThan(0);
      expect(before.flatMap(({ series }) => series).length).toBeGreaterThan(10);
      expect(azure === undefined ? [] : storedBy(azure)).toEqual(
        before.map(({ pod, own, series }) => ({ pod, own: withoutCluster(own), series: series.map(withoutCluster) })),
      );
    },
  );

  test('rename no metric, and drop what an exporter says of the cluster', () => {
    const rules = ofAzure.flatMap(({ config }) => config.metric_relabel_configs);
    expect(rules.filter(({ target_label }) => target_label === '__name__')).toEqual([]);
    const dropped = rules.filter(({ action, regex }) => action === 'labeldrop' && regex === '(?:exported_)*cluster');
    expect(dropped).toHaveLength(ofAzure.length);
  });

  test('have no field that an add-on of some cluster does not know, and synth says what is lost', () => {
    const [monitor] = [...azure.written].filter(([name]) => name === 'ServiceMonitor.arks-gateway');
    const object = Object(monitor?.[1]);
    expect(schemaErrors(object)).toEqual([]);
    expect(schemaErrors({ ...object, spec: { ...object.spec, bodySizeLimit: '16MB' } })).toEqual([
      'spec: Unrecognized key: "bodySizeLimit"',
    ]);
    expect(messagesOf(lostToOldOperator(environmentOf(AZURE))).map((text) => text.split(':', 2).join())).toEqual([
      'warning, scrape.target azure',
      'warning, scrape.target azure',
      'warning, rules.target azure',
    ]);
  });
});

test('Google would refuse how these monitors keep tenants apart (docs/gke.md)', () => {
  // Of pod_config.go at 01e7efc8: what samples may not be relabeled onto. Targets may not be relabeled at all.
  const isProtected = (label = '') =>
    ['project_id', 'location', 'cluster', 'namespace', 'job', 'instance'].includes(label);
  const refused = monitorsOf(environmentOf({ cluster: { name: 'gke-1' } })).map(({ name, endpoints: [endpoint] }) => {
    const { relabelings = [], metricRelabelings = [] } = endpoint ?? {};
    const onto = metricRelabelings.flatMap(({ targetLabel }) => (isProtected(targetLabel) ? [targetLabel] : []));
    const asked = relabelings.flatMap(({ action, sourceLabels = [] }) =>
      /^keep/.test(action ?? '') ? sourceLabels : [],
    );
    return [name, [...new Set(onto)], [...new Set(asked)].map((label) => label.replace('__meta_kubernetes_', ''))];
  });
  const ofApplication = ['pod_label_arks_ai_application', 'pod_controller_kind'];
  expect(refused).toEqual([
    ['PodMonitor.arks-disaggregated', [], ['pod_container_port_number', ...ofApplication]],
    ['PodMonitor.arks-envoy', ['namespace'], []],
    ['PodMonitor.arks-router', [], ofApplication],
    ['ServiceMonitor.arks-custom-resources', ['namespace'], []],
    ['ServiceMonitor.arks-gateway', ['namespace'], []],
    ['ServiceMonitor.arks-operator', [], []],
    ['ServiceMonitor.arks-runtime', [], [...ofApplication, 'service_name']],
  ]);
});

describe('rules of a cloud', () => {
  const ofPrometheus = namesIn(filesOf(synthesized(environmentOf({ surfaces: withoutCustomResources }))));
  const ruleFiles = { azure: filesOf(azure), aws: filesOf(aws), gke: filesOf(gke) };

  test.each(Object.entries(ruleFiles))('of %s are every record and alert that Prometheus gets', (_, files) => {
    expect(namesIn(files).length).toBeGreaterThan(200);
    expect(namesIn(files)).toEqual(ofPrometheus);
    expect(files.join('\n')).not.toContain('keep_firing_for');
  });

  test('are taken by promtool as they are', async () => {
    const all = Object.entries(ruleFiles).flatMap(([target, files]) =>
      files.map((text, index) => [`${target}-${index}.yml`, text] as const),
    );
    const names = all.map(([name]) => name);
    const { output, ok } = await runPromtool(promtool, ['check', 'rules', ...names], Object.fromEntries(all));
    expect(output.match(/SUCCESS/g)).toHaveLength(names.length);
    expect(ok).toBe(true);
  });

  test('of Amazon are files with a name that no other environment has, and nothing but groups', () => {
    const object = Object(aws.written.get('ConfigMap.arks-records-tokens'));
    expect(Object.keys(object.data)).toEqual(['eu-arks-records-tokens.yaml']);
    expect(Object.keys(parse(object.data['eu-arks-records-tokens.yaml']))).toEqual(['groups']);
    expect(object.metadata.labels).toMatchObject({ 'arks.ai/ruler': 'aws' });
  });

  test('of Google belong to the cluster, under a name that no other install has, and leave its labels to the service', () => {
    const rules = [...gke.written].filter(([name]) => name.startsWith('ClusterRules.'));
    const [[name, object] = []] = rules;
    expect(name).toBe('ClusterRules.arks-alerts-control-plane.monitoring');
    expect(object).toMatchObject({ apiVersion: 'monitoring.googleapis.com/v1', kind: 'ClusterRules' });
    expect(object).not.toHaveProperty('metadata.namespace');
    for (const [, one] of rules) expect(schemaErrors(one)).toEqual([]);
    const group = { name: 'a', interval: '30s', rules: [{ record: 'a:b', expr: 'c', labels: { cluster: 'eu' } }] };
    expect(schemaErrors({ ...Object(object), spec: { groups: [group] } })).toEqual([
      'spec.groups.0.rules.0.labels: must not set project_id, location, cluster',
    ]);
  });

  test.each(['gke', 'aws', 'azure'])('of %s have no group whose every rule is switched off', (target) => {
    const settings = target === 'azure' ? AZURE : target === 'aws' ? AWS : GKE;
    expect(problemsOf({ ...settings, alerts: { off: { ArksSloBudgetBurn: 'tried elsewhere' } } })).toEqual([]);
  });

  test('of Google ask for each metric by its name, as its storage wants it', () => {
    expect(ruleFiles.gke.filter((text) => /__name__|[(,]\s*\{/.test(text.replace(/\{\{.*?\}\}/g, '')))).toEqual([]);
  });

  test('of Azure have no more labels than it takes, with as many as the environment may add', () => {
    const labels = { a: '1', b: '2' };
    const selector = { namespace: 'tenant-a', application: 'chat' };
    const slos = [
      { name: 'up', indicator: 'firstToken', thresholdSeconds: 1, objectivePercent: 99, window: '7d', selector },
    ];
    expect(problemsOf({ ...AZURE, alerts: { labels }, slos })).toEqual([]);
    const fifth = Object(azure.written.get('ConfigMap.arks-alerts-gateway'));
    const [text] = Object.values<string>(fifth.data);
    const longer = text?.replaceAll(
      /^( +)severity: .*$/gm,
      (line, indent) => `${line}\n${indent}x: ${'y'.repeat(1_025)}`,
    );
    const object = { ...fifth, data: { 'a.yaml': longer } };
    const [problem] = ruleFileProblems([{ title: 'ConfigMap a', object }], environmentOf(AZURE));
    expect(problem).toMatch(
      /^ConfigMap a: groups\.0\.rules\.0\.labels\.x must not be longer than 1024 letters in Azure$/,
    );
  });
});

function problemsOf(settings: object): readonly string[] {
  const { charts } = createApp([environmentOf(settings)], 'unused');
  return charts.flatMap((chart) => chart.node.findAll().flatMap(({ node }) => node.validate()));
}

function namesIn(files: readonly string[]): readonly string[] {
  return files.flatMap((text) => [...text.matchAll(/(?:record|alert): (\S+)/g)].map(([, name = '']) => name)).sort();
}

function filesOf({ written, texts }: Synthesized): readonly string[] {
  return [...texts].flatMap(([name, text]) => ruleTexts(written.get(name), text));
}

function present(labels: Labels | undefined): readonly Labels[] {
  return labels === undefined ? [] : [labels];
}

function withoutMeta(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith('__')));
}

function withoutCluster({ cluster: _, ...labels }: Labels): Labels {
  return labels;
}
