import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import { afterAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { createApp } from '../../src/app/app.js';
import { provideAmtool } from '../../tools/alertmanager/provide.js';
import { alertmanagerConfiguration } from '../../tools/real/alertmanager-config.js';
import { output } from '../../tools/real/command.js';
import { PROMETHEUS_OPERATOR } from '../../tools/real/prometheus-operator.js';
import { environmentOf } from '../support/environment.js';
import { tellAfterwards } from './tell-afterwards.js';

/** amtool's own version, so that it reads what is made for it. */
const VERSION = '0.25.0';
const NAMESPACE = 'monitoring';
const PREFIX = `${NAMESPACE}/arks-alerts/`;
const amtool = provideAmtool();
const folder = mkdtempSync(join(tmpdir(), 'arks-alertmanager-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const key = (name: string) => ({ name: 'alert-receivers', key: name });
const receivers = [
  { name: 'on-call', pagerDuty: { routingKey: key('pagerduty') } },
  { name: 'platform', slack: { url: key('slack'), channel: '#llm' } },
  { name: 'tenant-a', webhook: { url: key('webhook') } },
];
const routes = { critical: 'on-call', warning: 'platform', tenants: { 'tenant-a': 'tenant-a' } };
const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'alert-receivers', namespace: NAMESPACE },
  data: {
    pagerduty: base64('a-routing-key'),
    slack: base64('http://127.0.0.1/slack'),
    webhook: base64('http://127.0.0.1/webhook'),
  },
};
const file: unknown = parse(alertmanagerFile());
const strategies = ['OnNamespaceExceptForAlertmanagerNamespace', 'None'] as const;
const made = new Map<string, Promise<unknown>>();

describe.each(['v1alpha1', 'v1beta1'] as const)('an AlertmanagerConfig %s', (apiVersion) => {
  describe.each(strategies)('of an Alertmanager with %s', (matcherStrategy) => {
    test('has one route, which goes on to those of others, and no matcher that synth did not write', async () => {
      const [first, ...others] = routesOf(await configuration(apiVersion, matcherStrategy));
      expect(others).toEqual([]);
      expect(property(first, 'continue')).toBe(true);
      expect(routeOf(first)).toEqual(routeOf(routesOf(file)[0]));
    });

    test('silences what the file silences', async () => {
      const rules = list(property(await configuration(apiVersion, matcherStrategy), 'inhibit_rules'));
      expect(rules.length).toBeGreaterThan(5);
      expect(rules.map(normal)).toEqual(list(property(file, 'inhibit_rules')).map(normal));
    });

    test.each([
      ['ArksGatewayDown', 'envoy-gateway-system', 'critical', 'on-call'],
      ['ArksOperatorDown', 'arks-operator-system', 'warning', 'platform'],
      ['ArksRuntimeStalled', 'tenant-a', 'critical', 'tenant-a,on-call'],
      ['ArksRuntimeFirstTokenSlow', 'tenant-a', 'warning', 'tenant-a'],
      ['ArksRuntimeFirstTokenSlow', 'tenant-b', 'warning', 'platform'],
      ['KubePodNotReady', 'tenant-a', 'warning', 'nobody'],
    ])('routes %s of %s, %s, to %s', async (alertname, namespace, severity, expected) => {
      const path = join(folder, `${apiVersion}-${matcherStrategy}.yml`);
      writeFileSync(path, stringify(await configuration(apiVersion, matcherStrategy)));
      const labels = [`alertname=${alertname}`, `namespace=${namespace}`, `severity=${severity}`];
      const said = await output(amtool, ['config', 'routes', 'test', `--config.file=${path}`, ...labels]);
      expect(said.trim().replaceAll(PREFIX, '')).toBe(expected);
    });
  });
});

test('by default it would see the alerts of its own namespace only, which is why synth refuses that', async () => {
  const [first] = routesOf(await configuration('v1alpha1', 'OnNamespace'));
  expect(list(property(first, 'matchers'))).toContain(`namespace="${NAMESPACE}"`);
  expect(() => environmentWith({ matcherStrategy: 'OnNamespace' })).toThrow(/matcherStrategy/);
});

test('a key that its Secret lacks has the operator refuse it', async () => {
  const alertmanager = { version: VERSION, namespace: NAMESPACE, matcherStrategy: 'None' };
  const objects = [...objectsOf(environmentWith({ matcherStrategy: 'None' })), { ...secret, data: {} }];
  await expect(alertmanagerConfiguration(objects, alertmanager)).rejects.toThrow(/pagerduty.*alert-receivers/);
});

tellAfterwards({
  program: 'AlertmanagerConfig',
  version: PROMETHEUS_OPERATOR.version,
  from: `Go module ${PROMETHEUS_OPERATOR.module}: its validation, conversion and configuration builder`,
  ran: `The operator's own code over the AlertmanagerConfig that synth writes, in both versions, with two matcher strategies; amtool ${VERSION} over what comes out.`,
  series: [],
  records: [],
  held: [
    'Both versions are accepted, and become the routes and inhibitions of the file that `delivery: configMap` writes.',
    'amtool routes alerts by severity and tenant as docs/alertmanager.md says; what is not ours goes to nobody of ours.',
    'With the default strategy it sees the alerts of its own namespace only, as synth says when it refuses that.',
  ],
  notRun: [{ what: 'the conversion webhook of an API server', why: 'its function is called without one' }],
});

function environmentWith(alertmanager: object) {
  return environmentOf({ alertmanager: { receivers, routes, ...alertmanager } });
}

function objectsOf(environment: ReturnType<typeof environmentWith>): readonly unknown[] {
  return createApp([environment], 'dist').charts.flatMap((chart) => chart.toJson());
}

function configuration(apiVersion: 'v1alpha1' | 'v1beta1', matcherStrategy: string): Promise<unknown> {
  const name = `${apiVersion} ${matcherStrategy}`;
  // What synth refuses is asked of the operator all the same.
  const accepted = matcherStrategy === 'OnNamespace' ? 'None' : matcherStrategy;
  const objects = () => [...objectsOf(environmentWith({ apiVersion, matcherStrategy: accepted })), secret];
  const answer =
    made.get(name) ?? alertmanagerConfiguration(objects(), { version: VERSION, namespace: NAMESPACE, matcherStrategy });
  made.set(name, answer);
  return answer;
}

function alertmanagerFile(): string {
  const objects = objectsOf(environmentWith({ delivery: 'configMap' }));
  const found = objects.find((object) => property(property(object, 'metadata'), 'name') === 'arks-alerts');
  return String(property(property(found, 'data'), 'alertmanager.yaml'));
}

/** A route without what may be spelled in two ways: the prefix of receivers, and whether it goes on. */
function routeOf(route: unknown): unknown {
  return JSON.parse(
    JSON.stringify(normal(route), (name, value) => (name === 'continue' ? undefined : value)).replaceAll(PREFIX, ''),
  );
}

/** Matchers in one order, since the operator sorts them. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.every((one) => typeof one === 'string') ? [...value].sort() : value.map(normal);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, normal(one)]));
}

function routesOf(configuration: unknown): readonly unknown[] {
  return list(property(property(configuration, 'route'), 'routes'));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
