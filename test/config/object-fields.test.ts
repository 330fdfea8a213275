import { describe, expect, test } from 'vitest';
import { schemaErrors } from '../../imports/schemas.js';
import { environmentSchema } from '../../src/config/environment.js';

/** A setting and the field of an object that its value gets into as it is, which a CRD has a pattern or bounds for. */
interface Field {
  readonly setting: string;
  readonly settings: (value: unknown) => object;
  readonly object: (value: unknown) => object;
  readonly taken: readonly unknown[];
  readonly refused: readonly unknown[];
}

const PROMETHEUS = 'monitoring.coreos.com/v1';
const GRAFANA = 'grafana.integreatly.org/v1beta1';
const metadata = { name: 'x' };
const monitor = (spec: object, endpoint: object) => ({
  apiVersion: PROMETHEUS,
  kind: 'ServiceMonitor',
  metadata,
  spec: { selector: {}, endpoints: [endpoint], ...spec },
});
const rule = (group: object, own: object) => ({
  apiVersion: PROMETHEUS,
  kind: 'PrometheusRule',
  metadata,
  spec: { groups: [{ name: 'x', ...group, rules: [{ alert: 'X', expr: 'up', ...own }] }] },
});
const folder = (spec: object) => ({
  apiVersion: GRAFANA,
  kind: 'GrafanaFolder',
  metadata,
  spec: { instanceSelector: {}, ...spec },
});
const deployment = (container: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: { selector: {}, template: { spec: { containers: [{ name: 'x', ...container }] } } },
});
const application = (spec: object) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata,
  spec: { project: 'x', destination: {}, ...spec },
});
const argocd = (own: object) => ({ argocd: { repoUrl: 'https://git.example.com/x', destination: 'x', ...own } });
const customResources = (own: object) => ({ surfaces: { customResources: own } });

const FIELDS: readonly Field[] = [
  {
    setting: 'scrape.interval',
    settings: (interval) => ({ scrape: { interval, timeout: '1s' } }),
    object: (interval) => monitor({}, { interval }),
    taken: ['30s', '1m', '0m30s', '0d1m'],
    refused: ['1.5m', '30S', '1m 1s', '500ms', '30', 30],
  },
  {
    setting: 'scrape.timeout',
    settings: (timeout) => ({ scrape: { interval: '1m', timeout } }),
    object: (scrapeTimeout) => monitor({}, { scrapeTimeout }),
    taken: ['1s', '1m'],
    refused: ['0s', '', '1e1s'],
  },
  {
    setting: 'scrape.bodySizeLimit',
    settings: (bodySizeLimit) => ({ scrape: { bodySizeLimit } }),
    object: (bodySizeLimit) => monitor({ bodySizeLimit }, {}),
    taken: ['16MB', '1.5GiB', '999999999GB', '0.001KB'],
    refused: ['0MB', '16mb', '16 MB', '.5MB', '9999999999GB', `${'9'.repeat(400)}GB`, '0.0001KB', '16M', 16],
  },
  {
    setting: 'scrape.labelLimit',
    settings: (labelLimit) => ({ scrape: { labelLimit } }),
    object: (labelLimit) => monitor({ labelLimit }, {}),
    taken: [1, Number.MAX_SAFE_INTEGER],
    refused: [0, -1, 1.5, 1e300, 'x'],
  },
  {
    setting: 'surfaces.operator.sampleLimit',
    settings: (sampleLimit) => ({ surfaces: { operator: { seriesBudget: 1, sampleLimit } } }),
    object: (sampleLimit) => monitor({ sampleLimit }, {}),
    taken: [1, Number.MAX_SAFE_INTEGER],
    refused: [0, -1, 1.5, 1e300],
  },
  {
    setting: 'rules.interval',
    settings: (interval) => ({ rules: { interval } }),
    object: (interval) => rule({ interval }, {}),
    taken: ['30s', '2m', '1m30s'],
    refused: ['1.5m', '3m', '-1m'],
  },
  {
    setting: 'alerts.thresholds.modelLoad',
    settings: (modelLoad) => ({ alerts: { thresholds: { modelLoad } } }),
    object: (own) => rule({}, { for: own }),
    taken: ['1h', '1d', '1d12h', '1w'],
    refused: ['12h1d', '2w', '1y', '1M'],
  },
  {
    setting: 'grafana.dashboards.operator.resyncPeriod',
    settings: (resyncPeriod) => ({ grafana: { dashboards: { operator: { resyncPeriod } } } }),
    object: (resyncPeriod) => folder({ resyncPeriod }),
    taken: ['10m', '36h', '1h30m', '8760h'],
    refused: ['1d', '1w', '1y', '1d12h', '0s', '8761h', '', '1.5h', 10],
  },
  {
    setting: 'surfaces.customResources.resources.limits.cpu',
    settings: (cpu) => customResources({ resources: { limits: { cpu } } }),
    object: (cpu) => deployment({ resources: { limits: { cpu } } }),
    taken: ['1', '0.5', '100m', '999999'],
    refused: ['0', '1k', '1e3', '.5', '1 m', '-1', '1000000000m0'],
  },
  {
    setting: 'surfaces.customResources.resources.limits.memory',
    settings: (memory) => customResources({ resources: { limits: { memory } } }),
    object: (memory) => deployment({ resources: { limits: { memory } } }),
    taken: ['64Mi', '1Gi'],
    refused: ['1.5Gi', '64M', '64MI', '0Mi', '1e3Mi', '9999999999Gi'],
  },
  {
    setting: 'surfaces.router.port',
    settings: (port) => ({ surfaces: { router: { port } } }),
    object: (portNumber) => ({
      apiVersion: PROMETHEUS,
      kind: 'PodMonitor',
      metadata,
      spec: { selector: {}, podMetricsEndpoints: [{ portNumber }] },
    }),
    taken: [1, 65_535],
    refused: [0, 65_536, 80.5, '80'],
  },
  {
    setting: 'argocd.retry.limit',
    settings: (limit) => argocd({ retry: { limit } }),
    object: (limit) => application({ syncPolicy: { retry: { limit } } }),
    taken: [0, Number.MAX_SAFE_INTEGER],
    refused: [-1, 0.5, 1e300],
  },
  {
    setting: 'argocd.retry.factor',
    settings: (factor) => argocd({ retry: { factor } }),
    object: (factor) => application({ syncPolicy: { retry: { backoff: { factor } } } }),
    taken: [1, Number.MAX_SAFE_INTEGER],
    refused: [0, 1.5, 1e300],
  },
];

/** What any of these fields might be given: units, signs, spaces, exponents, nothing. */
const TRIED: readonly unknown[] = [
  ...new Set([
    ...FIELDS.flatMap(({ taken, refused }) => [...taken, ...refused]),
    ...[
      '0',
      '1ms',
      '1us',
      '1µs',
      '1h1d',
      '+1m',
      '１m',
      '1m\n',
      ' 1m',
      'P1D',
      'PT1M',
      'never',
      'null',
      '1m1m',
      '1h 30m',
    ],
    ...['16MB\n', '1B', '1TB', '1PiB', '1EB', '1e3MB', '1_000', '0x10', '0o17', '1/2', '∞', 'NaN'],
    ...[-0, 1e-7, 2 ** 31, 2 ** 53, Number.POSITIVE_INFINITY, true, null, [], {}],
  ]),
];

const accepts = (settings: object) => environmentSchema.safeParse(settings).success;

test('the schemas of objects have the patterns that settings are held against', () => {
  expect(schemaErrors(folder({ resyncPeriod: '1d' }))).not.toEqual([]);
  expect(schemaErrors(monitor({ bodySizeLimit: '16mb' }, {}))).not.toEqual([]);
  expect(schemaErrors(monitor({}, { interval: '1.5m' }))).not.toEqual([]);
  expect(schemaErrors(rule({}, { for: '12h1d' }))).not.toEqual([]);
});

describe.each(FIELDS)('$setting', ({ settings, object, taken, refused }) => {
  test('takes what it is meant to take, and its object as well', () => {
    expect(taken.filter((value) => !accepts(settings(value)))).toEqual([]);
    expect(taken.flatMap((value) => schemaErrors(object(value)))).toEqual([]);
  });

  test('refuses what it is meant to refuse', () => {
    expect(refused.filter((value) => accepts(settings(value)))).toEqual([]);
  });

  test('takes nothing that the schema of its object refuses', () => {
    const taking = TRIED.filter((value) => accepts(settings(value)));
    expect(taking.filter((value) => schemaErrors(object(value)).length > 0)).toEqual([]);
  });
});
