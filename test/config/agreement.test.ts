import { describe, expect, test } from 'vitest';
import { FILE, problemsIn } from '../support/environment-problems.js';

test('cluster.label cannot be a label that alerts.labels sets, since alerts could not tell clusters apart', () => {
  expect(problemsIn('cluster: { label: site }\nalerts: { labels: { site: eu, team: llm } }\n')).toEqual([
    `cluster.label must not be one of alerts.labels, which would hide which cluster an alert is from, got "site" (${FILE}:1:19)`,
  ]);
  expect(problemsIn('cluster: { label: site }\nalerts: { labels: { team: llm } }\n')).toEqual([]);
});

test('the label of the cluster is no longer than Prometheus takes of any sample, and its name never is', () => {
  const label = 'l'.repeat(129);
  expect(problemsIn(`cluster: { label: ${label} }`)).toEqual([
    `cluster.label must not be longer than scrape.labelNameLengthLimit, which is 128, got "${label}" (${FILE}:1:19)`,
  ]);
  const name = '\u6771'.repeat(100);
  expect(problemsIn(`cluster: { name: ${name}${name} }`)).toEqual([
    expect.stringMatching(/^cluster\.name must be at most 100 characters, the longest name that a cloud /),
  ]);
  const scrape = 'scrape: { labelNameLengthLimit: 200, labelValueLengthLimit: 350 }';
  expect(problemsIn(`cluster: { label: ${label}, name: ${name} }\n${scrape}\n`)).toEqual([]);
});

describe('a namespace that is not among tenants.namespaces', () => {
  const TENANTS = 'tenants: { namespaces: [tenant-a, tenant-b] }\n';
  const ALLOWED = 'must be one of tenants.namespaces, which are tenant-a, tenant-b';
  const objective = (namespace: string) =>
    `slos: [{ name: up, indicator: gatewayAvailability, objectivePercent: 99, selector: { namespace: ${namespace} } }]\n`;

  test('is refused in alerts.namespaces, where it stands', () => {
    expect(problemsIn(`${TENANTS}alerts: { namespaces: [tenant-a, tenant-c] }\n`)).toEqual([
      `alerts.namespaces[1] ${ALLOWED}, got "tenant-c"; did you mean tenant-a? (${FILE}:2:34)`,
    ]);
  });

  test('is refused in the selector of an objective, where it stands', () => {
    expect(problemsIn(`${TENANTS}${objective('chat')}`)).toEqual([
      `slos[0].selector.namespace ${ALLOWED}, got "chat" (${FILE}:2:97)`,
    ]);
  });

  test('is none where tenants are all, and those that are among them are accepted', () => {
    expect(problemsIn(`alerts: { namespaces: [tenant-c] }\n${objective('tenant-c')}`)).toEqual([]);
    expect(problemsIn(`${TENANTS}alerts: { namespaces: [tenant-b] }\n${objective('tenant-a')}`)).toEqual([]);
  });
});

describe('what disagrees is reported beside what is of a wrong type, in one run', () => {
  test('between sections, an item at a time', () => {
    const text = `
cluster: { label: site, name: 7 }
tenants: { namespaces: [tenant-a, tenant-b], namespace: 7 }
alerts: { labels: { site: eu, team: 7 }, namespaces: [tenant-c, 17], thresholds: { modelLoad: 1000y } }
slos:
  - { name: up, indicator: gatewayAvailability, objectivePercent: "99", selector: { namespace: tenant-d } }
  - 17
  - { name: up, objectivePercent: 97, selector: { namespace: 7 } }
`;
    expect(problemsIn(text).map((problem) => problem.replace(/ (must|is) .*/, ''))).toEqual([
      'cluster.name',
      'tenants.namespace',
      'alerts.thresholds.modelLoad',
      'alerts.labels.team',
      'alerts.namespaces[1]',
      'slos[0].objectivePercent',
      'slos[1]',
      'slos[2].indicator',
      'slos[2].selector.namespace',
      'slos[2].name',
      'cluster.label',
      'alerts.namespaces[0]',
      'slos[0].selector.namespace',
    ]);
  });

  test.each([
    ['rules: { interval: 5m, intervall: 7 }', 'rules.interval must not be above 2m'],
    ['scrape: { interval: 5m, labelLimit: x }', 'scrape.interval must not be above 1m'],
    ['scrape: { timeout: 45s, labelLimit: x }', 'scrape.timeout must not be above scrape.interval'],
    ['monitoring: { namespace: 7, labels: { release: x } }', 'monitoring.labels.release must be "prometheus"'],
    [
      'surfaces: { router: { seriesBudget: 7001, sampleLimit: 6999, port: x } }',
      'surfaces.router.sampleLimit must not be below seriesBudget',
    ],
    [
      'surfaces: { customResources: { resources: { limits: { cpu: 1m, memory: 17 } } } }',
      'surfaces.customResources.resources.limits.cpu must not be below requests.cpu',
    ],
    ['runtimes: [vllm, vllm, tgi]', 'runtimes[1] must be unique, got "vllm", as in runtimes[0]'],
    [
      'slos: [{ name: up, indicator: gatewayAvailability, thresholdSeconds: 1, objectivePercent: x }]',
      'slos[0].thresholdSeconds must not be given for gatewayAvailability',
    ],
    [
      'slos: [{ name: up, indicator: gatewayAvailability, objectivePercent: 99 }, { name: up }]',
      'slos[1].name must be unique, got "up", as in slos[0].name',
    ],
  ])('within one: %s', (text, problem) => {
    expect(problemsIn(text).length).toBeGreaterThan(1);
    expect(problemsIn(text).filter((found) => found.startsWith(problem))).toHaveLength(1);
  });

  test('what cannot be read is compared with nothing', () => {
    expect(problemsIn('scrape: { interval: often, timeout: 45s }')).toHaveLength(1);
    expect(problemsIn('tenants: { namespaces: [tenant-a, 17] }\nalerts: { namespaces: [tenant-b] }\n')).toHaveLength(1);
    expect(problemsIn('surfaces: { runtime: { seriesBudget: x, sampleLimit: 1 } }')).toHaveLength(1);
  });
});

test('rules.selectorLabels cannot say of a label what monitoring.labels says otherwise', () => {
  const text = (team: string) =>
    `monitoring: { labels: { team: llm } }\nrules: { selectorLabels: { team: ${team}, ruler: main } }\n`;
  expect(problemsIn(text('other'))).toEqual([
    `rules.selectorLabels.team must be "llm", which monitoring.labels gives every object, got "other" (${FILE}:2:34)`,
  ]);
  expect(problemsIn(text('llm'))).toEqual([]);
});

describe('a ruler that sees every cluster', () => {
  test('gets no cluster whose name alerts would run as a template', () => {
    expect(problemsIn('cluster: { name: "eu{{ 1 }}" }\n')).toEqual([
      `cluster.name must not contain {{ or }}, which Prometheus would run as a template, got "eu{{ 1 }}" (${FILE}:1:18)`,
    ]);
  });

  test.each(['mimir', 'thanos'])(
    'of %s is refused where the cluster has no name, and accepted where it has',
    (target) => {
      expect(problemsIn(`rules: { target: ${target} }\n`)).toEqual([
        expect.stringContaining(
          `cluster.name must be set where rules.target is ${target}, whose rulers see every cluster`,
        ),
      ]);
      expect(problemsIn(`cluster: { name: eu-1 }\nrules: { target: ${target} }\n`)).toEqual([]);
    },
  );

  test.each(['prometheus', 'victoriametrics'])('is none of %s, which may have one cluster', (target) => {
    expect(problemsIn(`rules: { target: ${target} }\n`)).toEqual([]);
  });

  test('is one of those that are known, and all else about it is checked in the same run', () => {
    expect(
      problemsIn('rules: { target: mimirr, mimir: { tenant: "a|b" }, thanos: { partialResponse: maybe } }\n'),
    ).toEqual([
      expect.stringContaining('did you mean mimir?'),
      expect.stringContaining('rules.mimir.tenant must be a label value'),
      expect.stringContaining('rules.thanos.partialResponse must be one of abort, warn'),
    ]);
  });
});

describe('a key that every object has already', () => {
  const monitoring = 'monitoring: { labels: { team: llm }, annotations: { folder: a } }\n';
  const LABEL = 'must be "llm", which monitoring.labels gives every object';

  test.each([
    ['rules.selectorLabels.team', 'rules: { selectorLabels: { team: other } }', LABEL],
    [
      'grafana.dashboards.sidecar.labels.team',
      'grafana: { dashboards: { sidecar: { labels: { team: other } } } }',
      LABEL,
    ],
    [
      'grafana.dashboards.sidecar.folderAnnotation',
      'grafana: { dashboards: { sidecar: { folderAnnotation: folder } } }',
      'must not be one of monitoring.annotations, which every object has',
    ],
  ])('is refused with another value in %s', (path, text, rule) => {
    expect(problemsIn(`${monitoring}${text}\n`)).toEqual([expect.stringContaining(`${path} ${rule}, got "`)]);
  });

  test('is refused in the labels that Alertmanager selects by, where it selects', () => {
    const alertmanager = (delivery: string) =>
      `${monitoring}alertmanager: { ${delivery}, selectorLabels: { team: other }, receivers: [{ name: a, webhook: { url: { name: s, key: k } } }], routes: { critical: a, warning: a } }\n`;
    expect(problemsIn(alertmanager('matcherStrategy: None'))).toEqual([
      expect.stringContaining(`alertmanager.selectorLabels.team ${LABEL}`),
    ]);
    expect(problemsIn(alertmanager('delivery: configMap'))).toEqual([]);
  });

  test('is none with the same value, and for dashboards that no sidecar reads', () => {
    expect(problemsIn(`${monitoring}rules: { selectorLabels: { team: llm } }\n`)).toEqual([]);
    const operator = 'grafana: { dashboards: { delivery: operator, sidecar: { labels: { team: other } } } }\n';
    expect(problemsIn(monitoring + operator)).toEqual([]);
  });
});
