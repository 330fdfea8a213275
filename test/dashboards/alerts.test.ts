import { expect, test } from 'vitest';
import { loadEnvironments } from '../../src/config/load.js';
import { dashboards, dashboardsOf } from '../../src/dashboards/index.js';
import { text } from '../../src/promql/build.js';
import { seriesNames } from '../../src/promql/names.js';
import { alertContext, alertRule } from '../../src/rules/alerting.js';
import { alertGroups } from '../../src/rules/alerts/index.js';
import { knownNames } from '../../src/rules/known-names.js';
import { ALERT } from '../../src/rules/objectives/burn-alerts.js';
import { objectivesOf } from '../../src/rules/objectives/measured.js';
import { objectiveGroups } from '../../src/rules/objectives/objective-rules.js';
import { BURN_WINDOWS } from '../../src/rules/objectives/windows.js';

const environment = loadEnvironments('environments', knownNames).find(({ name }) => name === 'production');
if (environment === undefined) throw new Error('there must be an environment production');
const alerts = alertGroups.flatMap((group) => group.alerts);
const built = new Map(dashboardsOf(environment).map(({ uid, json }) => [uid, json]));
const panels = dashboards.flatMap(({ uid, rows }) =>
  rows(environment)
    .flatMap((row) => row.panels)
    .flatMap((panel) => (panel.kind === 'text' ? [] : [{ uid, ...panel }])),
);
const urls = [
  ...alerts.map((alert) => [alert.name, alertRule(alert, environment).annotations['dashboard_url'] ?? ''] as const),
  ...objectivesOf(environment)
    .flatMap((objective) => objectiveGroups(objective, environment))
    .flatMap(({ rules }) => rules.flatMap((rule) => ('alert' in rule ? [rule] : [])))
    .map(({ alert, annotations }) => [alert, annotations['dashboard_url'] ?? ''] as const),
];

test.each(urls)('the link of %s leads to a dashboard that has its variables', (_, url) => {
  const [, uid = '', query = ''] = /\/d\/([\w-]+)\?(.*)$/.exec(url) ?? [];
  const dashboard = dashboards.find((one) => one.uid === uid);
  const filled = [...query.matchAll(/var-(\w+)=/g)].map(([, name = '']) => name);
  expect(filled.filter((name) => !dashboard?.variables.some((variable) => variable === name))).toEqual([]);
  expect(dashboard).toBeDefined();
});

test.each(alerts.map((alert) => [alert.name, alert] as const))(
  'what %s watches is drawn where it leads',
  (_, alert) => {
    const { view } = alertContext(environment);
    const read = alert.signals.flatMap((signal) => seriesNames(text(signal.query(view))));
    expect(read.filter((name) => !built.get(alert.dashboard)?.includes(name))).toEqual([]);
  },
);

test('every alert that a panel names exists', () => {
  const names = [...alerts.map(({ name }): string => name), ALERT];
  const named = panels.flatMap(({ alert }) => alert ?? []);
  expect(named.filter((name) => !names.includes(name))).toEqual([]);
  expect(new Set(named).size).toBeGreaterThan(20);
});

test('every limit that is drawn is the one its alert fires at', () => {
  const wrong = panels.flatMap(({ uid, title, alert: name, limit, fires }) => {
    if (limit === undefined) return [];
    const value = limit(environment.alerts.thresholds);
    const alert = alerts.find((one) => one.name === name);
    if (name === ALERT && BURN_WINDOWS.some(({ factor }) => factor === value)) return [];
    const expr = alert === undefined ? '' : alertRule(alert, environment).expr;
    const compared = [...expr.matchAll(/([<>]=?) (?:bool )?([\d.]+)/g)].filter(
      ([, , limit]) => Number(limit) === value,
    );
    const held = compared.some(([, operator = '']) => operator.startsWith('<') === (fires === 'below'));
    return held ? [] : [`${uid}: ${title} draws ${value}`];
  });
  expect(wrong).toEqual([]);
});
