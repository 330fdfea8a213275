import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { environmentSchema } from '../../src/config/environment.js';
import { RUNTIMES } from '../../src/config/runtimes.js';
import { knownNames } from '../../src/rules/known-names.js';
import { LATENCIES, objectives, thresholdsOf } from '../support/arbitrary/objectives.js';
import { settings } from '../support/settings-arbitrary.js';

const SEED = 7;
const DRAWN = 400;
/** They name folders, which no drawn environment has; test/dashboards/extra.test.ts and test/rules/extra-rules.test.ts are about them. */
const NOT_DRAWN = /^(grafana\.dashboards\.extraDashboards|rules\.extraRules)/;
/** Values that are known so that whoever writes one is told why it does not do. */
const REFUSED = ['alertmanager.matcherStrategy: OnNamespace', 'scrape.endpoints.*.metricRelabelings.*.action: keep'];
const LEAST_PERCENT = 3;

type JsonSchema = z.core.JSONSchema._JSONSchema;

const drawn = fc.sample(settings, { numRuns: DRAWN, seed: SEED });
const objective = z.looseObject({
  indicator: z.string(),
  thresholdSeconds: z.number().optional(),
  objectivePercent: z.number(),
  window: z.string().optional(),
  grouping: z.string().optional(),
});
const scopes = [[...RUNTIMES], ...RUNTIMES.map((one) => [one])].map((runtimes) => ({
  runtimes,
  engines: true,
  envoy: true,
}));
/** Objectives alone, of which there are few in an environment. */
const promised = scopes
  .flatMap((scope) =>
    fc
      .sample(objectives({ ...scope, engineOfArks: scope.engines, tenants: undefined }), {
        numRuns: 2 * DRAWN,
        seed: SEED,
      })
      .flat(),
  )
  .map((one) => objective.parse(one));

/** The settings of a schema that hold no others, `*` for any key or index. */
function settingsOf(schema: JsonSchema, path: string): readonly string[] {
  if (typeof schema === 'boolean') return [path];
  const { properties = {}, additionalProperties, items, anyOf = [] } = schema;
  const below = [
    ...Object.entries(properties).flatMap(([key, inner]) => settingsOf(inner, path === '' ? key : `${path}.${key}`)),
    ...(typeof additionalProperties === 'object' ? settingsOf(additionalProperties, `${path}.*`) : []),
    ...[items ?? []].flat().flatMap((inner) => settingsOf(inner, `${path}.*`)),
    ...anyOf.flatMap((inner) => settingsOf(inner, path)),
  ];
  return below.length === 0 ? [path] : [...new Set(below)];
}

/** Whether a value says something of a setting. */
function says(value: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return value !== undefined;
  if (typeof value !== 'object' || value === null) return false;
  return key === '*' ? Object.values(value).some((one) => says(one, rest)) : says(Reflect.get(value, key), rest);
}

interface Choice {
  readonly path: string;
  readonly value: unknown;
}

/** Each value of each setting that has one of a few: words of a list, yes or no. */
function choicesOf(schema: JsonSchema, path: string): readonly Choice[] {
  if (typeof schema === 'boolean') return [];
  const { properties = {}, additionalProperties, items, anyOf = [] } = schema;
  const values = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
  return [
    ...(schema.type === 'boolean' && values.length === 0 ? [true, false] : values).map((value) => ({ path, value })),
    ...Object.entries(properties).flatMap(([key, inner]) => choicesOf(inner, path === '' ? key : `${path}.${key}`)),
    ...(typeof additionalProperties === 'object' ? choicesOf(additionalProperties, `${path}.*`) : []),
    ...[items ?? []].flat().flatMap((inner) => choicesOf(inner, `${path}.*`)),
    ...anyOf.flatMap((inner) => choicesOf(inner, path)),
  ];
}

/** What stands at a path, `*` for any key or index. */
function valuesAt(value: unknown, [key, ...rest]: readonly string[]): readonly unknown[] {
  if (key === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  const inner = key === '*' ? Object.values(value) : [Reflect.get(value, key)];
  return inner.flatMap((one: unknown) => valuesAt(one, rest));
}

test('every setting is written by some environment that is drawn', () => {
  const all = settingsOf(z.toJSONSchema(environmentSchema, { io: 'input' }), '');
  expect(all.length).toBeGreaterThan(150);
  const unwritten = all.filter((path) => !drawn.some((some) => says(some, path.split('.'))));
  expect(unwritten.filter((path) => !NOT_DRAWN.test(path))).toEqual([]);
});

test('each value of every setting that has a few is written by no fewer than 3 of 100 environments', () => {
  const choices = choicesOf(z.toJSONSchema(environmentSchema, { io: 'input' }), '');
  expect(choices.length).toBeGreaterThan(60);
  const least = (DRAWN * LEAST_PERCENT) / 100;
  const seldom = choices
    .map(({ path, value }) => ({
      of: `${path}: ${value}`,
      times: drawn.filter((some) => valuesAt(some, path.split('.')).includes(value)).length,
    }))
    .filter(({ of, times }) => times < least && !REFUSED.includes(of));
  expect(seldom).toEqual([]);
});

test('each ruler is drawn about as often as any other, and so is each way to it', () => {
  const times = (path: string, value: string) =>
    drawn.filter((some) => valuesAt(some, path.split('.')).includes(value)).length;
  const targets = ['mimir', 'thanos', 'victoriametrics'].map((target) => times('rules.target', target));
  const ways = [times('rules.mimir.delivery', 'alloy'), times('rules.mimir.delivery', 'files')];
  for (const some of [targets, ways]) expect(Math.max(...some) / Math.min(...some)).toBeLessThan(2);
});

test('overrides that are drawn say nothing that only an alert that is off would follow', () => {
  const sections = valuesAt(drawn, ['*', 'alerts']).filter(
    (some) => says(some, ['off', '*']) && says(some, ['overrides']),
  );
  expect(sections.length).toBeGreaterThan(DRAWN / 20);
  expect(sections.flatMap((some) => knownNames.overrides(some))).toEqual([]);
});

test('objectives are drawn on every boundary of the grids of each runtime, in every window and grouping', () => {
  for (const indicator of LATENCIES) {
    const bounds = new Set(RUNTIMES.flatMap((runtime) => thresholdsOf(indicator, [runtime])));
    const judged = new Set(
      promised.flatMap((one) => (one.indicator === indicator ? (one.thresholdSeconds ?? []) : [])),
    );
    expect(bounds.size).toBeGreaterThan(10);
    expect(
      [...bounds].filter((bound) => !judged.has(bound)),
      indicator,
    ).toEqual([]);
  }
  const found = (of: 'window' | 'grouping' | 'indicator') => [...new Set(promised.map((one) => one[of]))].sort();
  expect(found('window')).toEqual(['28d', '30d', '7d', undefined]);
  expect(found('grouping')).toEqual(['application', 'model', 'namespace', 'none', undefined]);
  expect(found('indicator')).toEqual([
    'events',
    'firstToken',
    'gatewayAvailability',
    'goodput',
    'interToken',
    'requestLatency',
  ]);
  expect(promised.map(({ objectivePercent }) => objectivePercent)).toEqual(expect.arrayContaining([50, 99.999]));
});
