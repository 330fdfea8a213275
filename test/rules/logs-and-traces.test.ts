import { describe, expect, test } from 'vitest';
import type { Environment } from '../../src/config/environment.js';
import { planOf } from '../../src/plan/plan.js';
import { environmentOf } from '../support/environment.js';
import { asPrometheus, opened } from '../support/explore.js';

const SLOS = [
  { name: 'first', indicator: 'firstToken', thresholdSeconds: 1, objectivePercent: 95, window: '7d' },
  {
    name: 'shared',
    indicator: 'firstToken',
    thresholdSeconds: 1,
    objectivePercent: 95,
    window: '7d',
    grouping: 'none',
  },
  { name: 'gateway', indicator: 'gatewayAvailability', objectivePercent: 99, window: '7d' },
];
const NAMED = { url: 'https://grafana.example.com/g', logs: { uid: 'loki-1' }, traces: { uid: 'tempo-1' } };
const environment = environmentOf({ cluster: { name: 'eu-1' }, slos: SLOS, grafana: NAMED });
const LABELS = { namespace: 'tenant-a', pod: 'chat-0', job: 'another', slo: 'first' };

interface Annotated {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

function alertsOf(some: Environment): readonly Annotated[] {
  const { alerted, promised } = planOf(some);
  return [...alerted.map(({ group }) => group), ...promised.flatMap(({ groups }) => groups)].flatMap(({ rules }) =>
    rules.flatMap((rule) =>
      'alert' in rule ? [{ name: rule.alert, labels: rule.labels, annotations: rule.annotations }] : [],
    ),
  );
}

const alerts = alertsOf(environment);
const told = (name: string, labels: Readonly<Record<string, string>> = LABELS) => {
  const found = alerts.find((one) => one.name === name);
  const at = (key: string) => {
    const template = found?.annotations[key];
    return template === undefined ? undefined : opened(asPrometheus(template, labels));
  };
  return { logs: at('logs_url'), traces: at('traces_url') };
};

describe('an alert has no link to logs and traces', () => {
  test.each([
    ['where no data source is named', { url: 'https://grafana.example.com' }],
    ['where nobody says where Grafana is', { logs: { uid: 'loki' }, traces: { uid: 'tempo' } }],
  ])('%s', (_, grafana) => {
    const linked = alertsOf(environmentOf({ grafana, slos: SLOS })).filter(
      ({ annotations }) => 'logs_url' in annotations || 'traces_url' in annotations,
    );
    expect(linked).toEqual([]);
  });
});

test('every alert that names a place leads to the logs there, from three hours ago to now', () => {
  const without = alerts.filter(({ annotations }) => annotations['logs_url'] === undefined);
  expect(new Set(without.map(({ labels }) => labels['slo']))).toEqual(new Set(['shared']));
  for (const { annotations } of alerts.filter((one) => !without.includes(one))) {
    const address = asPrometheus(annotations['logs_url'] ?? '', LABELS);
    expect(address).toMatch(/^https:\/\/grafana\.example\.com\/g\/explore\?/);
    expect(opened(address)).toMatchObject({ type: 'loki', datasource: 'loki-1', from: 'now-3h', to: 'now' });
  }
});

test('nothing of an address is left to a template but labels that it encodes, which Alertmanager and vmalert read alike', () => {
  for (const { annotations } of alerts) {
    const addresses = [annotations['logs_url'] ?? '', annotations['traces_url'] ?? ''];
    for (const address of addresses) {
      expect(address).not.toMatch(/\{\{ \$labels\.\w+ \}\}|%\{[^{]|\s(?![^{]*\}\})/);
      expect(asPrometheus(address, LABELS)).not.toMatch(/[{}<>$]/);
    }
  }
});

test('an alert about a replica leads to its pod, and one about more to the namespace', () => {
  expect(told('ArksRuntimeStalled').logs?.query).toBe('{namespace="tenant-a"} | pod="chat-0"');
  expect(told('ArksRuntimeStalled').traces?.query).toBe(
    '{resource.k8s.namespace.name="tenant-a" && resource.k8s.pod.name="chat-0"}',
  );
  expect(told('ArksGatewayPluginRestarting').logs?.query).toBe('{namespace="tenant-a"} | pod="chat-0"');
  expect(told('ArksRuntimeFirstTokenSlow').logs?.query).toBe('{namespace="tenant-a"}');
  expect(told('ArksSloBudgetBurn').traces?.query).toBe('{resource.k8s.namespace.name="tenant-a"}');
});

test('an alert about a part of the platform leads to where that part runs', () => {
  const plugin = { job: planOf(environment).scraped.find(({ name }) => name === 'gateway')?.job ?? '' };
  expect(told('ArksGatewayErrorRatioHigh').logs?.query).toBe('{namespace="envoy-gateway-system"}');
  expect(told('ArksGatewayDown', plugin).logs?.query).toBe('{namespace="arks-operator-system"}');
  expect(told('ArksGatewayDown', { job: 'x' }).logs?.query).toBe('{namespace="envoy-gateway-system"}');
  expect(told('ArksCustomResourcesDown', {}).logs?.query).toBe('{namespace="monitoring"}');
});

test('an alert leads to traces where spans of requests may be: not where something is missing, or counted by what writes none', () => {
  const traced = [...new Set(alerts.filter(({ annotations }) => 'traces_url' in annotations).map(({ name }) => name))];
  expect(traced).toEqual(
    expect.arrayContaining(['ArksRuntimeFirstTokenSlow', 'ArksGatewayLatencyHigh', 'ArksRouterWorkersUnhealthy']),
  );
  const silent = ['ArksRuntimeMetricsAbsent', 'ArksGatewayDown', 'ArksGatewayExtProcFailing', 'ArksOperatorDown'];
  expect(traced.filter((name) => [...silent, 'ArksQuotaExhausted', 'ArksScrapeRefused'].includes(name))).toEqual([]);
});

test('where one Loki has several clusters an alert asks for its own', () => {
  const settings = {
    cluster: { name: 'eu 1' },
    grafana: { url: NAMED.url, logs: { uid: 'l', labels: { cluster: 'cluster' } } },
  };
  const address = alertsOf(environmentOf(settings)).find(({ name }) => name === 'ArksRuntimeStalled')?.annotations;
  expect(opened(asPrometheus(address?.['logs_url'] ?? '', LABELS)).query).toBe(
    '{cluster="eu 1", namespace="tenant-a"} | pod="chat-0"',
  );
});
