import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/app.js';
import { environmentOf } from '../support/environment.js';
import { asObject } from '../support/kubernetes-objects.js';

const receivers = [
  { name: 'on-call', pagerDuty: { routingKey: { name: 'keys', key: 'pager' } } },
  { name: 'platform', webhook: { url: { name: 'keys', key: 'platform' } } },
];
const routes = { critical: 'on-call', warning: 'platform' };
const section = { matcherStrategy: 'None', receivers, routes };

/** What the section writes, and nothing else does. */
function written(settings: object) {
  const objects = createApp([environmentOf(settings)], 'dist').charts.flatMap((chart) => chart.toJson().map(asObject));
  return objects.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === 'alertmanager');
}

test('an environment without the section writes nothing for Alertmanager', () => {
  expect(written({})).toEqual([]);
});

test.each(['v1alpha1', 'v1beta1'])('an AlertmanagerConfig is of the version that is asked for: %s', (apiVersion) => {
  const [object, ...others] = written({ alertmanager: { ...section, apiVersion, namespace: 'alerting' } });
  expect(others).toEqual([]);
  expect(object).toMatchObject({
    apiVersion: `monitoring.coreos.com/${apiVersion}`,
    kind: 'AlertmanagerConfig',
    metadata: { name: 'arks-alerts', namespace: 'alerting', labels: { release: 'prometheus' } },
    spec: { route: { receiver: 'platform', groupBy: ['cluster', 'namespace', 'application'] } },
  });
});

test('a configuration file reads keys of Secrets from files', () => {
  const [object] = written({ alertmanager: { ...section, delivery: 'configMap', secretsFolder: '/run/keys' } });
  const text = JSON.stringify(object);
  expect(text).toContain('routing_key_file: /run/keys/keys/pager');
  expect(text).toContain('url_file: /run/keys/keys/platform');
});

test.each(['alertmanagerConfig', 'configMap'])('a message in Slack says where an alert leads, by %s', (delivery) => {
  const slack = { name: 'platform', slack: { url: { name: 'keys', key: 'slack' }, channel: '#llm' } };
  const [object] = written({ alertmanager: { ...section, delivery, receivers: [receivers[0], slack] } });
  for (const link of ['runbook_url', 'dashboard_url', 'logs_url', 'traces_url']) {
    expect(JSON.stringify(object)).toContain(`.Annotations.${link}`);
  }
});

test('nothing silences anything where inhibition is off', () => {
  expect(JSON.stringify(written({ alertmanager: section }))).toContain('inhibitRules');
  expect(JSON.stringify(written({ alertmanager: { ...section, inhibition: false } }))).not.toContain('inhibitRules');
});

describe('what cannot work is refused', () => {
  test.each([
    [
      'the strategy that hides tenants',
      { ...section, matcherStrategy: 'OnNamespace' },
      {},
      /sees only alerts of its own namespace/,
    ],
    [
      'a strategy that nobody has looked up',
      { receivers, routes },
      {},
      /matcherStrategy must be given for alertmanagerConfig/,
    ],
    [
      'a receiver that is not there',
      { ...section, routes: { ...routes, critical: 'nobody' } },
      {},
      /routes\.critical must be one of the receivers/,
    ],
    [
      'a receiver that nobody is sent to',
      { ...section, routes: { critical: 'on-call', warning: 'on-call' } },
      {},
      /receivers\[1\]\.name must be named by a route/,
    ],
    [
      'a receiver of no kind',
      { ...section, receivers: [...receivers.slice(0, 1), { name: 'platform' }] },
      {},
      /must have exactly one of pagerDuty, slack, webhook/,
    ],
    [
      'a tenant that is none',
      { ...section, routes: { ...routes, tenants: { 'tenant-z': 'platform' } } },
      { tenants: { namespaces: ['tenant-a'] } },
      /must be one of tenants\.namespaces/,
    ],
    [
      'severities that cannot be told apart',
      section,
      { alerts: { severities: { critical: 'page', warning: 'page' } } },
      /severities\.warning must not be that of critical alerts/,
    ],
  ])('%s', (_, alertmanager, others, message) => {
    expect(() => environmentOf({ ...others, alertmanager })).toThrow(message);
  });
});

test('a central ruler of many clusters has each environment route its own cluster', () => {
  const central = { cluster: { name: 'eu-1' }, rules: { target: 'thanos' } };
  expect(JSON.stringify(written({ ...central, alertmanager: section }))).toContain('{"name":"cluster","value":"eu-1"}');
});
