import { describe, expect, test } from 'vitest';
import { type Cluster, foundIn, type Live, TARGET } from './clusters.js';

const changed = (kind: string, change: (object: Live) => Live) => (cluster: Cluster) => ({
  ...cluster,
  [kind]: (cluster[kind] ?? []).map(change),
});
const without = (kind: string) => (cluster: Cluster) => ({ ...cluster, [kind]: [] });
const within = (object: Live, field: string, value: object): Live => ({
  ...object,
  [field]: { ...Object(object[field]), ...value },
});
const PROMETHEUS = 'prometheuses.monitoring.coreos.com';
const selecting = (spec: object) => changed(PROMETHEUS, (one) => within(one, 'spec', spec));
const DENY = { metadata: { name: 'deny-all', namespace: 'team' }, spec: { podSelector: {}, policyTypes: ['Ingress'] } };
const NO_TARGET = { targets: [] };

test('of a cluster in which all is as it should be nothing is told', () => {
  expect(foundIn({})).toEqual({ findings: [], unanswered: [] });
});

describe('the cause is told first, with what was asked and a remedy', () => {
  test.each([
    [
      'a Prometheus that selects other labels',
      { change: selecting({ serviceMonitorSelector: { matchLabels: { team: 'x' } } }), ...NO_TARGET },
      'kubernetes-selection',
      /Set monitoring\.selectorLabels to \{"team":"x"\}/,
    ],
    [
      'a Prometheus that selects nothing',
      { change: selecting({ podMonitorSelector: undefined }) },
      'kubernetes-selection',
      /Give the Prometheus a podMonitorSelector/,
    ],
    [
      'a Prometheus that looks into its own namespace',
      {
        settings: { monitoring: { namespace: 'observability' } },
        change: selecting({ serviceMonitorNamespaceSelector: undefined }),
      },
      'kubernetes-selection',
      /Set monitoring\.namespace to monitoring/,
    ],
    [
      'rules that nobody selects',
      { change: selecting({ ruleSelector: { matchLabels: { rules: 'yes' } } }) },
      'kubernetes-selection',
      /rules\.selectorLabels/,
    ],
    ['no Prometheus', { change: without(PROMETHEUS) }, 'kubernetes-selection', /scrape\.target/],
    [
      'an operator that watches other namespaces',
      {
        change: changed('deployments.apps', (one) => ({
          ...one,
          spec: { template: { spec: { containers: [{ args: ['--namespaces=default,kube-system'] }] } } },
        })),
      },
      'kubernetes-operator-namespaces',
      /--namespaces of the operator/,
    ],
    [
      'an account that may not read where tenants are',
      { mayRead: (namespace: string) => namespace !== 'team', ...NO_TARGET },
      'kubernetes-access',
      /monitoring\.prometheusServiceAccount/,
    ],
    [
      'monitors that were never applied',
      { change: without('servicemonitors.monitoring.coreos.com'), ...NO_TARGET },
      'kubernetes-objects-missing',
      /Apply dist\//,
    ],
    [
      'a monitor that somebody changed',
      { change: changed('podmonitors.monitoring.coreos.com', (one) => within(one, 'spec', { sampleLimit: 5 })) },
      'kubernetes-objects-differ',
      /Synthesize and apply/,
    ],
    [
      'a Service without its labels',
      { change: changed('services', (one) => within(one, 'metadata', { labels: {} })), ...NO_TARGET },
      'kubernetes-targets',
      /Arks gives its Services these labels/,
    ],
    [
      'a Service whose port has another name',
      { change: changed('services', (one) => ({ ...one, spec: { ports: [{ name: 'web' }] } })), ...NO_TARGET },
      'kubernetes-targets',
      /port of the metrics http/,
    ],
    [
      'a pod that waits for a node',
      { change: changed('pods', (one) => ({ ...one, status: { phase: 'Pending' } })), ...NO_TARGET },
      'kubernetes-targets',
      /describe pod/,
    ],
    [
      'a pod that nobody controls',
      { change: changed('pods', (one) => within(one, 'metadata', { ownerReferences: [] })), ...NO_TARGET },
      'kubernetes-targets',
      /unmanagedRuntime/,
    ],
    ['a pod that Prometheus has not found', NO_TARGET, 'kubernetes-unfound', /Service discovery/],
    [
      'a NetworkPolicy in the way',
      {
        change: (cluster: Cluster) => ({ ...cluster, 'networkpolicies.networking.k8s.io': [DENY] }),
        targets: [
          { ...TARGET, health: 'down', lastError: 'Get "http://10.0.0.7:8080/metrics": context deadline exceeded' },
        ],
      },
      'kubernetes-network',
      /scrape\.networkPolicies\.enabled/,
    ],
    [
      'a runtime that the environment does not name',
      { change: changed('arksapplications.arks.ai', (one) => ({ ...one, spec: { runtime: 'sglang' } })) },
      'kubernetes-applications',
      /Add sglang to runtimes/,
    ],
    [
      'a tenant that the environment does not name',
      { change: changed('arksapplications.arks.ai', (one) => within(one, 'metadata', { namespace: 'other' })) },
      'kubernetes-applications',
      /tenants\.namespaces/,
    ],
  ])('%s', (_, looked, check, remedy) => {
    const [first] = foundIn(looked).findings;
    expect(first).toMatchObject({ check, remedy: expect.stringMatching(remedy) });
    expect(first?.severity).not.toBe('note');
    expect(first?.evidence).not.toEqual([]);
  });
});

test('what follows from a cause is told below it, and not as a finding of its own', () => {
  const change = selecting({ serviceMonitorSelector: { matchLabels: { team: 'x' } } });
  const { findings } = foundIn({ change, ...NO_TARGET });
  expect(findings).toHaveLength(1);
  expect(findings[0]?.consequences).toEqual(['1 of 1 pod of runtime cannot be targets: Prometheus has not found them']);
});

test('an application that does not run is a note, and what may not be read is said', () => {
  const change = changed('arksapplications.arks.ai', (one) => ({ ...one, status: { phase: 'Failed' } }));
  expect(foundIn({ change }).findings).toMatchObject([{ check: 'kubernetes-phases', severity: 'note' }]);
  const unread = (cluster: Cluster) =>
    Object.fromEntries(Object.entries(cluster).filter(([kind]) => !kind.startsWith('networkpolicies')));
  expect(foundIn({ change: unread })).toMatchObject({ findings: [], unanswered: [{ source: 'kubernetes' }] });
});
