import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Query, Row } from '../../src/dashboards/dashboard.js';
import { dashboards } from '../../src/dashboards/index.js';
import { AMBER, CALM, LIMIT, NEUTRAL, RED } from '../../src/dashboards/look.js';
import { rowsOf } from '../../src/dashboards/rows.js';
import { runtime } from '../../src/dashboards/runtime.js';
import { loadEnvironments } from '../../src/files/load.js';
import { planOf } from '../../src/plan/plan.js';
import { ofAnyLabels, sumBy, text } from '../../src/promql/build.js';
import { seriesNames } from '../../src/promql/names.js';
import { signalsOf } from '../../src/rules/alert.js';
import { alertRule } from '../../src/rules/alerting.js';
import { alerts } from '../../src/rules/alerts/index.js';
import { runtimeLoadAlerts } from '../../src/rules/alerts/runtime-load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { limitLine } from '../../src/rules/limit-line.js';
import { objectivesOf } from '../../src/rules/objectives/measured.js';
import { objectiveGroups } from '../../src/rules/objectives/objective-rules.js';
import { runtimesRead } from '../../src/signals/runtimes/index.js';
import { sourcesOf } from '../../src/signals/sources.js';
import { grouping } from '../../src/signals/vocabulary/identity.js';
import { ruleView } from '../../src/signals/vocabulary/view.js';

const environment = loadEnvironments('environments', knownNames).find(({ name }) => name === 'production');
if (environment === undefined) throw new Error('there must be an environment production');
const jsonOf = new Map<string, string>(planOf(environment).drawn.map(({ uid, json }) => [uid, json]));
const built = z.object({
  panels: z.array(
    z.object({
      title: z.string(),
      fieldConfig: z
        .object({
          defaults: z.object({
            thresholds: z.object({ steps: z.array(z.object({ value: z.number().nullable(), color: z.string() })) }),
          }),
        })
        .optional(),
    }),
  ),
});
const panels = dashboards.flatMap((dashboard) =>
  rowsOf(dashboard, planOf(environment).drawing)
    .flatMap((row) => row.panels)
    .flatMap((panel) => (panel.kind === 'text' ? [] : [{ uid: dashboard.uid, ...panel }])),
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
    const read = signalsOf(alert).flatMap((signal) => seriesNames(asRule(signal.query)));
    const shown = panels
      .filter(({ uid }) => uid === alert.dashboard)
      .flatMap(({ queries }) => queries.map(({ of }) => of));
    const behind = new Set(shown.flatMap((of) => sourcesOf(of, runtimesRead(environment.runtimes))));
    expect(read.filter((name) => !jsonOf.get(alert.dashboard)?.includes(name) && !behind.has(name))).toEqual([]);
  },
);

/** A query in words, over all that the rules see. */
const asRule = (query: Query['of']['query']) =>
  text(query(ruleView(environment.cluster.label, runtimesRead(environment.runtimes))));
/** What a query of a panel shows, as it is and put together: of several it may show the worst. */
const shown = ({ of, by }: Query) => [
  asRule(of.query),
  ...(by?.reduce === 'sum' ? [asRule((view) => sumBy(grouping(view, ...by.labels), ofAnyLabels(of.query(view))))] : []),
];
const lines = panels.flatMap((panel) => {
  const line = panel.alert === undefined ? undefined : limitLine(panel.alert, environment, planOf(environment).scraped);
  return line === undefined ? [] : [{ panel, line }];
});
const draws = (alert: string) => lines.filter(({ panel }) => panel.alert?.name === alert);
const limited = alerts.filter((alert) => limitLine(alert, environment, planOf(environment).scraped) !== undefined);

test('a panel that draws a limit shows the very quantity that is held against it', () => {
  const wrong = lines.filter(({ panel, line }) => {
    const judged = line.of.map(({ query }) => asRule(query));
    // By the minute both are sixty times as much, the limit, too.
    const bySecond = (query: string) =>
      panel.queries[0].of.unit === 'requests/min' ? query.replace(' * 60', '') : query;
    return !panel.queries.flatMap(shown).some((query) => judged.includes(bySecond(query)));
  });
  expect(wrong.map(({ panel }) => `${panel.uid}: ${panel.title}`)).toEqual([]);
  expect(lines.length).toBeGreaterThan(35);
});

test('the worst is shown of what is put together: the highest where an alert fires above, the lowest below', () => {
  const wrong = lines.filter(({ panel, line }) =>
    panel.queries.some(
      ({ by }) => by !== undefined && by.reduce !== 'sum' && by.reduce !== (line.is === 'below' ? 'min' : 'max'),
    ),
  );
  expect(wrong.map(({ panel }) => `${panel.uid}: ${panel.title}`)).toEqual([]);
});

test.each(limited.map(({ name, dashboard }) => [name, dashboard] as const))(
  'the limit of %s is drawn on %s, where its link leads',
  (name, dashboard) => {
    expect(draws(name).map(({ panel }) => panel.uid)).toContain(dashboard);
  },
);

test('a limit is a line of its own colour, a value is red or amber on the side where its alert fires, and one of an alert that is off is neither', () => {
  const off = { ...environment, alerts: { ...environment.alerts, off: { ArksRuntimeQueueBacklog: 'not here' } } };
  const steps = (of: typeof environment, uid: string, title: string) => {
    const json = planOf(of).drawn.find((one) => one.uid === uid)?.json ?? '{}';
    const panel = built.parse(JSON.parse(json)).panels.find((one) => one.title === title);
    return panel?.fieldConfig?.defaults.thresholds.steps.map(({ value, color }) => [value, color]);
  };
  const { gatewayErrorRatio, queuedRequestsPerReplica, quotaNearlyRatio, upstreamHealthyRatio } =
    environment.alerts.thresholds;
  const queue = ['arks-runtime', 'Waiting, mean of replicas'] as const;
  expect(steps(environment, ...queue)).toEqual([
    [null, NEUTRAL],
    [queuedRequestsPerReplica, LIMIT],
  ]);
  expect(steps(environment, 'arks-gateway', 'Healthy hosts by model')).toEqual([
    [null, NEUTRAL],
    [upstreamHealthyRatio, LIMIT],
  ]);
  expect(steps(environment, 'arks-gateway', 'Server error ratio')).toEqual([
    [null, CALM],
    [gatewayErrorRatio, RED],
  ]);
  expect(steps(environment, 'arks-tenants', 'Fullest quota')).toEqual([
    [null, CALM],
    [quotaNearlyRatio, AMBER],
  ]);
  expect(steps(off, ...queue)).toEqual([[null, NEUTRAL]]);
});

test('an alert that nobody has drawn yet has a panel of its own at the end of the dashboard that it leads to', () => {
  const titles = (rows: readonly Row[]) => rows.map(({ title }) => title);
  const placed = runtime.rows(planOf(environment).drawing);
  const own = titles(placed);
  const names = placed.flatMap((row) =>
    row.panels.flatMap((panel) => (panel.kind === 'text' ? [] : (panel.alert?.name ?? []))),
  );
  const drawn = alerts.filter(({ name, dashboard }) => dashboard !== runtime.uid || names.includes(name));
  const added = { ...runtimeLoadAlerts.runtimeQueueBacklog, name: 'ArksRuntimeNew' } as const;
  const third = { ...added, name: 'ArksRuntimeOther' } as const;
  const elsewhere = { ...added, name: 'ArksRuntimeElsewhere', dashboard: 'arks-gateway' } as const;
  const rows = rowsOf(runtime, planOf(environment).drawing, [...drawn, added, elsewhere]);
  expect(titles(rows)).toEqual([...own, 'Limits']);
  expect(rows.at(-1)?.panels).toMatchObject([
    { title: added.when.signal.title, alert: { name: added.name }, width: 24 },
  ]);
  const widths = (...more: readonly (typeof added | typeof third)[]) =>
    rowsOf(runtime, planOf(environment).drawing, more)
      .at(-1)
      ?.panels.map(({ width }) => width);
  expect(widths(added, third)).toEqual([12, 12]);
  expect(titles(rowsOf(runtime, planOf(environment).drawing, drawn))).toEqual(own);
});

test('a panel groups only by labels that its signal has, since its labels are data that no compiler sees', () => {
  const grouped = panels.flatMap(({ queries, title }) =>
    queries.flatMap(({ of, by }) => (by === undefined ? [] : [{ title, labels: by.labels, had: of.labels }])),
  );
  expect(grouped.length).toBeGreaterThan(30);
  expect(grouped.filter(({ labels, had }) => labels.some((label) => !had.includes(label)))).toEqual([]);
});
