import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { schemaErrors } from '../../imports/schemas.js';
import { createApp } from '../../src/app/app.js';
import { SURFACES, type SurfaceName } from '../../src/config/surfaces.js';
import { wrongLabels } from '../../src/scraping/label-checks.js';
import { monitorOf } from '../../src/scraping/monitors.js';
import { wronglyPassed } from '../../src/scraping/passed-checks.js';
import { sentToTenants } from '../../src/scraping/sent-credentials.js';
import { surfaces } from '../../src/scraping/surfaces/index.js';
import { environmentOf } from '../support/environment.js';
import { problemsIn } from '../support/environment-problems.js';
import { messagesOf } from '../support/messages-of.js';

const TLS = {
  ca: { configMap: { name: 'engines-ca', key: 'ca.pem' } },
  cert: { secret: { name: 'prometheus-client' } },
  keySecret: { name: 'prometheus-client' },
  serverName: 'engine.example.com',
};
const EVERYTHING = {
  surfaces: ['runtime'],
  scheme: 'https',
  tlsConfig: TLS,
  basicAuth: { username: { name: 'engines' }, password: { name: 'engines', key: 'word' } },
  proxyUrl: 'http://proxy.example.com:3128',
  scrapeProtocols: ['OpenMetricsText1.0.0', 'PrometheusText0.0.4'],
  fallbackScrapeProtocol: 'PrometheusText0.0.4',
  podTargetLabels: ['team', 'example.com/cost-center'],
  targetLabels: ['tier'],
  relabelings: [{ sourceLabels: ['__meta_kubernetes_node_label_zone'], targetLabel: 'zone' }],
  metricRelabelings: [{ action: 'labeldrop', regex: 'shard_.+' }],
  attachMetadata: { node: true },
};
const passing = (entry: object, more: object = {}) =>
  environmentOf({ ...more, scrape: { endpoints: [{ surfaces: ['runtime'], ...entry }] } });
const specOf = (surface: SurfaceName, entry: object) => monitorOf(surface, passing(entry)).spec;
/** The one endpoint of a monitor. */
function endpointOf(surface: SurfaceName, entry: object) {
  const monitor = monitorOf(surface, passing(entry));
  const [endpoint] = monitor.finds === 'pods' ? monitor.spec.podMetricsEndpoints : monitor.spec.endpoints;
  if (endpoint === undefined) throw new Error('a monitor must have an endpoint');
  return endpoint;
}

test('a monitor says what its entry says, by references alone, and no other monitor does', () => {
  expect(endpointOf('runtime', EVERYTHING)).toMatchObject({
    scheme: 'https',
    tlsConfig: {
      ca: { configMap: { name: 'engines-ca', key: 'ca.pem' } },
      cert: { secret: { name: 'prometheus-client', key: 'tls.crt' } },
      keySecret: { name: 'prometheus-client', key: 'tls.key' },
      serverName: 'engine.example.com',
      insecureSkipVerify: false,
    },
    basicAuth: { username: { name: 'engines', key: 'username' }, password: { name: 'engines', key: 'word' } },
    proxyUrl: 'http://proxy.example.com:3128',
  });
  expect(specOf('runtime', EVERYTHING)).toMatchObject({
    scrapeProtocols: ['OpenMetricsText1.0.0', 'PrometheusText0.0.4'],
    fallbackScrapeProtocol: 'PrometheusText0.0.4',
    podTargetLabels: ['team', 'example.com/cost-center'],
    targetLabels: ['tier'],
    attachMetadata: { node: true },
  });
  const plain = environmentOf({});
  for (const surface of SURFACES.filter((name) => name !== 'runtime' && plain.surfaces[name].enabled))
    expect(specOf(surface, EVERYTHING)).toEqual(monitorOf(surface, plain).spec);
});

test('its rules come after our own, those of targets and those of series', () => {
  const [own, passed] = [endpointOf('runtime', {}), endpointOf('runtime', EVERYTHING)];
  expect(passed.relabelings).toEqual([
    ...(own.relabelings ?? []),
    { action: 'replace', sourceLabels: ['__meta_kubernetes_node_label_zone'], targetLabel: 'zone' },
  ]);
  expect(passed.metricRelabelings).toEqual([...own.metricRelabelings, { action: 'labeldrop', regex: 'shard_.+' }]);
});

describe('every reader of monitors takes them', () => {
  const { scrapeProtocols: _, fallbackScrapeProtocol: __, ...known } = EVERYTHING;
  const {
    tlsConfig: ___,
    basicAuth: ____,
    proxyUrl: _____,
    attachMetadata: ______,
    relabelings: _______,
    ...ofAzure
  } = known;
  const azure = {
    cluster: { name: 'aks' },
    rules: { target: 'azure', interval: '1m' },
    surfaces: { customResources: { enabled: false } },
  };
  test.each([
    ['the Prometheus Operator', { scrape: { endpoints: [EVERYTHING] } }],
    ['VictoriaMetrics', { rules: { target: 'victoriametrics' }, scrape: { endpoints: [known] } }],
    ['Azure', { ...azure, scrape: { target: 'azure', endpoints: [ofAzure] } }],
  ])('%s', (_name, settings) => {
    const { charts } = createApp([environmentOf(settings)], 'unused');
    const objects: readonly unknown[] = charts.flatMap((chart) => chart.toJson());
    expect(objects.flatMap((object) => schemaErrors(object))).toEqual([]);
    expect(JSON.stringify(objects)).toContain('"podTargetLabels":["team","example.com/cost-center"]');
    expect(JSON.stringify(objects)).toContain('"regex":"shard_.+"');
  });
});

describe('what would touch an identity is refused at its place', () => {
  const problems = (entry: object) => wronglyPassed(passing(entry)).map(({ message }) => message);
  const rule = (own: object) => problems({ relabelings: [own] });
  const ofSeries = (own: object) => problems({ metricRelabelings: [own] });

  test.each([
    ...['namespace', 'pod', 'job', 'cluster', 'application', 'role', 'runtime', 'model_name', 'le', 'instance'],
    ...['__name__', '__address__', '__param_x', 'exported_job', 'severity', 'finished_reason'],
  ])('a rule that writes %s', (targetLabel) => {
    const own = { sourceLabels: ['x'], targetLabel };
    for (const [list, said] of [['relabelings', rule(own)] as const, ['metricRelabelings', ofSeries(own)] as const]) {
      expect(said).toEqual([
        expect.stringMatching(
          new RegExp(`^scrape\\.endpoints\\[0\\]\\.${list}\\[0\\]\\.targetLabel must not be ${targetLabel}: `),
        ),
      ]);
    }
  });

  test.each([
    'application',
    'na.*',
    'zone|pod',
    'model.+',
    'engine',
    'exported.*',
    '.*',
    '(pod)',
    'zone|.+',
    '[n]amespace',
  ])('labeldrop of %s', (regex) => {
    expect(ofSeries({ action: 'labeldrop', regex })).toEqual([
      expect.stringContaining('metricRelabelings[0].regex must '),
    ]);
    expect(rule({ action: 'labeldrop', regex })).toHaveLength(1);
  });

  test.each([undefined, '$1', 'role$1', 'model_$1', 'exported_$1', '__$1', '_$1', 'x_$1_$2', '$1_x'])(
    'labelmap to %s',
    (replacement) => {
      const own = { action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)' };
      const said = rule(replacement === undefined ? own : { ...own, replacement });
      expect(said).toEqual([expect.stringContaining('must be a prefix of your own before $1')]);
    },
  );

  test.each([
    [{ action: 'drop', sourceLabels: ['__name__'], regex: 'vllm:.*' }, 'must not name __name__ in a drop'],
    [{ action: 'drop', sourceLabels: ['path', 'le'], regex: 'x;1' }, 'must not name le in a drop'],
    [{ action: 'drop', sourceLabels: ['path'], regex: '.*' }, 'drops every series, or every one without the label'],
    [{ action: 'keep', sourceLabels: ['path'], regex: 'x' }, 'must not be keep'],
    [
      { sourceLabels: ['path', '__meta_kubernetes_pod_label_team'], targetLabel: 'team' },
      'metricRelabelings[0].sourceLabels must not name __meta_kubernetes_pod_label_team, which no series has',
    ],
  ])('of series, %j', (own, words) => {
    expect(ofSeries(own)).toEqual([expect.stringContaining(words)]);
  });

  test.each([
    [['a'], '.*', undefined],
    // Labels that a target has not are empty, joined by the separator.
    [['__meta_kubernetes_pod_label_a', '__meta_kubernetes_pod_label_b'], '.+', undefined],
    [['a', 'b'], '/|x', '/'],
    // Every target has these.
    [['namespace'], '.+', undefined],
    [['__meta_kubernetes_pod_name', '__address__'], '.+;.+', undefined],
  ])('a drop of every target, by %j and %s', (sourceLabels, regex, separator) => {
    const own = { action: 'drop', sourceLabels, regex, ...(separator === undefined ? {} : { separator }) };
    expect(rule(own)).toEqual([expect.stringContaining('drops every target')]);
  });

  test('a drop of series by several labels that they need not have', () => {
    expect(ofSeries({ action: 'drop', sourceLabels: ['foo', 'bar'], regex: ';|x' })).toEqual([
      expect.stringContaining('drops every series'),
    ]);
    expect(ofSeries({ action: 'drop', sourceLabels: ['user'], regex: '.+' })).toEqual([
      expect.stringContaining('drops every series'),
    ]);
  });

  test('labels of pods that could become the label of the cluster', () => {
    const own = { action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)', replacement: 'k8s_$1' };
    const environment = passing({ relabelings: [own] }, { cluster: { label: 'k8s_cluster', name: 'eu' } });
    expect(wronglyPassed(environment).map(({ message }) => message)).toEqual([
      expect.stringContaining('must be a prefix of your own before $1'),
    ]);
    expect(rule(own)).toEqual([]);
  });

  test.each(['zzz_.*', '__.*', '__name.*', '_.*', '__a.+', 'exp.*'])(
    'names of labels that begin as one of ours, %s',
    (regex) => {
      const labels = { cluster: { label: 'zzz_cluster', name: 'eu' } };
      const environment = passing({ metricRelabelings: [{ action: 'labeldrop', regex }] }, labels);
      expect(wronglyPassed(environment)).toHaveLength(1);
    },
  );

  test.each(['podTargetLabels', 'targetLabels'])('a label of %s that says already what a series is', (list) => {
    expect(problems({ [list]: ['team', 'app.kubernetes.io/name', 'namespace', 'model-name'] })).toEqual([
      expect.stringMatching(new RegExp(`^scrape\\.endpoints\\[0\\]\\.${list}\\[2\\] must not be namespace`)),
      expect.stringMatching(
        new RegExp(`^scrape\\.endpoints\\[0\\]\\.${list}\\[3\\] must not be model-name: the label model_name`),
      ),
    ]);
  });

  test('a label that alerts are given, by which two of them would be one', () => {
    const environment = passing({ podTargetLabels: ['team'] }, { alerts: { labels: { team: 'llm' } } });
    expect(wronglyPassed(environment)).toHaveLength(1);
  });

  test('labels of Services where targets are found as pods', () => {
    expect(problems({ surfaces: ['runtime', 'router'], targetLabels: ['tier'] })).toEqual([
      expect.stringContaining('must not be set for router, whose targets are found as pods'),
    ]);
  });

  test('and nothing else is', () => {
    const rules = [
      { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'machine' },
      { action: 'lowercase', sourceLabels: ['machine'], targetLabel: 'machine_name' },
      { action: 'keep', sourceLabels: ['__meta_kubernetes_pod_annotation_scraped'], regex: 'true' },
      { action: 'drop', sourceLabels: ['__meta_kubernetes_pod_name'], regex: 'canary-.+' },
      { action: 'drop', sourceLabels: ['__meta_kubernetes_pod_label_unwatched'], regex: '.+' },
      { action: 'labeldrop', regex: 'zone|custom_.+' },
      { action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)', replacement: 'pod_label_$1' },
    ];
    expect(problems({ ...EVERYTHING, relabelings: rules })).toEqual([]);
    expect(ofSeries({ action: 'drop', sourceLabels: ['path'], regex: '/health' })).toEqual([]);
  });
});

test('labels that are passed on are counted by scrape.labelLimit', () => {
  const { labelLimit } = environmentOf({}).scrape;
  const many = Array.from({ length: labelLimit }, (_, index) => `own-${index}`);
  expect(wrongLabels(passing({ podTargetLabels: many }))).toEqual([
    expect.objectContaining({ message: expect.stringContaining('scrape.labelLimit must not be below') }),
  ]);
});

test('credentials that tenants can read are told, and those of the platform are not', () => {
  const told = (surface: string, scrapeClass = {}) =>
    messagesOf(
      sentToTenants(
        environmentOf({
          scrape: {
            ...scrapeClass,
            endpoints: [{ surfaces: [surface], authorization: { credentials: { name: 'x' } } }],
          },
        }),
        [{ name: 'runtime' }, { name: 'gateway' }],
      ),
    );
  expect(told('gateway')).toEqual([]);
  expect(told('runtime')).toEqual([
    expect.stringMatching(/^warning: scrape\.endpoints sends credentials to every pod of runtime,/),
  ]);
  expect(told('gateway', { scrapeClass: 'mesh' })).toEqual([
    expect.stringMatching(/^warning: the scrape class mesh also applies to runtime: a token of that class is sent/),
  ]);
});

test.each([
  ['tlsConfig: {}', 'tlsConfig must not be set without scheme: https'],
  ['tlsConfig: { caFile: /x }, scheme: https', 'tlsConfig.caFile is not a setting'],
  ['tlsConfig: { ca: {} }, scheme: https', 'must name either a secret or a configMap'],
  ['tlsConfig: { keySecret: { name: x } }, scheme: https', 'must be set together with cert'],
  ['authorization: { credentials: s3cret }', 'authorization.credentials must be'],
  ['authorization: { type: basic, credentials: { name: x } }', 'must not be Basic'],
  [
    'authorization: { credentials: { name: x } }, basicAuth: { username: { name: x }, password: { name: x } }',
    'must not be set together with authorization',
  ],
  ['basicAuth: { username: { name: x }, password: word }', 'basicAuth.password must be'],
  ['proxyUrl: "http://me:word@proxy.example.com"', 'without a user'],
  ['proxyUrl: "http://proxy.example.com/$(TOKEN)"', 'must not contain $'],
  ['scrapeProtocols: [PrometheusText0.0.4, PrometheusText0.0.4]', 'scrapeProtocols[1] must be unique'],
  ['relabelings: [{ action: labelkeep, regex: a }]', 'labelkeep would remove every label'],
  ['relabelings: [{ targetLabel: a, regex: "(" }]', 'must be a regular expression that RE2 and JavaScript read alike'],
  [
    'relabelings: [{ targetLabel: a, regex: "(?=x)" }]',
    'must be a regular expression that RE2 and JavaScript read alike',
  ],
  ['relabelings: [{ targetLabel: a, replacement: "$(TOKEN)" }]', 'must not contain $(NAME)'],
  ['relabelings: [{ sourceLabels: [a] }]', 'targetLabel must be set where action is replace'],
  ['relabelings: [{ action: drop, sourceLabels: [a] }]', 'regex must be set where action is drop'],
  ...['lowercase', 'uppercase'].flatMap((action) => [
    [
      `relabelings: [{ action: ${action}, sourceLabels: [a], targetLabel: b, replacement: $1 }]`,
      `replacement must not be set where action is ${action}`,
    ],
    [
      `relabelings: [{ action: ${action}, sourceLabels: [a], targetLabel: b, regex: x }]`,
      `regex must not be set where action is ${action}`,
    ],
  ]),
  ['relabelings: [{ action: labeldrop, regex: zz, separator: "/" }]', 'separator must not be set'],
  ['relabelings: [{ action: labeldrop, regex: zz, replacement: x }]', 'replacement must not be set'],
  [
    'relabelings: [{ action: labelmap, regex: "zz_(.+)", replacement: own_$1, separator: "/" }]',
    'separator must not be set where action is labelmap',
  ],
  ['relabelings: [{ action: keep, sourceLabels: [a], regex: x, replacement: y }]', 'replacement must not be set'],
])('{ %s } is refused', (entry, words) => {
  expect(problemsIn(`scrape: { endpoints: [{ surfaces: [gateway], ${entry} }] }`)).toEqual([
    expect.stringContaining(words),
  ]);
});

test.each([
  ['scrape: { endpoints: [{ surfaces: [operator], scheme: https }] }', 'must not be set for the surface operator'],
  ['scrape: { endpoints: [{ surfaces: [runtime] }, { surfaces: [gateway, runtime] }] }', 'must not be named twice'],
  [
    'scrape: { endpoints: [{ surfaces: [runtime], fallbackScrapeProtocol: PrometheusText0.0.4 }] }\nrules: { target: victoriametrics }',
    'whose objects have no field for it',
  ],
  [
    'scrape: { endpoints: [{ surfaces: [runtime], scrapeProtocols: [PrometheusText1.0.0] }] }\nmonitoring: { operatorVersion: "0.78" }',
    'must not be PrometheusText1.0.0',
  ],
])('%j is refused', (text, words) => {
  expect(problemsIn(text)).toEqual([expect.stringContaining(words)]);
});

test('every surface that is found through Services is one whose Services have labels', () => {
  const ofServices = SURFACES.filter((name) => surfaces[name].finds === 'services');
  expect(wronglyPassed(passing({ surfaces: ofServices, targetLabels: ['tier'] }))).toEqual([]);
});

test.each([
  ['scheme', 'https'],
  ['authorization', { credentials: { name: 'a' } }],
])('%s of an exporter that this program writes, which answers plain HTTP, is refused', (name, value) => {
  const of = (surface: string) =>
    problemsIn(stringify({ scrape: { endpoints: [{ surfaces: [surface], [name]: value }] } }));
  expect(of('customResources')).toEqual([
    expect.stringContaining(`scrape.endpoints[0].${name} must not be set for the surface customResources`),
  ]);
  expect(of('gateway')).toEqual([]);
});

const keeping = (regex: string) =>
  problemsIn(
    stringify({
      scrape: {
        endpoints: [{ surfaces: ['runtime'], relabelings: [{ action: 'keep', sourceLabels: ['a'], regex }] }],
      },
    }),
  );

test.each(['a{1001}', '(?:a{100}){100}', '\\cA', '\\u0041', '[^]', '[]', '\\p{L}', '[\\b]', '\\1', '(?<a>b)'])(
  'a regex that JavaScript reads and RE2 does not, %s',
  (regex) => {
    expect(keeping(regex)).toEqual([
      expect.stringContaining('must be a regular expression that RE2 and JavaScript read alike'),
    ]);
  },
);

test.each(['a{1000}', '(?:a|b)+', '[a-z\\d_]{1,3}\\.x', '.*/health', '\\w+-\\d{2}'])(
  'a regex that both read, %s',
  (regex) => {
    expect(keeping(regex)).toEqual([]);
  },
);
