import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { AMBER, RED } from '../../src/dashboards/look.js';
import { planOf } from '../../src/plan/plan.js';
import { alerts } from '../../src/rules/alerts/index.js';
import { environmentOf } from '../support/environment.js';
import { promtool } from '../support/promtool.js';

/** The highest panel that is seen without scrolling on a large screen ends here, in lines of the grid. */
const SCREEN_LINES = 24;
const environment = environmentOf({ alerts: { severities: { critical: 'page', warning: 'ticket' } } });
const shape = z.object({
  panels: z.array(
    z.looseObject({
      title: z.string(),
      type: z.string(),
      gridPos: z.object({ y: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string() })).default([]),
      fieldConfig: z
        .object({
          defaults: z.looseObject({
            thresholds: z
              .object({ steps: z.array(z.object({ value: z.number().nullable(), color: z.string() })) })
              .optional(),
          }),
        })
        .optional(),
    }),
  ),
});
const json = planOf(environment).drawn.find(({ uid }) => uid === 'arks-overview')?.json ?? '';
const { panels } = shape.parse(JSON.parse(json));
const panel = (title: string) => {
  const found = panels.find((one) => one.title === title);
  if (found === undefined) throw new Error(`there must be a panel ${title}`);
  return found;
};
const asked = (title: string, at: number, application = '.*') =>
  (panel(title).targets[at]?.expr ?? '').replaceAll('$application', application).replaceAll(/\$[a-z_]\w*/g, '.*');
const series = (name: string, severity: string, more = '') =>
  `ALERTS{alertname="${name}",alertstate="firing",severity="${severity}",namespace="tenant-a"${more}}`;

/** What promtool says of these series and queries; empty where it agrees. */
async function complaint(
  inputs: readonly string[],
  wanted: readonly { readonly expr: string; readonly labels: string; readonly value: number }[],
) {
  const all = new Map<string, { labels: string; value: number }[]>();
  for (const { expr, labels, value } of wanted) all.set(expr, [...(all.get(expr) ?? []), { labels, value }]);
  const tests = [
    {
      interval: '1m',
      input_series: inputs.map((one) => ({ series: one, values: one.startsWith('ALERTS_FOR') ? '60x5' : '1x5' })),
      promql_expr_test: [...all].map(([expr, found]) => ({
        expr,
        eval_time: '4m',
        exp_samples: found.filter(({ value }) => value > 0),
      })),
    },
  ];
  const { ok, output } = await promtool(inject('prometheus').promtool, ['test', 'rules', 'test.yml'], {
    'test.yml': { tests },
  });
  return ok ? '' : output;
}

test('the alerts and every tile that has a colour are seen without scrolling, the alerts first', () => {
  const seen = panels.filter(({ type, gridPos }) => type !== 'row' && gridPos.y + gridPos.h <= SCREEN_LINES);
  expect(seen[0]?.title).toBe('Firing alerts');
  expect(seen.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['Critical alerts', 'Replicas missing', 'Applications']),
  );
});

test.each(alerts.filter(({ severity }) => severity === 'critical').map(({ name }) => [name] as const))(
  'the tile of critical alerts is red while %s fires, and no other tile counts it',
  async (name) => {
    expect(panel('Critical alerts').fieldConfig?.defaults.thresholds?.steps.at(-1)).toEqual({ value: 1, color: RED });
    const wanted = [
      { expr: asked('Critical alerts', 0), labels: '{}', value: 1 },
      { expr: asked('Warnings', 0), labels: '{}', value: 0 },
    ];
    expect(await complaint([series(name, 'page')], wanted)).toBe('');
  },
);

test('a ticket turns no tile red, and what is pending counts for nothing', async () => {
  expect(panel('Warnings').fieldConfig?.defaults.thresholds?.steps.at(-1)).toEqual({ value: 1, color: AMBER });
  const pending = series('ArksGatewayDown', 'page').replace('firing', 'pending');
  const wanted = [
    { expr: asked('Critical alerts', 0), labels: '{}', value: 0 },
    { expr: asked('Warnings', 0), labels: '{}', value: 1 },
  ];
  expect(await complaint([series('ArksRuntimeQueueBacklog', 'ticket'), pending], wanted)).toBe('');
});

test('an alert of another application is not shown where one is chosen, and one of no application is', async () => {
  const inputs = [
    series('ArksGatewayDown', 'page'),
    series('ArksRuntimeStalled', 'page', ',application="chat",pod="chat-0"'),
    series('ArksRuntimeStalled', 'page', ',application="talk",pod="talk-0"'),
  ];
  const counted = (application: string, value: number) => ({
    expr: asked('Critical alerts', 0, application),
    labels: '{}',
    value,
  });
  expect(await complaint(inputs, [counted('chat', 2), counted('.*', 3)])).toBe('');
});

test('a row of the alerts says since when, about whom, and by its name which dashboard shows it', async () => {
  const name = 'ArksRuntimeStalled';
  const inputs = [
    series(name, 'page', ',application="chat",pod="chat-0"'),
    `ALERTS_FOR_STATE{alertname="${name}",severity="page",namespace="tenant-a",application="chat",pod="chat-0"}`,
  ];
  const labels = `{severity="page",alertstate="firing",alertname="${name}",namespace="tenant-a",application="chat",pod="chat-0",dashboard="${name}"}`;
  const wanted = [
    { expr: asked('Firing alerts', 0), labels, value: 180 },
    { expr: asked('Firing alerts', 1), labels, value: 1 },
  ];
  expect(await complaint(inputs, wanted)).toBe('');
  expect(await complaint(inputs.slice(0, 1), wanted.slice(1))).toBe('');
  expect(json).toMatch(
    /"pattern": "\/\^\(([^)]*\|)?ArksRuntimeStalled[^)]*\)\$\/",\n *"result": \{\n *"index": \d+,\n *"text": "arks-runtime"/,
  );
});
