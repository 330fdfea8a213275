import { describe, expect, test } from 'vitest';
import { FILE, problemsIn } from '../support/environment-problems.js';

const RULES = 'rules: { target: azure, interval: 1m }';
const AZURE = `cluster: { name: aks-1 }\nscrape: { target: azure }\n${RULES}\nsurfaces: { customResources: { enabled: false } }\n`;

describe('a cluster that Azure scrapes', () => {
  test('is accepted with what Azure can serve', () => {
    expect(problemsIn(AZURE)).toEqual([]);
  });

  test('is told all that Azure cannot serve at once, each where it stands', () => {
    expect(problemsIn('scrape: { target: azure }\n')).toEqual([
      `rules.target must be azure where scrape.target is azure, since nothing else reads what the add-on stores, got "prometheus", the default (${FILE}:1:1)`,
      expect.stringContaining('surfaces.customResources.enabled must be false where scrape.target is azure'),
    ]);
  });

  test.each([
    [
      'monitoring: { operatorVersion: "0.72" }',
      'monitoring.operatorVersion must not be set where scrape.target is azure',
    ],
    [
      'surfaces: { customResources: { enabled: false }, operator: { tls: { ca: { secret: { name: ca } } } } }',
      'surfaces.operator.tls must not be set where scrape.target is azure',
    ],
    ['cluster: { name: aks-1, label: site }', 'cluster.label must be cluster, the label that the service writes'],
    ['scrape: { target: azure, labelLimit: 64 }', 'scrape.labelLimit must be at most 63 where scrape.target is azure'],
    [
      'scrape: { target: azure, labelNameLengthLimit: 512 }',
      'scrape.labelNameLengthLimit must be at most 511 where scrape.target is azure',
    ],
    [
      'scrape: { target: azure, labelValueLengthLimit: 1024 }',
      'scrape.labelValueLengthLimit must be at most 1023 where scrape.target is azure',
    ],
  ])('is refused %s', (line, problem) => {
    const [section = ''] = line.split(':');
    const others = AZURE.split('\n').filter((other) => !other.startsWith(`${section}:`));
    expect(problemsIn([...others, line, ''].join('\n'))).toEqual([expect.stringContaining(problem)]);
  });
});

describe('a cluster that Google collects from', () => {
  const off = ['gateway', 'envoy', 'customResources'].map((surface) => `${surface}: { enabled: false }`).join(', ');
  const GKE = ['scrape: { target: gke }', 'rules: { target: gke }', 'slos: []', `surfaces: { ${off} }`];

  test('is accepted with what the collector can carry', () => {
    expect(problemsIn(`${GKE.join('\n')}\n`)).toEqual([]);
  });

  test('is told all that the collector cannot carry at once', () => {
    expect(problemsIn('scrape: { target: gke }\nslos: []\n')).toEqual([
      expect.stringContaining('rules.target must be gke where scrape.target is gke'),
      ...['gateway', 'envoy', 'customResources'].map((surface) =>
        expect.stringContaining(
          `surfaces.${surface}.enabled must be false where scrape.target is gke: its exporter says`,
        ),
      ),
    ]);
  });

  test.each([
    [
      'monitoring: { operatorVersion: "0.72" }',
      'monitoring.operatorVersion must not be set where scrape.target is gke',
    ],
    [
      'monitoring: { prometheusServiceAccount: { name: a } }',
      'monitoring.prometheusServiceAccount must not be set where scrape.target is gke',
    ],
    [
      'prometheus: { enforced: { sampleLimit: 7 } }',
      'prometheus.enforced.sampleLimit must not be set where scrape.target is gke',
    ],
    ['scrape: { target: gke, targetLimit: 7 }', 'scrape.targetLimit must not be set where scrape.target is gke'],
    ['scrape: { target: gke, scrapeClass: a }', 'scrape.scrapeClass must not be set where scrape.target is gke'],
    [
      'scrape: { target: gke, monitors: perNamespace }\ntenants: { namespaces: [a] }',
      'scrape.monitors must be together where scrape.target is gke',
    ],
    [
      'scrape: { target: gke, endpoints: [{ surfaces: [runtime], basicAuth: { username: { name: a, key: b }, password: { name: a, key: c } } }] }',
      'scrape.endpoints[0].basicAuth must not be set where scrape.target is gke',
    ],
    [
      `surfaces: { ${off}, operator: { tls: { ca: { configMap: { name: ca } } } } }`,
      'surfaces.operator.tls.ca.configMap must not be set where scrape.target is gke',
    ],
  ])('is refused %s', (lines, problem) => {
    const [section = ''] = lines.split(':');
    const others = GKE.filter((other) => !other.startsWith(`${section}:`));
    expect(problemsIn([...others, lines, ''].join('\n'))).toEqual([expect.stringContaining(problem)]);
  });
});

describe('rules that a cloud evaluates', () => {
  test('of Azure are evaluated once a minute at most', () => {
    expect(problemsIn('cluster: { name: aks-1 }\nrules: { target: azure }\n')).toEqual([
      expect.stringContaining('rules.interval must be at least 1m where rules.target is azure, got "30s", the default'),
    ]);
    expect(problemsIn(`cluster: { name: aks-1 }\n${RULES}\n`)).toEqual([]);
  });

  test('of Azure have room for two labels of the environment', () => {
    const labels = (names: string) => `cluster: { name: aks-1 }\n${RULES}\nalerts: { labels: { ${names} } }\n`;
    expect(problemsIn(labels('a: x, b: x, c: x'))).toEqual([
      expect.stringContaining('alerts.labels must be at most 2 where rules.target is azure'),
    ]);
    expect(problemsIn(labels('a: x, b: x'))).toEqual([]);
  });

  test('tell no Alertmanager that is not theirs', () => {
    const told = `receivers: [{ name: a, webhook: { url: { name: s, key: k } } }], routes: { critical: a, warning: a }`;
    const text = (rules: string, own: string) => `cluster: { name: a }\n${rules}\nalertmanager: { ${own}, ${told} }\n`;
    expect(problemsIn(text(RULES, 'delivery: configMap'))).toEqual([
      expect.stringContaining('alertmanager must not be set where rules.target is azure'),
    ]);
    const aws = 'rules: { target: aws }';
    expect(problemsIn(text(aws, 'matcherStrategy: None'))).toEqual([
      expect.stringContaining('alertmanager.delivery must be configMap where rules.target is aws'),
    ]);
    expect(problemsIn(text(aws, 'delivery: configMap'))).toEqual([]);
  });

  test.each(['azure', 'aws'])('of %s need the name of the cluster, since a workspace may have many', (target) => {
    expect(problemsIn(`rules: { target: ${target}, interval: 1m }\n`)).toEqual([
      expect.stringContaining(`cluster.name must be set where rules.target is ${target}`),
    ]);
  });

  test.each([
    ['cluster: { name: gke-1 }', 'cluster.name must not be set where rules.target is gke'],
    ['cluster: { label: site }', 'cluster.label must be cluster, the label that the service writes'],
  ])('of Google leave the cluster to it: %s', (line, problem) => {
    expect(problemsIn(`${line}\nrules: { target: gke }\n`)).toEqual([expect.stringContaining(problem)]);
    expect(problemsIn('rules: { target: gke }\n')).toEqual([]);
  });

  test.each(['namespace: a', 'selectorLabels: { a: b }'])('of Google belong to no namespace: %s', (own) => {
    expect(problemsIn(`rules: { target: gke, ${own} }\n`)).toEqual([
      expect.stringContaining('must not be set where rules.target is gke: ClusterRules belong to no namespace'),
    ]);
  });

  test.each([
    ['aws', '28d', 0],
    ['gke', '30d', 0],
    ['azure', '30d', 0],
  ])('of %s look back as far as its store keeps samples: %s', (target, window, problems) => {
    const cluster = target === 'gke' ? '' : 'cluster: { name: a }\n';
    const slos = `slos: [{ name: up, indicator: gatewayAvailability, objectivePercent: 99, window: ${window} }]\n`;
    expect(problemsIn(`${cluster}rules: { target: ${target}, interval: 1m }\n${slos}`)).toHaveLength(problems);
  });
});
