import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { DASHBOARDS } from '../../src/config/dashboard-uids.js';
import { dashboards } from '../../src/dashboards/index.js';
import { rowsOf } from '../../src/dashboards/rows.js';
import { loadEnvironments } from '../../src/files/load.js';
import { panelId, panelIds } from '../../src/lib/panel-id.js';
import { planOf } from '../../src/plan/plan.js';
import { text } from '../../src/promql/build.js';
import { seriesNames } from '../../src/promql/names.js';
import { type Alert, signalsOf } from '../../src/rules/alert.js';
import { limitedTargets } from '../../src/rules/alert-context.js';
import { alerts } from '../../src/rules/alerts/index.js';
import { knownNames } from '../../src/rules/known-names.js';
import { budgetBurn } from '../../src/rules/objectives/budget-burn.js';
import { runtimesRead } from '../../src/signals/runtimes/index.js';
import { sourcesOf } from '../../src/signals/sources.js';
import type { Signal } from '../../src/signals/vocabulary/signal.js';
import { ruleView } from '../../src/signals/vocabulary/view.js';
import { PROJECT } from '../support/commands.js';

const plans = loadEnvironments(join(PROJECT, 'environments'), knownNames).map(planOf);
const plan = plans.find(({ environment }) => environment.name === 'production');
if (plan === undefined) throw new Error('there must be an environment production');
const { drawing, scraped } = plan;

const panel = z.object({
  id: z.number(),
  title: z.string(),
  type: z.string(),
  repeat: z.string().optional(),
  targets: z.array(z.object({ expr: z.string() })).default([]),
});
const board = z.object({
  panels: z.array(panel.extend({ panels: z.array(panel).default([]) })),
  templating: z.object({ list: z.array(z.object({ name: z.string() })) }),
});
/** The boards of an environment by their uids, with the panels of closed rows. */
const boardsOf = ({ drawn }: Pick<typeof plan, 'drawn'>) =>
  new Map<string, { panels: readonly z.infer<typeof panel>[]; variables: readonly string[] }>(
    drawn.map(({ uid, json }) => {
      const { panels, templating } = board.parse(JSON.parse(json));
      const all = panels.flatMap((one) => [one, ...one.panels]);
      return [uid, { panels: all, variables: templating.list.map(({ name }) => name) }];
    }),
  );
const boards = boardsOf(plan);

/** What the links of all rules of an environment say. */
const linksOf = ({ alerted, promised }: typeof plan) =>
  [
    ...alerted.flatMap(({ group }) => group.rules),
    ...promised.flatMap(({ groups }) => groups.flatMap(({ rules }) => rules)),
  ]
    .flatMap((rule) => ('alert' in rule ? [rule] : []))
    .map(({ alert, annotations }) => {
      const url = new URL(annotations['dashboard_url'] ?? '', 'https://grafana.example.com');
      const filled = [...url.searchParams.keys()].flatMap((key) => (key.startsWith('var-') ? [key.slice(4)] : []));
      return { alert, uid: url.pathname.replace('/d/', ''), opens: url.searchParams.get('viewPanel'), filled };
    });

test.each(plans.map((one) => [one.environment.name, one] as const))(
  'the link of every alert of %s opens a panel that is there, which nothing repeats',
  (_, one) => {
    const of = boardsOf(one);
    const links = linksOf(one);
    expect(links.length).toBeGreaterThan(30);
    const broken = links.filter(({ uid, opens }) => {
      const opened = of.get(uid)?.panels.find(({ id }) => String(id) === opens);
      return opened === undefined || ['row', 'text'].includes(opened.type) || opened.repeat !== undefined;
    });
    expect(broken).toEqual([]);
  },
);

/** Panels that leave out what the link of their alert chooses, each with the reason. */
const WIDER: Readonly<Record<string, string>> = {
  'ArksRulesStale namespace': 'groups of rules are of the whole installation',
  'ArksRulesStale application': 'groups of rules are of the whole installation',
  'ArksScrapeBudgetExceeded namespace': 'targets of the platform are in no namespace that can be chosen',
  'ArksScrapeBudgetExceeded pod': 'targets of the platform are no replicas that can be chosen',
  'ArksScrapeSeriesChurning namespace': 'targets of the platform are in no namespace that can be chosen',
  'ArksScrapeSeriesChurning pod': 'targets of the platform are no replicas that can be chosen',
  'ArksScrapeRefused namespace': 'targets of the platform are in no namespace that can be chosen',
  'ArksScrapeRefused pod': 'targets of the platform are no replicas that can be chosen',
  'ArksScrapeNothingKept namespace': 'targets of the platform are in no namespace that can be chosen',
  'ArksScrapeNothingKept pod': 'targets of the platform are no replicas that can be chosen',
};

test('a panel with evidence is narrowed to what its link chooses, or is wider for a reason', () => {
  const wider = linksOf(plan).flatMap(({ alert, uid, opens, filled }) => {
    const asked = boards.get(uid)?.panels.find(({ id }) => String(id) === opens)?.targets ?? [];
    const isAsked = (name: string) => asked.some(({ expr }) => new RegExp(`\\$${name}\\b`).test(expr));
    return filled.filter((name) => !isAsked(name)).map((name) => `${alert} ${name}`);
  });
  expect([...new Set(wider)].sort()).toEqual(Object.keys(WIDER).sort());
});

/** Series that a signal reads, and the metrics behind them. */
const readBy = (signal: Signal) => {
  const runtimes = runtimesRead(drawing.runtimes);
  const own = seriesNames(text(signal.query(ruleView(drawing.cluster.label, runtimes))));
  return { own, behind: sourcesOf(signal, runtimes) };
};
/** Both of all that a panel asks. */
const shownBy = (uid: string, title: string) => {
  const dashboard = dashboards.find((one) => one.uid === uid);
  const found = dashboard === undefined ? [] : rowsOf(dashboard, drawing).flatMap(({ panels }) => panels);
  return found
    .flatMap((one) => (one.kind !== 'text' && one.title === title ? one.queries : []))
    .flatMap(({ of }) => Object.values(readBy(of)).flat());
};
/** What an alert judges; of one that is composed, what it watches. */
const judgedBy = (alert: Alert) => {
  if (alert.when === undefined) return signalsOf(alert);
  const { signal } = alert.when;
  return [typeof signal === 'function' ? signal(limitedTargets(scraped)) : signal];
};

test.each(alerts.map((alert) => [alert.name, alert] as const))(
  'the panel that the link of %s opens is made of what the alert judges',
  (_, alert) => {
    const shown = shownBy(alert.dashboard, alert.panel);
    const read = judgedBy(alert).flatMap((signal) => Object.values(readBy(signal)).filter((names) => names.length > 0));
    expect(read.some((names) => names.every((name) => shown.includes(name)))).toBe(true);
  },
);

test('a budget that burns opens what is held against its limit, and nothing else', () => {
  const rates = budgetBurn.line.of.flatMap((of) => readBy(of).own);
  const shown = shownBy(budgetBurn.dashboard, budgetBurn.panel);
  expect(shown.filter((name) => !rates.includes(name))).toEqual([]);
  expect(shown.length).toBeGreaterThan(0);
});

test('where the dashboard of an alert is not delivered its link opens no panel of another', () => {
  const off = Object.fromEntries(DASHBOARDS.filter((uid) => uid !== 'arks-overview').map((uid) => [uid, 'not here']));
  const { environment } = plan;
  const { grafana } = environment;
  const links = linksOf(
    planOf({ ...environment, grafana: { ...grafana, dashboards: { ...grafana.dashboards, off } } }),
  );
  expect(new Set(links.map(({ uid, opens }) => `${uid} ${opens}`))).toEqual(new Set(['arks-overview null']));
});

test('the id of a panel follows from its title alone, and of two with one title each has its own', () => {
  expect(panelId('Load imbalance')).toBe(330540187);
  const idOf = panelIds();
  const ids = ['Load imbalance', 'Latency', 'Load imbalance'].map(idOf);
  expect(ids).toEqual([panelId('Load imbalance'), panelId('Latency'), panelId('Load imbalance') + 1]);
});
