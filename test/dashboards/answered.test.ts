import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Environment } from '../../src/config/environment.js';
import { OF_PLATFORM, OF_TENANTS, SURFACES, type SurfaceName } from '../../src/config/surfaces.js';
import { readEnvironment } from '../../src/files/load.js';
import { planOf } from '../../src/plan/plan.js';
import { knownNames } from '../../src/rules/known-names.js';
import { blocks } from '../docs/pages.js';
import { answerable } from '../support/answerable.js';
import { EVERY_RUNTIME, environmentOf } from '../support/environment.js';
import { ruleGroups } from '../support/rules.js';
import { askedBy, variablesOf } from './asked.js';

const texts = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(`${folder}/${file}`, 'utf8') }));
/** What a reader can take as it stands: the files, and what pages show of surfaces that are off. */
const shipped: readonly (readonly [string, Environment])[] = [
  ...texts('environments', '.yaml'),
  ...texts('docs', '.md').flatMap(({ file, text }) =>
    blocks(text, 'yaml')
      .filter((block) => block.includes('enabled: false'))
      .map((block) => ({ file, text: block })),
  ),
].flatMap(({ file, text }) => {
  const read = readEnvironment('environments/shipped.yaml', text, knownNames);
  // Monitors of Azure are of kinds of their own, and keep the same.
  return 'environment' in read && read.environment.scrape.target === 'operator'
    ? [[file, read.environment] as const]
    : [];
});
const only = (...names: readonly SurfaceName[]) =>
  environmentOf({
    ...EVERY_RUNTIME,
    slos: [],
    surfaces: Object.fromEntries(
      SURFACES.map((name) => [
        name,
        {
          enabled: names.includes(name),
          ...(name === 'unmanagedRuntime' ? EVERY_RUNTIME.surfaces.unmanagedRuntime : {}),
        },
      ]),
    ),
  });

test('the environments of this project and those of its pages are looked at', () => {
  const files = shipped.map(([file]) => file);
  expect(files).toContain('environments/quickstart.yaml');
  expect(files).toContain('docs/openshift.md');
});

describe.each([...shipped, ['vLLM alone', environmentOf({ runtimes: ['vllm'] })] as const])('%s', (_, environment) => {
  const { drawn } = planOf(environment);
  const can = answerable(environment);

  test('every query of every dashboard reads what its monitors keep and its rules record', () => {
    expect(drawn.flatMap(askedBy).filter(({ query }) => !can(query))).toEqual([]);
  });

  test('every variable has somebody who says its values', () => {
    const silent = drawn.flatMap((one) => variablesOf(one).filter(({ series }) => !can(series)));
    expect(silent).toEqual([]);
  });

  test('every runbook that a panel links is that of an alert that is written', () => {
    const written = ruleGroups(environment).flatMap(({ rules }) =>
      rules.flatMap((rule) => ('alert' in rule ? rule.alert : [])),
    );
    const linked = drawn.flatMap(({ json }) => [...json.matchAll(/"Runbook of (\w+)"/g)].map(([, name = '']) => name));
    expect(linked.length).toBeGreaterThan(10);
    expect(linked.filter((name) => !written.includes(name))).toEqual([]);
  });
});

const rows = z.object({
  panels: z.array(
    z.looseObject({ type: z.string(), panels: z.array(z.looseObject({ type: z.string() })).default([]) }),
  ),
});

describe.each([...SURFACES.map((name) => ({ names: [name] })), { names: OF_TENANTS }, { names: OF_PLATFORM }])(
  'with $names alone',
  ({ names }) => {
    const environment = only(...names);

    test('no dashboard is empty, no row is, and each has a variable for its cluster', () => {
      for (const dashboard of planOf(environment).drawn) {
        const { panels } = rows.parse(JSON.parse(dashboard.json));
        const flat = panels.flatMap((one) => [one.type, ...one.panels.map(({ type }) => type)]);
        expect(flat.filter((type) => type !== 'row' && type !== 'text').length, dashboard.uid).toBeGreaterThan(0);
        expect(flat.at(-1), dashboard.uid).not.toBe('row');
        expect(flat.some((type, index) => type === 'row' && flat[index + 1] === 'row')).toBe(false);
        expect(variablesOf(dashboard).map(({ name }) => name)).toContain('cluster');
      }
    });
  },
);

test('what an option of a surface adds is drawn where it is on', () => {
  const titles = (tokenLimits: boolean) =>
    planOf(environmentOf({ surfaces: { customResources: { tokenLimits } } })).drawn.map(({ json }) =>
      json.includes('"Headroom at most"'),
    );
  expect(titles(false)).not.toContain(true);
  expect(titles(true).filter(Boolean)).toHaveLength(2);
});

test.each([
  { enabled: true, isSaid: true },
  { enabled: false, isSaid: false },
])(
  'how many replicas are wanted is spoken of where somebody reads it: custom resources $enabled',
  ({ enabled, isSaid }) => {
    const { drawn } = planOf(environmentOf({ surfaces: { customResources: { enabled } } }));
    const texts = drawn.flatMap(({ json }) => [...json.matchAll(/"(?:content|title|legendFormat)": ?"([^"]*)"/g)]);
    expect(texts.some(([, text = '']) => /\bwanted\b/i.test(text))).toBe(isSaid);
    expect(texts.some(([, text = '']) => text.includes('nobody reads how many'))).toBe(!isSaid);
  },
);

test('panels beside what is not drawn take its place, and keep their order', () => {
  const overview = planOf(environmentOf({ surfaces: { envoy: { enabled: false } } })).drawn.find(
    ({ uid }) => uid === 'arks-overview',
  );
  const placed = z.object({
    panels: z.array(
      z.object({
        title: z.string(),
        gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      }),
    ),
  });
  const { panels } = placed.parse(JSON.parse(overview?.json ?? ''));
  const below = panels.find(({ title }) => title === 'Firing alerts')?.gridPos.h ?? 0;
  const tiles = panels.filter(({ gridPos }) => gridPos.y === 1 + below);
  expect(tiles.map(({ title }) => title)).toEqual([
    'Critical alerts',
    'Warnings',
    'Replicas missing',
    'Budget left, worst',
    'First token p95, worst',
    'Waiting, longest queue',
    'KV cache, fullest',
  ]);
  const ends = tiles.map(({ gridPos }) => gridPos.x + gridPos.w);
  expect(tiles.map(({ gridPos }) => gridPos.x)).toEqual([0, ...ends.slice(0, -1)]);
  expect(ends.at(-1)).toBe(24);
});
