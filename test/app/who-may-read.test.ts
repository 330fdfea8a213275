import { serviceMonitorScrapeConfigs } from '@arks-monitoring/simulator/operator/scrape-config.js';
import { describe, expect, test } from 'vitest';
import { isServiceMonitor, vmServiceScrapeSpec } from '../../imports/schemas.js';
import { environmentOf } from '../support/environment.js';
import { FILE, problemsIn } from '../support/environment-problems.js';
import { manifestsOf } from '../support/manifests.js';

const POLICY = 'NetworkPolicy.arks-custom-resources';
const objectOf = (settings: object, title: string) => new Map(manifestsOf(environmentOf(settings))).get(title);
const policy = (more: object, rest: object = {}) =>
  objectOf({ ...rest, surfaces: { customResources: { networkPolicy: { enabled: true, ...more } } } }, POLICY);

describe('a NetworkPolicy of kube-state-metrics', () => {
  test('is not written unless asked for', () => {
    expect(objectOf({}, POLICY)).toBeUndefined();
  });

  test('lets in the Prometheus of the monitoring namespace, on the metrics port, and nobody else', () => {
    expect(policy({}, { monitoring: { namespace: 'watch' } })).toMatchObject({
      metadata: { namespace: 'watch' },
      spec: {
        podSelector: {
          matchLabels: {
            'app.kubernetes.io/name': 'arks-monitoring',
            'app.kubernetes.io/component': 'custom-resources',
          },
        },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'watch' } },
                podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
              },
            ],
            ports: [{ port: 8080, protocol: 'TCP' }],
          },
        ],
      },
    });
  });

  test('lets in another where the environment says which, and vmagent where VictoriaMetrics scrapes', () => {
    const own = policy({ prometheusNamespace: 'metrics', prometheusLabels: { app: 'prom' } });
    expect(own).toHaveProperty('spec.ingress.0.from', [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'metrics' } },
        podSelector: { matchLabels: { app: 'prom' } },
      },
    ]);
    const vmagent = policy({}, { rules: { target: 'victoriametrics' } });
    expect(vmagent).toHaveProperty('spec.ingress.0.from.0.podSelector.matchLabels', {
      'app.kubernetes.io/name': 'vmagent',
    });
  });

  test('is written with those of what others run, for the same Prometheus, unless the environment says otherwise of it', () => {
    const shared = {
      tenants: { namespaces: ['tenant-a'] },
      scrape: { networkPolicies: { enabled: true, prometheusNamespace: 'metrics', prometheusLabels: { app: 'prom' } } },
    };
    const own = (networkPolicy: object) =>
      objectOf({ ...shared, surfaces: { customResources: { networkPolicy } } }, POLICY);
    const peer = (namespace: string) => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      podSelector: { matchLabels: { app: 'prom' } },
    });
    expect(objectOf(shared, POLICY)).toHaveProperty('spec.ingress.0.from', [peer('metrics')]);
    expect(own({ prometheusNamespace: 'other' })).toHaveProperty('spec.ingress.0.from', [peer('other')]);
    expect(own({ enabled: false })).toBeUndefined();
  });

  test('is never one that lets in every pod', () => {
    expect(problemsIn('surfaces: { customResources: { networkPolicy: { prometheusLabels: {} } } }')).toEqual([
      expect.stringContaining('prometheusLabels must name at least one label'),
    ]);
  });
});

describe('the token of Prometheus itself', () => {
  const tls = { ca: { secret: { name: 'metrics-server-cert' } } };
  const scrapeClass = { name: 'own-token', serviceAccount: { name: 'prometheus-k8s' } };
  const objects = (operator: object) =>
    new Map(manifestsOf(environmentOf({ monitoring: { namespace: 'watch' }, surfaces: { operator } })));
  const BINDING = 'ClusterRoleBinding.arks-operator-metrics-reader.watch';

  test('is that of a scrape class, which no word of the monitor hides', () => {
    const monitor = objects({ tls, scrapeClass }).get('ServiceMonitor.arks-operator');
    if (!isServiceMonitor(monitor)) throw new Error('there is no such monitor');
    expect(monitor.spec.scrapeClass).toBe('own-token');
    expect(monitor.spec.endpoints.map((endpoint) => Object.keys(endpoint))).toEqual([
      expect.not.arrayContaining(['authorization', 'bearerTokenFile', 'bearerTokenSecret']),
    ]);
  });

  test('leaves no Secret and no account to write, and a binding of the account that Prometheus has', () => {
    const [own, before] = [objects({ tls, scrapeClass }), objects({ tls })];
    const gone = [...before.keys()].filter((title) => !own.has(title));
    expect(gone.sort()).toEqual(['Secret.arks-operator-metrics-token', 'ServiceAccount.arks-operator-metrics']);
    expect([...own.keys()].filter((title) => !before.has(title))).toEqual([]);
    expect(own.get(BINDING)).toMatchObject({
      roleRef: { kind: 'ClusterRole', name: 'arks-operator-metrics-reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'prometheus-k8s', namespace: 'watch' }],
    });
  });

  test('may be of an account in another namespace', () => {
    const serviceAccount = { name: 'k8s', namespace: 'metrics' };
    expect(objects({ tls, scrapeClass: { name: 'own-token', serviceAccount } }).get(BINDING)).toMatchObject({
      subjects: [{ kind: 'ServiceAccount', ...serviceAccount }],
    });
  });

  const OWN = 'scrapeClass: { name: own-token, serviceAccount: { name: prometheus-k8s } }';
  const TLS = 'tls: { ca: { secret: { name: a } } }';
  test.each([
    [
      'where nobody verifies whom it is sent to',
      `surfaces: { operator: { ${OWN} } }`,
      /^surfaces\.operator\.scrapeClass must not be set without tls, since whoever answers .* \(environments\/cluster-a\.yaml:1:\d+\)$/,
    ],
    [
      'beside a Secret, which says another',
      `surfaces: { operator: { ${TLS}, ${OWN}, tokenSecret: { name: b } } }`,
      /^surfaces\.operator\.scrapeClass must not be set together with tokenSecret, .* \(environments\/cluster-a\.yaml:1:\d+\)$/,
    ],
    [
      'where VictoriaMetrics scrapes, which has no scrape classes',
      `surfaces: { operator: { ${TLS}, ${OWN} } }\nrules: { target: victoriametrics }`,
      /^surfaces\.operator\.scrapeClass must not be set where rules\.target is victoriametrics, .* \(environments\/cluster-a\.yaml:1:\d+\)$/,
    ],
    [
      'where the operator is too old for scrape classes with a token',
      `surfaces: { operator: { ${TLS}, ${OWN} } }\nmonitoring: { operatorVersion: "0.78.2" }`,
      /^surfaces\.operator\.scrapeClass must not be set where monitoring\.operatorVersion is below 0\.79, .* \(environments\/cluster-a\.yaml:1:\d+\)$/,
    ],
    [
      'of nobody',
      `surfaces: { operator: { ${TLS}, scrapeClass: { name: own-token } } }`,
      /^surfaces\.operator\.scrapeClass\.serviceAccount must be .*, got nothing \(environments\/cluster-a\.yaml:1:\d+\)$/,
    ],
    [
      'of a class without a name',
      `surfaces: { operator: { ${TLS}, scrapeClass: { name: "", serviceAccount: { name: a } } } }`,
      /^surfaces\.operator\.scrapeClass\.name must not be empty, got "" \(environments\/cluster-a\.yaml:1:\d+\)$/,
    ],
  ])('is refused %s', (_, text, problem) => {
    expect(problemsIn(text)).toEqual([expect.stringMatching(problem)]);
  });
});

describe('the certificate of the operator', () => {
  const tls = { ca: { secret: { name: 'metrics-server-cert' } } };
  const NAME = 'arks-operator-controller-manager-metrics-service.arks.svc';
  const tlsOf = (settings: object) => {
    const monitor = objectOf(settings, 'ServiceMonitor.arks-operator');
    if (!isServiceMonitor(monitor)) throw new Error('there is no such monitor');
    return { monitor, said: monitor.spec.endpoints[0]?.tlsConfig };
  };

  test('is verified by nobody unless an authority is named, since the operator signs its own', () => {
    expect(tlsOf({}).said).toEqual({ insecureSkipVerify: true });
  });

  test('is verified for the name of the Service where an authority is named', () => {
    const { said, monitor } = tlsOf({ arks: { namespace: 'arks' }, surfaces: { operator: { tls } } });
    expect(said).toEqual({
      ca: { secret: { name: 'metrics-server-cert', key: 'ca.crt' } },
      insecureSkipVerify: false,
      serverName: NAME,
    });
    const [config] = serviceMonitorScrapeConfigs({ namespace: 'monitoring', name: 'a', spec: monitor.spec });
    expect(config?.['tls_config']).toEqual({
      insecure_skip_verify: false,
      ca_file: '/etc/prometheus/certs/0_monitoring_metrics-server-cert_ca.crt',
      server_name: NAME,
    });
  });

  test('is verified for another name, by a ConfigMap, and by vmagent alike', () => {
    const own = { ca: { configMap: { name: 'trust', key: 'root.pem' } }, serverName: 'metrics.arks' };
    const settings = { surfaces: { operator: { tls: own } } };
    const expected = { ca: own.ca, insecureSkipVerify: false, serverName: 'metrics.arks' };
    expect(tlsOf(settings).said).toEqual(expected);
    const scrape = objectOf({ ...settings, rules: { target: 'victoriametrics' } }, 'VMServiceScrape.arks-operator');
    expect(vmServiceScrapeSpec(scrape)?.endpoints[0]?.tlsConfig).toEqual(expected);
  });

  test('has one authority, not none and not two', () => {
    const message = 'surfaces.operator.tls.ca must name either a configMap or a secret';
    for (const ca of ['{}', '{ configMap: { name: a }, secret: { name: b } }']) {
      expect(problemsIn(`surfaces: { operator: { tls: { ca: ${ca} } } }`)).toEqual([expect.stringContaining(message)]);
    }
    expect(problemsIn('surfaces: { operator: { tls: {} } }')).toEqual([expect.stringContaining(FILE)]);
  });
});
