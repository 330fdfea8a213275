import { describe, expect, test } from 'vitest';
import { arksInstall } from '../../src/scraping/arks-install.js';
import { networkPoliciesOf } from '../../src/scraping/network-policies.js';
import { policiesTold } from '../../src/scraping/policies-told.js';
import { EVERY_RUNTIME, environmentOf } from '../support/environment.js';
import { problemsIn } from '../support/environment-problems.js';
import { type Party, type Policy, takes } from '../support/ingress.js';
import { objectsOf } from '../support/kubernetes-objects.js';
import { messagesOf } from '../support/messages-of.js';

const TENANT = 'tenant-a';
const ARKS = 'arks-operator-system';
const environment = (networkPolicies: object, more: object = {}) =>
  environmentOf({
    runtimes: EVERY_RUNTIME.runtimes,
    surfaces: { ...EVERY_RUNTIME.surfaces, router: { port: 9091 } },
    tenants: { namespaces: [TENANT, 'tenant-b'] },
    scrape: { networkPolicies: { enabled: true, ...networkPolicies } },
    ...more,
  });
const policies = (networkPolicies: object): readonly Policy[] => networkPoliciesOf(environment(networkPolicies));

/** Every pod of an Arks install that is scraped, on which port, and the other ports on which it serves somebody. */
const { pods } = arksInstall({
  tenantNamespace: TENANT,
  arksNamespace: ARKS,
  gatewayName: 'arks-eg',
  gatewayNamespace: ARKS,
  envoyNamespace: 'envoy-gateway-system',
});
const podNamed = (name: string) => {
  const found = pods.find((pod) => pod.name === name);
  if (found === undefined) throw new Error(`there must be a pod ${name}`);
  return found;
};
const apart = [
  { pod: podNamed('reason-0-scheduler'), metrics: 9091, others: [8080] },
  { pod: podNamed('envoy-arks-eg'), metrics: 19_001, others: [80, 443, 10_080, 19_000, 19_002] },
  { pod: { namespace: ARKS, labels: { app: 'arks-gateway-plugins' } }, metrics: 9110, others: [50_052, 8080] },
  {
    pod: {
      namespace: ARKS,
      labels: { 'control-plane': 'controller-manager', 'app.kubernetes.io/name': 'arks-operator' },
    },
    metrics: 8443,
    others: [9443, 8081, 1, 65_535],
  },
];
const engines = [
  ...['chat-0-inference-0', 'reason-0-prefill-0', 'reason-0-decode-0'].map((name) => ({
    pod: podNamed(name),
    metrics: 8080,
  })),
  { pod: { namespace: TENANT, labels: { engine: 'trtllm-serve' } }, metrics: 8000 },
];
const prometheus: Party = { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } };
const strangers: readonly Party[] = [
  { labels: {} },
  { namespace: 'monitoring', labels: { app: 'other' } },
  { namespace: TENANT, labels: { 'app.kubernetes.io/name': 'prometheus' } },
];
/** What somebody else wrote: nothing comes in, but clients to engines. */
const denyAll = [TENANT, ARKS, 'envoy-gateway-system'].map(
  (namespace): Policy => ({ namespace, spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [] } }),
);

describe('where nothing denies incoming traffic', () => {
  const open = policies({});

  test('Prometheus alone reaches the metrics of what has a port of its own for them', () => {
    for (const { pod, metrics } of apart) {
      expect(takes(open, pod, { from: prometheus, port: metrics })).toBe(true);
      for (const from of strangers) expect(takes(open, pod, { from, port: metrics })).toBe(false);
    }
  });

  test('everybody still reaches every other port, and everything of engines', () => {
    for (const { pod, others } of apart) {
      for (const port of others) {
        for (const from of [prometheus, ...strangers]) expect(takes(open, pod, { from, port })).toBe(true);
      }
      for (const protocol of ['UDP', 'SCTP']) {
        expect(takes(open, pod, { from: { labels: {} }, port: 53, protocol })).toBe(true);
      }
    }
    for (const { pod, metrics } of engines) {
      for (const from of [prometheus, ...strangers]) expect(takes(open, pod, { from, port: metrics })).toBe(true);
    }
  });

  test('whoever synthesizes is told which kinds have none, and why', () => {
    expect(messagesOf(policiesTold(environment({})))).toEqual([
      expect.stringMatching(/^note: .*runtime, unmanagedRuntime, disaggregated .*port of their metrics/),
    ]);
  });
});

describe('where others deny incoming traffic', () => {
  const all = [...denyAll, ...policies({ ingress: 'denied' })];

  test('Prometheus reaches every kind of target, and nobody gains anything', () => {
    for (const { pod, metrics } of [...apart, ...engines]) {
      expect(takes(denyAll, pod, { from: prometheus, port: metrics })).toBe(false);
      expect(takes(all, pod, { from: prometheus, port: metrics })).toBe(true);
      expect(takes(all, pod, { from: prometheus, port: 22 })).toBe(false);
      for (const from of strangers) expect(takes(all, pod, { from, port: metrics })).toBe(false);
    }
  });

  test('whoever synthesizes is warned that a pod that no other policy selects is cut off', () => {
    const ours = policies({ ingress: 'denied' });
    for (const { pod, metrics } of engines) {
      expect(takes(ours, pod, { from: { labels: {} }, port: metrics })).toBe(false);
    }
    expect(messagesOf(policiesTold(environment({ ingress: 'denied' })))).toEqual([
      expect.stringMatching(/^warning: .*cut off/),
    ]);
  });
});

test('none is written unless asked for', () => {
  expect(networkPoliciesOf(environmentOf({}))).toEqual([]);
  expect(policiesTold(environmentOf({}))).toEqual([]);
});

test('each stands where its pods are, under a name of this install', () => {
  const settings = { tenants: { namespaces: [TENANT] }, scrape: { networkPolicies: { enabled: true } } };
  const written = [...objectsOf(environmentOf(settings)).values()].filter(({ kind }) => kind === 'NetworkPolicy');
  expect(written.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort()).toEqual([
    `${ARKS}/arks-gateway.monitoring`,
    `${ARKS}/arks-operator.monitoring`,
    'envoy-gateway-system/arks-envoy.monitoring',
    // Which is this program's own, so that no other install has one there.
    'monitoring/arks-custom-resources',
    `${TENANT}/arks-router-${TENANT}.monitoring`,
  ]);
});

test('namespaces that nobody lists and a scraper that nobody names are refused', () => {
  expect(problemsIn('scrape: { networkPolicies: { enabled: true } }')).toEqual([
    expect.stringContaining('must not be true where tenants.namespaces is all'),
  ]);
  const azure =
    'tenants: { namespaces: [a] }\nsurfaces: { customResources: { enabled: false } }\n' +
    'scrape: { target: azure, networkPolicies: { enabled: true } }\n';
  expect(problemsIn(azure).filter((one) => one.includes('networkPolicies'))).toEqual([
    expect.stringContaining('scrape.networkPolicies.prometheusLabels must be set where scrape.target is azure'),
  ]);
});
