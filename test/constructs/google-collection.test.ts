import { endpointTargets, podTargets } from '@arks-monitoring/simulator/operator/discovery.js';
import { type ScrapeJob, scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { type Labels, relabeling } from '@arks-monitoring/simulator/operator/relabel.js';
import { storedLabels } from '@arks-monitoring/simulator/scrape/exposed-labels.js';
import { describe, expect, test } from 'vitest';
import { schemaErrors } from '../../imports/schemas.js';
import { createApp } from '../../src/app/app.js';
import { toldOf } from '../../src/app/told.js';
import { OF_PLATFORM } from '../../src/config/surfaces.js';
import { planOf } from '../../src/plan/plan.js';
import { jobOf } from '../../src/scraping/jobs.js';
import { pods, services } from '../fixtures/arks-cluster.js';
import { environmentOf } from '../support/environment.js';
import { expositionText, families } from '../support/exposition.js';
import { type Synthesized, synthesized } from '../support/manifests.js';
import { messagesOf } from '../support/messages-of.js';

const surfaces = {
  gateway: { enabled: false },
  envoy: { enabled: false },
  customResources: { enabled: false },
  unmanagedRuntime: {
    enabled: true,
    selector: { 'app.kubernetes.io/component': 'trtllm-serve' },
    applicationLabel: 'app.kubernetes.io/name',
  },
};
const runtimes = ['vllm', 'sglang', 'tensorrt-llm'];
const everywhere = environmentOf({ scrape: { target: 'gke' }, rules: { target: 'gke' }, runtimes, surfaces });
const namespaces = ['tenant-a', 'tenant-b'];
const listed = environmentOf({
  ...{ scrape: { target: 'gke' }, rules: { target: 'gke' }, runtimes, surfaces },
  tenants: { namespaces },
});
const byOperator = environmentOf({ runtimes, surfaces });

const placeOf = ({ name }: { readonly name: string }) => ({
  ip: `10.0.0.${pods.findIndex((pod) => pod.name === name)}`,
});
const discovered = { endpoints: endpointTargets(services, pods, placeOf), pod: podTargets(pods, placeOf) };
/** What a collector writes by itself, and what queries do not ask of a target whose surface they know. */
const OF_THE_COLLECTOR = ['project_id', 'location', 'cluster', 'job', 'instance', 'service', 'endpoint', 'container'];

/** In YAML, and in JSON, where quotes are escaped. */
const MATCHER_OF_JOBS = /\bjob(=~|=)(\\*")(.*?)\2/g;

interface Stored {
  readonly pod: string;
  readonly address: string;
  readonly own: Labels;
  readonly series: readonly Labels[];
}

/** What a job stores of each pod that it scrapes: labels of the target, and every series of its exposition. */
function storedBy({ role, config }: ScrapeJob): readonly Stored[] {
  const relabel = relabeling(config.relabel_configs);
  const settings = { honorLabels: config.honor_labels, metricRelabeling: relabeling(config.metric_relabel_configs) };
  const found = discovered[role].flatMap(({ address, labels, pod }) => {
    const target = relabel({ ...labels, __address__: address });
    if (target === undefined) return [];
    const own = Object.fromEntries(Object.entries(target).filter(([name]) => !name.startsWith('__')));
    const lines = families(expositionText(pod.exposition ?? '')).flatMap((family) => family.lines);
    const series = lines.flatMap((line) => {
      const labels = storedLabels(line, own, settings);
      return labels === undefined ? [] : [labels];
    });
    return [{ pod: `${pod.namespace}/${pod.name}`, address: target['__address__'] ?? '', own, series }];
  });
  // Prometheus keeps one of targets that are alike.
  return [...new Map(found.map((one) => [JSON.stringify([one.own, one.address]), one])).values()];
}

function ofAll(jobs: readonly ScrapeJob[]): readonly Stored[] {
  return jobs.flatMap(storedBy).sort((a, b) => (a.pod < b.pod ? -1 : 1));
}

const asRead = (labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => !OF_THE_COLLECTOR.includes(name)));

const theirs = ofAll(scrapeJobs(byOperator));

describe.each([
  ['everywhere', everywhere],
  ['in listed namespaces', listed],
] as const)('what Google collects %s', (_, environment) => {
  const jobs = scrapeJobs(environment);
  const ours = ofAll(jobs);

  test('is every pod that the monitors of the Prometheus Operator find, each once, and no other', () => {
    expect(theirs.length).toBeGreaterThan(8);
    expect(ours.map(({ pod }) => pod)).toEqual(theirs.map(({ pod }) => pod));
  });

  test('is every series that they store, with each label that queries read', () => {
    expect(theirs.flatMap(({ series }) => series).length).toBeGreaterThan(500);
    for (const [index, { pod, series }] of theirs.entries()) {
      expect([pod, ours[index]?.series.map(asRead)]).toEqual([pod, series.map(asRead)]);
    }
  });

  test('says of each target what they say, but for the role of one that serves alone', () => {
    for (const [index, { own }] of theirs.entries()) {
      const { role, ...others } = asRead(own);
      const alone = role === 'unified' || role === undefined;
      expect(asRead(ours[index]?.own ?? {})).toEqual(alone ? others : { ...others, role });
    }
  });

  test('has the job that rules ask for', () => {
    for (const job of jobs) {
      const [, name = ''] = /([^/]+)\/[^/]+$/.exec(job.config.job_name) ?? [];
      const surface = planOf(environment).scraped.filter((one) => new RegExp(`^(?:${one.job})$`).test(name));
      expect(surface).toHaveLength(1);
      for (const { own } of storedBy(job)) expect(own['job']).toBe(name);
    }
    expect(jobOf('operator', environment)).toBe('arks-operator-controller-manager-metrics-service.monitoring');
  });

  test('is what every matcher of jobs in rules and panels finds', () => {
    const texts = [...synthesized(environment).texts.values(), ...planOf(environment).drawn.map(({ json }) => json)];
    const asked = new Map(texts.flatMap((text) => [...text.matchAll(MATCHER_OF_JOBS)]).map((one) => [one[0], one]));
    const { surfaces: set } = environment;
    // Of what is off there would be none.
    const off = OF_PLATFORM.filter((part) => !set[part].enabled).map((part) => jobOf(part, environment));
    const found = [...new Set([...ours.map(({ own }) => own['job'] ?? ''), ...off])];
    const finds = (operator: string, value: string) =>
      operator === '=' ? found.includes(value) : found.some((job) => new RegExp(`^(?:${value})$`).test(job));
    const idle = [...asked.values()].filter(([, operator = '', , value = '']) => {
      return !value.includes('$') && !finds(operator, value.replace(/\\+/g, '\\'));
    });
    expect(asked.size).toBeGreaterThan(5);
    expect(idle.map(([text]) => text)).toEqual([]);
  });
});

describe('objects for Google', () => {
  const objects = synthesized(listed);

  test('stand where their targets are, or belong to the cluster where tenants are not listed', () => {
    expect(namesOf(objects)).toEqual([
      'PodMonitoring.arks-disaggregated-tenant-a.monitoring',
      'PodMonitoring.arks-disaggregated-tenant-b.monitoring',
      'PodMonitoring.arks-operator-controller-manager-metrics-service.monitoring',
      'PodMonitoring.arks-router-tenant-a.monitoring',
      'PodMonitoring.arks-router-tenant-b.monitoring',
      'PodMonitoring.arks-runtime-tenant-a.monitoring',
      'PodMonitoring.arks-runtime-tenant-b.monitoring',
      'PodMonitoring.arks-unmanaged-runtime-tenant-a.monitoring',
      'PodMonitoring.arks-unmanaged-runtime-tenant-b.monitoring',
    ]);
    expect(namesOf(synthesized(everywhere))).toEqual([
      'ClusterPodMonitoring.arks-disaggregated.monitoring',
      'ClusterPodMonitoring.arks-router.monitoring',
      'ClusterPodMonitoring.arks-runtime.monitoring',
      'ClusterPodMonitoring.arks-unmanaged-runtime.monitoring',
      'PodMonitoring.arks-operator-controller-manager-metrics-service.monitoring',
    ]);
  });

  test('let the collector read the token of the operator, and nothing else', () => {
    expect(objects.written.get('ClusterRole.arks-operator-metrics-collector.monitoring')).toMatchObject({
      rules: [
        {
          apiGroups: [''],
          resources: ['secrets'],
          resourceNames: ['arks-operator-metrics-token.monitoring'],
          verbs: ['get'],
        },
      ],
    });
    expect(objects.written.get('RoleBinding.arks-operator-metrics-collector.monitoring')).toMatchObject({
      metadata: { namespace: 'arks-operator-system' },
      subjects: [{ kind: 'ServiceAccount', name: 'collector', namespace: 'gmp-system' }],
    });
    expect(objects.written.get('Secret.arks-operator-metrics-token.monitoring')).toMatchObject({
      metadata: { namespace: 'arks-operator-system' },
    });
  });

  test('fit their definition, which refuses rules that its operator refuses', () => {
    const object = Object(objects.written.get('PodMonitoring.arks-runtime-tenant-a.monitoring'));
    expect(schemaErrors(object)).toEqual([]);
    const [endpoint] = object.spec.endpoints;
    const withRule = (rule: object) => ({
      ...object,
      spec: { ...object.spec, endpoints: [{ ...endpoint, metricRelabeling: [rule] }] },
    });
    const refused = [
      { action: 'replace', targetLabel: 'namespace', replacement: 'a' },
      { action: 'labeldrop', regex: '(?:exported_)*cluster' },
      { action: 'labelmap', regex: 'exported_(.+)' },
      { action: 'keepequal', sourceLabels: ['a'], targetLabel: 'b' },
      { action: 'keep', sourceLabels: ['a'], regex: 'x'.repeat(10_001) },
    ];
    for (const rule of refused) expect(schemaErrors(withRule(rule)).join()).toMatch(/metricRelabeling\.0/);
    expect(schemaErrors({ ...object, spec: { ...object.spec, honorLabels: true } })).not.toEqual([]);
  });

  test('pass synth, and rules that a user adds for a label of the collector do not', () => {
    expect(problemsOf({})).toEqual([]);
    const rules = [{ action: 'replace', targetLabel: 'job', replacement: 'mine' }];
    const endpoints = [{ surfaces: ['operator'], metricRelabelings: rules }];
    expect(problemsOf({ scrape: { target: 'gke', endpoints } }).join()).toContain('job');
  });

  test('fill in the role of a target that serves alone in every rule and panel that asks for it', () => {
    const plan = planOf(everywhere);
    const texts = [...objects.texts.values(), ...plan.drawn.map(({ json }) => json)];
    const selectors = texts.flatMap((text) => [...text.matchAll(/\b(?:up|scrape_\w+)\{[^}]*\}/g)].map(([one]) => one));
    const withRole = selectors.filter((one) => /role!=/.test(one));
    expect(withRole.length).toBeGreaterThan(5);
    // Those of a router, or of what it leads to, have a label of their pod.
    expect(withRole.filter((one) => !/role=~?\\?"(?:router|prefill\|decode)/.test(one))).toEqual([]);
    expect(texts.join('\n')).toContain('arks-runtime(?:-.+)?[.]monitoring');
  });

  test('are what synth tells the losses of', () => {
    const told = messagesOf(toldOf(planOf(everywhere)).sentences.flat());
    for (const lost of [
      'gateway',
      'by their labels alone',
      'redirects',
      'routers up to 0.2',
      'bodySizeLimit',
      'keepDroppedTargets',
    ]) {
      expect(told.filter((text) => text.includes(lost) && text.includes('scrape.target gke'))).toHaveLength(1);
    }
  });
});

function namesOf({ written }: Synthesized): readonly string[] {
  return [...written.keys()].filter((name) => name.includes('PodMonitoring.')).sort();
}

function problemsOf(settings: object): readonly string[] {
  const environment = environmentOf({
    ...{ scrape: { target: 'gke' }, rules: { target: 'gke' }, surfaces, runtimes },
    ...settings,
  });
  const { charts } = createApp([environment], 'unused');
  return charts.flatMap((chart) => chart.node.findAll().flatMap(({ node }) => node.validate()));
}
