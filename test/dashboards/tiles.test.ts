import { expect, test } from 'vitest';
import { z } from 'zod';
import { alertTiles } from '../../src/dashboards/firing.js';
import { AMBER, CALM, NEUTRAL, RED } from '../../src/dashboards/look.js';
import { planOf } from '../../src/plan/plan.js';
import { BURN_WINDOWS } from '../../src/rules/objectives/windows.js';
import { environmentOf } from '../support/environment.js';

const result = z.object({ text: z.string(), color: z.string() });
const special = z.object({ type: z.literal('special'), options: z.object({ match: z.string(), result }) });
const range = z.object({
  type: z.literal('range'),
  options: z.object({ from: z.null(), to: z.number(), result }),
});
const steps = z.array(z.object({ value: z.number().nullable(), color: z.string() }));
const panel = z.looseObject({
  title: z.string(),
  type: z.string(),
  targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).default([]),
  options: z.looseObject({ colorMode: z.string().optional() }).default({}),
  fieldConfig: z
    .object({
      defaults: z.looseObject({
        noValue: z.string().optional(),
        unit: z.string().optional(),
        min: z.number().optional(),
        max: z.number().optional(),
        mappings: z.array(z.unknown()).default([]),
        thresholds: z.object({ steps }).optional(),
        custom: z.looseObject({ axisSoftMax: z.number().optional() }).optional(),
      }),
    })
    .optional(),
});
type Drawn = z.output<typeof panel>;

const environment = environmentOf({});
const all: readonly (Drawn & { readonly uid: string })[] = planOf(environment).drawn.flatMap(({ uid, json }) =>
  z
    .object({ panels: z.array(panel.extend({ panels: z.array(panel).default([]) })) })
    .parse(JSON.parse(json))
    .panels.flatMap((one) => [one, ...one.panels])
    .map((one) => ({ ...one, uid })),
);
const named = (uid: string, title: string) => {
  const found = all.find((one) => one.uid === uid && one.title === title);
  if (found === undefined) throw new Error(`there must be a panel ${title} on ${uid}`);
  return found;
};
const mappingsOf = ({ fieldConfig }: Drawn) => fieldConfig?.defaults.mappings ?? [];

test('a tile of which nothing is known is neither green nor red, unless nothing is what it hopes for', () => {
  const judged = all.filter(
    ({ type, fieldConfig }) =>
      type === 'stat' &&
      (fieldConfig?.defaults.thresholds?.steps ?? []).some(({ color }) => [CALM, AMBER, RED].includes(color)),
  );
  expect(judged.length).toBeGreaterThan(10);
  const hopes = alertTiles(environment, {}).map(({ title }) => title);
  for (const one of judged) {
    const unknown = mappingsOf(one).flatMap((mapping) => special.safeParse(mapping).data ?? []);
    const words = { text: one.fieldConfig?.defaults.noValue, color: NEUTRAL };
    expect(
      unknown.map(({ options }) => options),
      `${one.uid}: ${one.title}`,
    ).toEqual(hopes.includes(one.title) ? [] : [{ match: 'null+nan', result: expect.objectContaining(words) }]);
  }
});

test.each([
  ['arks-slo', 'Least budget left', 'spent'],
  ['arks-slo', 'First budget gone in', 'gone'],
  ['arks-overview', 'Budget left, worst', 'spent'],
])('%s says in red that a budget is gone: %s', (uid, title, word) => {
  const said = mappingsOf(named(uid, title)).flatMap((mapping) => range.safeParse(mapping).data?.options ?? []);
  expect(said).toEqual([
    expect.objectContaining({ to: 0, result: expect.objectContaining({ text: word, color: RED }) }),
  ]);
  expect(named(uid, title).options.colorMode).toBe('value');
});

test('the graph of burn rates has a line for every speed of the alert, apart from each other however fast a budget burns', () => {
  const { fieldConfig } = named('arks-slo', 'Fastest burn rate over the windows');
  const lines = fieldConfig?.defaults.thresholds?.steps.flatMap(({ value }) => value ?? []) ?? [];
  expect(lines).toEqual(BURN_WINDOWS.map(({ factor }) => factor).sort((one, other) => one - other));
  expect(fieldConfig?.defaults.max).toBeGreaterThan(Math.max(...lines));
  expect(fieldConfig?.defaults.max).toBeLessThan(2 * Math.max(...lines));
});

test('a budget that is spent many times over leaves the others to be seen', () => {
  const { fieldConfig } = named('arks-slo', 'Least budget left of each objective');
  expect([fieldConfig?.defaults.min, fieldConfig?.defaults.max]).toEqual([-1, 1]);
});

test('what is rejected is told by the minute, and so is its limit', () => {
  const perSecond = environment.alerts.thresholds.rateLimitHitsPerSecond;
  for (const [uid, title] of [
    ['arks-tenants', 'Rejected by user'],
    ['arks-gateway', 'Hits by user'],
  ] as const) {
    const { fieldConfig, targets } = named(uid, title);
    expect(fieldConfig?.defaults.unit).toBe('suffix: req/min');
    expect(targets[0]?.expr).toMatch(/\* 60\b/);
    expect(fieldConfig?.defaults.thresholds?.steps.at(-1)?.value).toBeCloseTo(perSecond * 60, 9);
    expect(fieldConfig?.defaults.custom?.axisSoftMax).toBeGreaterThan(perSecond * 60);
  }
});

test('kinds of errors share one graph, each of all models, and the oldest records one line', () => {
  const { targets } = named('arks-gateway', 'Errors by kind, of all models');
  expect(targets.length).toBeGreaterThan(5);
  expect(targets.filter(({ legendFormat }) => legendFormat.includes('{{'))).toEqual([]);
  expect(named('arks-troubleshooting', 'Age of the oldest records').targets.map(({ expr }) => expr)).toEqual([
    expect.stringMatching(/^max by \(cluster\)/),
  ]);
});

test('steps of a guide are one list: nothing stands between its numbers', () => {
  const guides = all.filter(({ type, title }) => type === 'text' && title.endsWith('step by step'));
  expect(guides.length).toBe(3);
  for (const { options } of guides) {
    const { content } = z.object({ content: z.string() }).parse(options);
    expect(content.split('\n').map((line) => Number.parseInt(line, 10))).toEqual(
      content.split('\n').map((_, index) => index + 1),
    );
  }
});
