import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ScrapeJob, scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import { runPromtool } from '@arks-monitoring/simulator/prometheus/promtool.js';
import { generate } from 'selfsigned';
import { describe, expect, inject, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { createApp } from '../../src/app/app.js';
import type { Environment } from '../../src/config/environment.js';
import { loadEnvironments } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { homeOf } from '../../src/scraping/home.js';
import { scrapedOf } from '../../src/scraping/scraped.js';
import { ownSecret } from '../../src/scraping/surfaces/operator.js';
import {
  type OperatorAnswer,
  operatorSays,
  PROMETHEUS_OPERATOR,
  type RealScrapeConfig,
} from '../../tools/real/prometheus-operator.js';
import { PROMETHEUS_2, PROMETHEUS_3, prometheus3 } from '../../tools/real/prometheus-versions.js';
import { PROJECT } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { tellAfterwards } from './tell-afterwards.js';

const TOKEN = 'a-token-that-kubernetes-would-issue';
/** Of the operator's certificate, in the same Secret. */
const AUTHORITY = await generate([{ name: 'commonName', value: 'localhost' }]);
const everything = environmentOf(
  {
    cluster: { label: 'site', name: 'a$1' },
    tenants: { namespaces: ['tenant-a', 'tenant-b'] },
    scrape: { targetLimit: 20_011 },
    surfaces: {
      customResources: { tokenLimits: true },
      operator: {
        tokenSecret: { name: 'mine', key: 'secret' },
        tls: { ca: { secret: { name: 'mine', key: 'ca.crt' } } },
      },
    },
    exporters: { gpu: { enabled: true }, containers: { enabled: true } },
  },
  'everything',
);
const apart = environmentOf(
  { tenants: { namespaces: ['tenant-a', 'tenant-b'] }, scrape: { monitors: 'perNamespace' } },
  'apart',
);
const environments = [...loadEnvironments(join(PROJECT, 'environments'), knownNames), everything, apart];
const named = environments.map((environment) => [environment.name, environment] as const);

/** What the operator appends to every job, so that each replica of Prometheus keeps its share of the targets. */
const SHARDING = [
  {
    source_labels: ['__address__', '__tmp_hash'],
    target_label: '__tmp_hash',
    regex: '(.+);',
    replacement: '$1',
    action: 'replace',
  },
  { source_labels: ['__tmp_hash'], target_label: '__tmp_hash', modulus: 1, action: 'hashmod' },
  { source_labels: ['__tmp_hash', '__tmp_disable_sharding'], regex: '$(SHARD);|.+;.+', action: 'keep' },
];

const asked = new Map<string, Promise<OperatorAnswer>>();
/** What the operator says of an environment whose token Kubernetes has filled in. */
function said(environment: Environment, version: string): Promise<OperatorAnswer> {
  const key = `${environment.name} ${version}`;
  const answer =
    asked.get(key) ??
    operatorSays([...objectsOf(environment), filledToken(environment)], { prometheusVersion: version });
  asked.set(key, answer);
  return answer;
}

describe.each(named)(`prometheus-operator ${PROMETHEUS_OPERATOR.version} and the objects of %s`, (_, environment) => {
  test.each([PROMETHEUS_3.version, PROMETHEUS_2.version])(
    'accepts every monitor and every rule for %s',
    async (version) => {
      expect((await said(environment, version)).rejected).toEqual({});
    },
  );

  test('makes of each monitor what the simulated operator makes of it', async () => {
    const { configuration } = await said(environment, PROMETHEUS_3.version);
    const ours = scrapeJobs(environment);
    const real = configuration.scrape_configs;
    expect(real.map(({ job_name }) => job_name).sort()).toEqual(ours.map(({ config }) => config.job_name).sort());
    expect(ours).toHaveLength(environment === apart ? 10 : 7);
    for (const job of ours) {
      const one = real.find(({ job_name }) => job_name === job.config.job_name);
      if (one === undefined) throw new Error(`the operator makes no ${job.config.job_name}`);
      const { discovery, config } = withDiscovery(job);
      expect(one.kubernetes_sd_configs).toEqual([discovery]);
      expect(one.relabel_configs.slice(-SHARDING.length)).toEqual(SHARDING);
      expect(comparable(one)).toEqual(config);
    }
  });

  test('has Prometheus forget dropped targets from 2.47 on, and writes nothing of it for older ones', async () => {
    const kept = async (version: string) => {
      const { configuration } = await said(environment, version);
      return new Set(configuration.scrape_configs.map((config) => config['keep_dropped_targets']));
    };
    expect(await kept(PROMETHEUS_3.version)).toEqual(new Set([environment.scrape.keepDroppedTargets]));
    expect(await kept(PROMETHEUS_2.version)).toEqual(new Set([undefined]));
  });

  test('finds by EndpointSlices under the same rules, whose labels have other names', async () => {
    const objects = [...objectsOf(environment), filledToken(environment)];
    const prometheusVersion = PROMETHEUS_3.version;
    const { configuration } = await operatorSays(objects, { prometheusVersion, discoveryRole: 'EndpointSlice' });
    const byEndpoints = JSON.stringify((await said(environment, prometheusVersion)).configuration);
    const renamed = JSON.stringify(configuration).replaceAll('endpointslice_', 'endpoint_');
    expect(renamed.replaceAll('"role":"endpointslice"', '"role":"endpoints"')).toBe(byEndpoints);
  });

  test('makes what Prometheus takes, of version 2 and of version 3', async () => {
    const { promtool } = await prometheus3();
    const programs = [
      [inject('prometheus').promtool, PROMETHEUS_2.version] as const,
      [promtool, PROMETHEUS_3.version] as const,
    ];
    for (const [program, version] of programs) {
      expect(await checked(program, await said(environment, version))).toMatch(/SUCCESS/);
    }
  });
});

test('refuses the monitor of the operator, and it alone, until Kubernetes has filled in its token', async () => {
  const [quickstart] = environments.filter(({ name }) => name === 'quickstart');
  if (quickstart === undefined) throw new Error('there is no environment quickstart');
  const { rejected, configuration } = await operatorSays(objectsOf(quickstart), {
    prometheusVersion: PROMETHEUS_3.version,
  });
  expect(Object.keys(rejected)).toEqual(['ServiceMonitor monitoring/arks-operator']);
  expect(Object.values(rejected)).toEqual([expect.stringContaining('key "token" in secret')]);
  expect(configuration.scrape_configs).toHaveLength(6);
});

describe('the operator of Arks, asked with the token of Prometheus itself', () => {
  const environment = environmentOf({
    surfaces: {
      operator: {
        tls: { ca: { secret: { name: 'mine', key: 'ca.crt' } } },
        scrapeClass: { name: 'own-token', serviceAccount: { name: 'prometheus-k8s' } },
      },
    },
  });
  const authority = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'mine', namespace: environment.monitoring.namespace },
    data: { 'ca.crt': Buffer.from(AUTHORITY.cert).toString('base64') },
  };
  const objects = [...objectsOf(environment), authority];
  const [prometheusVersion, scrapeClass] = [PROMETHEUS_3.version, 'own-token'];

  test('is sent the token that kubelet renews, and verified', async () => {
    const { rejected, configuration } = await operatorSays(objects, { prometheusVersion, scrapeClass });
    expect(rejected).toEqual({});
    const ofOperator = configuration.scrape_configs.filter(({ authorization }) => authorization !== undefined);
    expect(ofOperator).toEqual([
      expect.objectContaining({
        job_name: expect.stringContaining('/arks-operator/'),
        authorization: { type: 'Bearer', credentials_file: '/var/run/secrets/kubernetes.io/serviceaccount/token' },
        tls_config: expect.objectContaining({ ca_file: expect.stringContaining('mine'), insecure_skip_verify: false }),
      }),
    ]);
  });

  test('has its monitor refused, and no other, where Prometheus has no such class', async () => {
    const { rejected } = await operatorSays(objects, { prometheusVersion });
    expect(rejected).toEqual({ 'ServiceMonitor monitoring/arks-operator': expect.stringContaining('own-token') });
  });
});

describe('a Prometheus that enforces', () => {
  const prometheusVersion = PROMETHEUS_3.version;
  const objects = () => [...objectsOf(everything), filledToken(everything)];
  const enforcing = (spec: object) => operatorSays(objects(), { prometheusVersion, spec });

  test('a namespace makes every series ours and every rule look for it, unless what docs/platforms.md shows is excluded', async () => {
    const plain = await said(everything, prometheusVersion);
    const enforced = await enforcing({ enforcedNamespaceLabel: 'namespace' });
    expect(enforced.changed.length).toBeGreaterThan(20);
    expect(enforced.configuration).not.toEqual(plain.configuration);
    const excluded = await enforcing({ enforcedNamespaceLabel: 'namespace', ...documented('excludedFromEnforcement') });
    expect(excluded.changed).toEqual([]);
    expect(excluded.configuration).toEqual(plain.configuration);
    expect(plain.changed).toEqual([]);
  });

  test('its labels over those of exporters changes nothing, since no monitor asks to honor labels', async () => {
    const plain = await said(everything, prometheusVersion);
    expect((await enforcing({ overrideHonorLabels: true })).configuration).toEqual(plain.configuration);
  });

  test('limits has the smaller of both, and a limit of its own where we have none', async () => {
    const { configuration } = await enforcing({ enforcedSampleLimit: 1_000, enforcedBodySizeLimit: '1MB' });
    for (const config of configuration.scrape_configs) {
      expect(Number(config['sample_limit'])).toBeLessThanOrEqual(1_000);
      expect(config['body_size_limit']).toBe('1MB');
    }
  });
});

describe('a Prometheus whose limits an environment names', () => {
  const enforced = {
    sampleLimit: 1_013,
    bodySizeLimit: '1MB',
    labelLimit: 47,
    labelValueLengthLimit: 401,
    targetLimit: 3_001,
  };
  const environment = environmentOf({ prometheus: { enforced } });
  const fields = Object.entries(enforced).map(([name, limit]) => [
    `enforced${name[0]?.toUpperCase()}${name.slice(1)}`,
    limit,
  ]);

  test('scrapes with the limits that its monitors ask for, and that alerts divide by', async () => {
    const { configuration } = await operatorSays([...objectsOf(environment), filledToken(environment)], {
      prometheusVersion: PROMETHEUS_3.version,
      spec: Object.fromEntries(fields),
    });
    const ours = scrapeJobs(environment);
    expect(configuration.scrape_configs).toHaveLength(ours.length);
    for (const { config } of ours) {
      const real = configuration.scrape_configs.find(({ job_name }) => job_name === config.job_name);
      for (const limit of [
        'sample_limit',
        'body_size_limit',
        'label_limit',
        'label_value_length_limit',
        'target_limit',
      ])
        expect(real?.[limit], `${config.job_name} ${limit}`).toBe(config[limit]);
    }
    const limits = scrapedOf(environment).map(({ sampleLimit }) => sampleLimit);
    expect(new Set(configuration.scrape_configs.map((config) => config['sample_limit']))).toEqual(new Set(limits));
  });
});

describe('what an environment passes on to monitors', () => {
  const key = (name: string) => ({ name: 'engines', key: name });
  const environment = environmentOf({
    scrape: {
      endpoints: [
        {
          surfaces: ['runtime', 'router'],
          scheme: 'https',
          tlsConfig: {
            ca: { secret: key('ca.crt') },
            cert: { secret: key('tls.crt') },
            keySecret: key('tls.key'),
            serverName: 'engine.example.com',
          },
          basicAuth: { username: key('username'), password: key('password') },
          proxyUrl: 'http://proxy.example.com:3128',
          scrapeProtocols: ['OpenMetricsText1.0.0', 'PrometheusText0.0.4'],
          fallbackScrapeProtocol: 'PrometheusText0.0.4',
          podTargetLabels: ['example.com/team'],
          relabelings: [{ sourceLabels: ['__meta_kubernetes_node_label_zone'], targetLabel: 'zone' }],
          metricRelabelings: [{ action: 'labeldrop', regex: 'shard_.+' }],
          attachMetadata: { node: true },
        },
      ],
    },
  });
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'engines', namespace: environment.monitoring.namespace },
    data: Object.fromEntries(
      Object.entries({
        ...{ 'ca.crt': AUTHORITY.cert, 'tls.crt': AUTHORITY.cert, 'tls.key': AUTHORITY.private },
        ...{ username: 'prometheus', password: 'a-word' },
      }).map(([name, text]) => [name, base64(text)]),
    ),
  };

  test('is in the jobs of these surfaces as asked, and in no other', async () => {
    const objects = [...objectsOf(environment), filledToken(environment), secret];
    const { rejected, configuration } = await operatorSays(objects, { prometheusVersion: PROMETHEUS_3.version });
    expect(rejected).toEqual({});
    const asked = configuration.scrape_configs.filter((config) => config['proxy_url'] !== undefined);
    expect(asked.map(({ job_name }) => job_name).sort()).toEqual([
      'podMonitor/monitoring/arks-router/0',
      'serviceMonitor/monitoring/arks-runtime/0',
    ]);
    for (const config of asked) {
      expect(config).toMatchObject({
        scheme: 'https',
        tls_config: { server_name: 'engine.example.com', insecure_skip_verify: false },
        basic_auth: { username: 'prometheus', password: 'a-word' },
        proxy_url: 'http://proxy.example.com:3128',
        scrape_protocols: ['OpenMetricsText1.0.0', 'PrometheusText0.0.4'],
        fallback_scrape_protocol: 'PrometheusText0.0.4',
        kubernetes_sd_configs: [{ attach_metadata: { node: true } }],
      });
      const ours = scrapeJobs(environment).find((job) => job.config.job_name === config.job_name);
      expect(config.relabel_configs.slice(0, -SHARDING.length)).toEqual(ours?.config.relabel_configs);
      for (const setting of ['tls_config', 'proxy_url']) expect(config[setting]).toEqual(ours?.config[setting]);
      expect(ours?.config['basic_auth']).toEqual({});
      expect(config.relabel_configs).toContainEqual(
        expect.objectContaining({
          source_labels: ['__meta_kubernetes_pod_label_example_com_team'],
          target_label: 'example_com_team',
        }),
      );
      expect(config.metric_relabel_configs?.at(-1)).toEqual({ action: 'labeldrop', regex: 'shard_.+' });
    }
  });
});

describe('the authority of a ConfigMap, as docs/surfaces.md shows it', () => {
  const [, example = ''] = /```yaml\n(scrape:\n {2}endpoints:[\s\S]*?)```/.exec(
    readFileSync(join(PROJECT, 'docs/surfaces.md'), 'utf8'),
  ) ?? [''];
  const environment = environmentOf(parse(example));
  const written = [...objectsOf(environment), filledToken(environment)];
  const authority = (data: object) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'engines-ca', namespace: environment.monitoring.namespace },
    data,
  });
  const engines = ['podMonitor/monitoring/arks-disaggregated/0', 'serviceMonitor/monitoring/arks-runtime/0'];
  const monitors = ['PodMonitor monitoring/arks-disaggregated', 'ServiceMonitor monitoring/arks-runtime'];

  test('is that by which engines are verified, and nobody else', async () => {
    const objects = [...written, authority({ 'ca.crt': AUTHORITY.cert })];
    const { rejected, configuration } = await operatorSays(objects, { prometheusVersion: PROMETHEUS_3.version });
    expect(rejected).toEqual({});
    const asked = configuration.scrape_configs.filter(({ tls_config }) =>
      String(Object(tls_config).ca_file).includes('engines-ca'),
    );
    expect(asked.map(({ job_name }) => job_name).sort()).toEqual(engines);
    for (const { scheme, tls_config } of asked) {
      expect([scheme, Object(tls_config).server_name]).toEqual(['https', 'engine.example.com']);
    }
  });

  test.each([
    ['is not there', []],
    ['has another key', [authority({ 'tls.crt': AUTHORITY.cert })]],
  ])('has the monitors of engines refused, and no other, where it %s', async (_, more) => {
    const { rejected } = await operatorSays([...written, ...more], { prometheusVersion: PROMETHEUS_3.version });
    expect(Object.keys(rejected).sort()).toEqual(monitors);
    for (const reason of Object.values(rejected)) expect(reason).toContain('engines-ca');
  });
});

test('a scrape class that an environment chooses is that of every monitor, and its token goes to all that have none', async () => {
  const environment = environmentOf({ scrape: { scrapeClass: 'mesh' } });
  const objects = [...objectsOf(environment), filledToken(environment)];
  const asked = { prometheusVersion: PROMETHEUS_3.version, scrapeClass: 'mesh' };
  const { rejected, configuration } = await operatorSays(objects, asked);
  expect(rejected).toEqual({});
  const withFile = configuration.scrape_configs.filter(
    ({ authorization }) => property(authorization, 'credentials_file') !== undefined,
  );
  expect(withFile.map(({ job_name }) => job_name).some((name) => name.includes('/arks-operator/'))).toBe(false);
  expect(withFile).toHaveLength(configuration.scrape_configs.length - 1);
  const without = await operatorSays(objects, { prometheusVersion: PROMETHEUS_3.version });
  expect(Object.keys(without.rejected)).toHaveLength(configuration.scrape_configs.length);
});

/** The namespaces in which each job looks for targets. */
const lookedInto = ({ configuration }: OperatorAnswer) =>
  Object.fromEntries(
    configuration.scrape_configs.map(({ job_name, kubernetes_sd_configs }) => [
      job_name,
      kubernetes_sd_configs.flatMap((one) => property(property(one, 'namespaces'), 'names')),
    ]),
  );

describe('a Prometheus whose monitors see their own namespace only', () => {
  const prometheusVersion = PROMETHEUS_3.version;
  const spec = { ignoreNamespaceSelectors: true };
  const asked = (environment: Environment, more: object = {}) =>
    operatorSays([...objectsOf(environment), filledToken(environment)], {
      prometheusVersion,
      spec: { ...spec, ...more },
    });

  test('finds everything where each monitor is beside its targets, and makes the same of them as any other', async () => {
    const answer = await asked(apart);
    expect(answer.rejected).toEqual({});
    expect(answer.configuration).toEqual((await said(apart, prometheusVersion)).configuration);
    expect(lookedInto(answer)).toEqual({
      'podMonitor/envoy-gateway-system/arks-envoy.monitoring/0': ['envoy-gateway-system'],
      'podMonitor/tenant-a/arks-disaggregated-tenant-a.monitoring/0': ['tenant-a'],
      'podMonitor/tenant-a/arks-router-tenant-a.monitoring/0': ['tenant-a'],
      'podMonitor/tenant-b/arks-disaggregated-tenant-b.monitoring/0': ['tenant-b'],
      'podMonitor/tenant-b/arks-router-tenant-b.monitoring/0': ['tenant-b'],
      'serviceMonitor/arks-operator-system/arks-gateway.monitoring/0': ['arks-operator-system'],
      'serviceMonitor/arks-operator-system/arks-operator.monitoring/0': ['arks-operator-system'],
      'serviceMonitor/monitoring/arks-custom-resources/0': ['monitoring'],
      'serviceMonitor/tenant-a/arks-runtime-tenant-a.monitoring/0': ['tenant-a'],
      'serviceMonitor/tenant-b/arks-runtime-tenant-b.monitoring/0': ['tenant-b'],
    });
  });

  test('finds the custom resources and nothing else where monitors are together', async () => {
    const namespaces = Object.values(lookedInto(await asked(everything)));
    expect(namespaces).toEqual(namespaces.map(() => ['monitoring']));
  });

  test('calls pods by the job that rules ask for, whatever their monitor is called', async () => {
    const { configuration } = await asked(apart);
    const jobs = configuration.scrape_configs.flatMap(({ job_name, relabel_configs }) => {
      const last = relabel_configs.filter((rule) => rule['target_label'] === 'job').at(-1);
      return job_name.startsWith('podMonitor/') ? [last?.['replacement']] : [];
    });
    expect(new Set(jobs)).toEqual(
      new Set(['monitoring/arks-disaggregated', 'monitoring/arks-envoy', 'monitoring/arks-router']),
    );
  });

  test('and enforces their namespace changes nothing of engines, where what docs/openshift.md excludes is excluded', async () => {
    const answer = await asked(apart, {
      enforcedNamespaceLabel: 'namespace',
      ...documented('excludedFromEnforcement', 'docs/openshift.md'),
    });
    expect(answer.rejected).toEqual({});
    expect(answer.changed).toEqual([]);
    const plain = await said(apart, prometheusVersion);
    expect(answer.configuration.scrape_configs.map(withoutItsNamespace)).toEqual(plain.configuration.scrape_configs);
    const enforced = answer.configuration.scrape_configs.filter((config) => withoutItsNamespace(config) !== config);
    expect(enforced.map(({ job_name }) => job_name.split('/')[1])).toEqual(
      expect.arrayContaining(['tenant-a', 'tenant-b']),
    );
    expect(enforced.every(({ job_name }) => /^[^/]+\/tenant-[ab]\//.test(job_name))).toBe(true);
  });

  test('as the user workload monitoring of OpenShift does takes every monitor and rule, and changes no series of an engine', async () => {
    const off = { enabled: false };
    const openshift = environmentOf({
      tenants: { namespaces: ['tenant-a', 'tenant-b'] },
      scrape: { monitors: 'perNamespace' },
      prometheus: { enforcedNamespaceLabel: 'monitors' },
      surfaces: { gateway: off, envoy: off, customResources: off },
      slos: [],
    });
    const answer = await asked(openshift, {
      enforcedNamespaceLabel: 'namespace',
      overrideHonorLabels: true,
      overrideHonorTimestamps: true,
      arbitraryFSAccessThroughSMs: { deny: true },
      // namespacesWithoutLabelEnforcement becomes this.
      excludedFromEnforcement: [
        { group: 'monitoring.coreos.com', resource: 'prometheusrules', namespace: 'monitoring' },
      ],
    });
    expect([answer.rejected, answer.changed]).toEqual([{}, []]);
    const { configuration } = await operatorSays([...objectsOf(openshift), filledToken(openshift)], {
      prometheusVersion,
    });
    const honoring = configuration.scrape_configs.map((config) => ({ ...config, honor_timestamps: false }));
    expect(answer.configuration.scrape_configs.map(withoutItsNamespace)).toEqual(honoring);
    expect(honoring).toHaveLength(7);
  });
});

/** A job without the rules by which the operator enforces the namespace of its monitor; the same where it has none. */
function withoutItsNamespace(config: RealScrapeConfig): RealScrapeConfig {
  const [, namespace] = config.job_name.split('/');
  const enforced = (rule: object) =>
    JSON.stringify(rule) === JSON.stringify({ target_label: 'namespace', replacement: namespace });
  const { relabel_configs, metric_relabel_configs = [] } = config;
  if (!relabel_configs.some(enforced)) return config;
  expect(metric_relabel_configs.at(-1)).toEqual({ target_label: 'namespace', replacement: namespace });
  return {
    ...config,
    relabel_configs: relabel_configs.filter((rule) => !enforced(rule)),
    metric_relabel_configs: metric_relabel_configs.slice(0, -1),
  };
}

test('refuses a rule that is wrong', async () => {
  const groups = [{ name: 'wrong', rules: [{ record: 'a', expr: 'sum(' }] }];
  const rule = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'wrong', namespace: 'monitoring' },
    spec: { groups },
  };
  const { rejected } = await operatorSays([rule], { prometheusVersion: PROMETHEUS_3.version });
  expect(rejected).toEqual({ 'PrometheusRule monitoring/wrong': expect.stringContaining('parse error') });
});

tellAfterwards({
  program: 'prometheus-operator',
  version: PROMETHEUS_OPERATOR.version,
  from: `Go module ${PROMETHEUS_OPERATOR.module}`,
  ran: 'Its own checks of monitors and rules and its own configuration generator, without an API server, over what synth writes for both shipped environments, one with everything on, and one whose monitors are beside their targets.',
  series: [],
  records: [],
  held: [
    `Every monitor and every rule is accepted for Prometheus ${PROMETHEUS_3.version} and ${PROMETHEUS_2.version}.`,
    'The scrape configuration of each monitor is, field by field and rule by rule, what the simulated operator makes; it adds discovery, the token and the rules that choose a shard.',
    `What it generates loads in Prometheus ${PROMETHEUS_3.version} and ${PROMETHEUS_2.version}.`,
    "The operator's monitor is refused until Kubernetes has filled in its token, and no other is.",
    'Where Prometheus enforces a namespace, what docs/platforms.md excludes leaves configuration and rules as they are; overrideHonorLabels changes nothing.',
    'Limits that it enforces and an environment names are those of the monitors, and a scrape class that an environment chooses is that of every monitor.',
    'TLS, basic authentication, proxy, formats, labels and rules that an environment passes on are in the jobs of their surfaces, and in no other.',
    'Where monitors see their own namespace only, those of scrape.monitors: perNamespace find every target under the job that rules ask for; with what docs/openshift.md excludes, or set as the user workload monitoring of OpenShift, an enforced namespace changes no rule and no series of an engine.',
    'With a scrape class it is sent the token of Prometheus itself, and refused where Prometheus has no class of that name.',
  ],
  notRun: [
    {
      what: 'its discovery in a Prometheus',
      why: 'neither the one of Debian nor the one built here has that of Kubernetes',
    },
  ],
});

function objectsOf(environment: Environment): readonly unknown[] {
  return createApp([environment], 'dist').charts.flatMap((chart) => chart.toJson());
}

/** The part of the specification of a Prometheus that a page shows under that name. */
function documented(field: string, file = 'docs/platforms.md'): object {
  const page = readFileSync(join(PROJECT, file), 'utf8');
  const shown = [...page.matchAll(/^ *```yaml\n(.*?)^ *```/gms)].map(([, text = '']): unknown => parse(text));
  const spec = shown
    .map((one) => property(property(property(one, 'prometheus'), 'prometheusSpec'), field))
    .find((one) => one !== undefined);
  if (spec === undefined) throw new Error(`${file} shows no ${field}`);
  return { [field]: spec };
}

/** The Secret as Kubernetes, or whoever the environment leaves it to, fills it in. */
function filledToken(environment: Environment) {
  const { name, key } = environment.surfaces.operator.tokenSecret ?? ownSecret(environment);
  const namespace = homeOf(environment.arks.namespace, environment);
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const data = { [key]: base64(TOKEN), 'ca.crt': base64(AUTHORITY.cert) };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, data };
}

/** A job of ours with the discovery that its first rule stands for, and the token. */
function withDiscovery({ role, config }: ScrapeJob) {
  const [first, ...others] = config.relabel_configs;
  const limited = first?.source_labels?.[0] === '__meta_kubernetes_namespace' && first.action === 'keep';
  const namespaces = limited ? { namespaces: { names: first.regex?.split('|') } } : {};
  const { authorization } = config;
  return {
    discovery: { role, ...namespaces },
    config: {
      ...config,
      relabel_configs: limited ? others : config.relabel_configs,
      ...(authorization === undefined ? {} : { authorization: { ...Object(authorization), credentials: TOKEN } }),
    },
  };
}

/** A real job as ours are written: for the oldest Prometheus, without discovery and sharding, a port as text. */
function comparable({
  kubernetes_sd_configs: _discovery,
  keep_dropped_targets: _since_2_47,
  relabel_configs,
  ...rest
}: RealScrapeConfig) {
  const own = relabel_configs.slice(0, -SHARDING.length);
  return {
    ...rest,
    relabel_configs: own.map(({ regex, ...rule }) => (regex === undefined ? rule : { ...rule, regex: String(regex) })),
  };
}

/**
 * What promtool says of a configuration in which the operator's reloader has put the number of the shard. Discovery is left out:
 * neither the Prometheus of Debian nor the one that is built here has that of Kubernetes.
 */
async function checked(promtool: string, { configuration: said }: OperatorAnswer): Promise<string> {
  const scrape_configs = said.scrape_configs.map(({ kubernetes_sd_configs: _discovery, ...rest }) => rest);
  const configuration = { ...said, scrape_configs };
  const text = stringify(configuration, { aliasDuplicateObjects: false }).replaceAll('$(SHARD)', '0');
  const { output } = await runPromtool(promtool, ['check', 'config', 'prometheus.yml'], { 'prometheus.yml': text });
  return output;
}
