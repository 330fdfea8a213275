import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { AlertmanagerAnswers } from '../../src/doctor/alertmanager/answers.js';
import { configurationOf } from '../../src/doctor/alertmanager/configuration.js';
import { routesOf } from '../../src/doctor/alertmanager/routed.js';
import { alertmanagerChecks } from '../../src/doctor/checks/alertmanager/index.js';
import { examine } from '../../src/doctor/examine.js';
import { planned } from '../../src/documented/planned.js';
import { memoize } from '../../src/lib/memoize.js';
import { alertmanagerFile } from '../../src/objects/alertmanager-file.js';
import { routeOf } from '../../src/rules/routing.js';
import { environmentOf } from '../support/environment.js';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const LONG_AGO = NOW - 600_000;
const SETTINGS = { runtimes: ['vllm'], cluster: { name: 'eu-1' }, tenants: { namespaces: ['team'] } };
const section = {
  delivery: 'configMap',
  receivers: [
    { name: 'on-call', webhook: { url: { name: 'keys', key: 'pager' } } },
    { name: 'platform', webhook: { url: { name: 'keys', key: 'platform' } } },
  ],
  routes: { critical: 'on-call', warning: 'platform' },
};
const plan = memoize((isRouted: boolean) =>
  planned(environmentOf({ ...SETTINGS, ...(isRouted ? { alertmanager: section } : {}) })),
);

/** What we write for Alertmanager, with somebody's changes. */
function written(change: object = {}): string {
  const { environment, inhibited } = plan(true);
  const { alertmanager: settings } = environment;
  if (settings === undefined) throw new Error('the environment must route alerts');
  const routing = {
    route: routeOf(environment, settings),
    receivers: settings.receivers,
    inhibitions: inhibited,
    environment,
  };
  return stringify({ ...alertmanagerFile(routing, '/keys'), ...change });
}

function foundIn(isRouted: boolean, text: string, answers: Partial<AlertmanagerAnswers> = {}) {
  const alertmanager = { address: 'http://alerts', configuration: configurationOf(text), known: [], ...answers };
  const examination = {
    plan: plan(isRouted),
    isOfEnvironment: true,
    now: NOW,
    sources: { alertmanager },
    unanswered: [],
  };
  return examine(examination, alertmanagerChecks);
}

const DOWN = { alertname: 'ArksGatewayDown', severity: 'critical', namespace: 'envoy-gateway-system' };
const WEBHOOK = [{ url: 'http://receiver' }];
const team = (route: object, receivers: readonly object[] = []) =>
  stringify({ route, receivers: [{ name: 'nobody' }, { name: 'team', webhook_configs: WEBHOOK }, ...receivers] });

test('of what the environment writes, and of a team that routes by severity itself, nothing is told', () => {
  expect(
    foundIn(true, written(), { firing: [{ labels: DOWN, since: LONG_AGO }], known: [{ ...DOWN, cluster: 'eu-1' }] }),
  ).toEqual([]);
  const routes = [{ receiver: 'team', matchers: ['alertname=~"Arks.+"'] }];
  expect(foundIn(false, team({ receiver: 'nobody', routes }))).toEqual([]);
});

describe('the cause is told first', () => {
  test.each([
    ['a receiver that tells nobody', false, team({ receiver: 'nobody' }), {}, 'alertmanager-routes', /tells nobody/],
    [
      'a route that sees one namespace only',
      false,
      team({ receiver: 'nobody', routes: [{ receiver: 'team', match: { namespace: 'monitoring' } }] }),
      {},
      'alertmanager-routes',
      /tells nobody/,
    ],
    [
      'routes of the environment that are not there',
      true,
      team({ receiver: 'team' }),
      {},
      'alertmanager-routes',
      /default receiver/,
    ],
    [
      'inhibitions that are not there',
      true,
      written({ inhibit_rules: [] }),
      {},
      'alertmanager-inhibitions',
      /inhibitions are not in Alertmanager/,
    ],
    [
      'an alert that never came',
      true,
      written(),
      { firing: [{ labels: DOWN, since: LONG_AGO }] },
      'alertmanager-alerts',
      /1 firing alerts? are unknown|unknown to Alertmanager/,
    ],
    [
      'a Prometheus that sends nowhere',
      true,
      written(),
      { sentTo: [], firing: [{ labels: DOWN, since: LONG_AGO }] },
      'alertmanager-unknown',
      /sends alerts to no Alertmanager/,
    ],
  ] as const)('%s', (_, isRouted, text, answers, check, subject) => {
    const [first] = foundIn(isRouted, text, answers);
    expect(first).toMatchObject({ check, subject: expect.stringMatching(subject) });
    expect(first?.severity).not.toBe('note');
  });

  test('an alert that has just begun to fire may still be on its way', () => {
    expect(foundIn(true, written(), { firing: [{ labels: DOWN, since: NOW - 60_000 }] })).toEqual([]);
  });

  test('where nobody routes them the default receiver is a note', () => {
    expect(foundIn(false, team({ receiver: 'team' }))).toMatchObject([
      { check: 'alertmanager-routes', severity: 'note' },
    ]);
  });
});

test('routes are walked as Alertmanager does: the first that matches, and further after one that goes on', () => {
  const { root } = configurationOf(
    team({
      receiver: 'root',
      routes: [
        { receiver: 'audit', continue: true, matchers: ['severity=~"critical|warning"'] },
        {
          matchers: ['{namespace!="team"}'],
          receiver: 'platform',
          routes: [{ match_re: { alertname: 'Arks.*' }, receiver: 'arks' }],
        },
        { receiver: 'last', match: { severity: 'critical' } },
      ],
    }),
  );
  const receivers = (labels: Record<string, string>) => routesOf(root, labels).map(({ receiver }) => receiver);
  expect(receivers({ severity: 'critical', namespace: 'team' })).toEqual(['audit', 'last']);
  expect(receivers({ severity: 'critical', namespace: 'x', alertname: 'ArksA' })).toEqual(['audit', 'arks']);
  expect(receivers({ severity: 'info', namespace: 'x', alertname: 'B' })).toEqual(['platform']);
  expect(receivers({ severity: 'info', namespace: 'team' })).toEqual(['root']);
});
