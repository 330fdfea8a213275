import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { boardOf } from '../../src/dashboards/formats/board.js';
import { v2Resource } from '../../src/dashboards/formats/v2/resource.js';
import { loadEnvironments } from '../../src/files/load.js';
import { planOf } from '../../src/plan/plan.js';
import { knownNames } from '../../src/rules/known-names.js';
import { GRAFANA_SCHEMA, understood } from '../../tools/real/grafana-schema.js';
import { PROJECT } from '../support/commands.js';
import { EVERY_RUNTIME, environmentOf } from '../support/environment.js';
import { tellAfterwards } from './tell-afterwards.js';

const environments = [
  ...loadEnvironments(join(PROJECT, 'environments'), knownNames),
  environmentOf(
    {
      ...EVERY_RUNTIME,
      exporters: { gpu: { enabled: true }, containers: { enabled: true } },
      grafana: { url: 'https://grafana.example.com', logs: { uid: 'loki' }, traces: { uid: 'tempo' } },
    },
    'everything',
  ),
];
const boards = environments.flatMap((environment) => {
  const { drawn, runbooks } = planOf(environment);
  return [...drawn, ...runbooks].map(({ uid, json }) => ({
    name: `${environment.name}/${uid}`,
    json: JSON.parse(json),
  }));
});

const resources = boards.map(({ name, json }) => ({ name, resource: v2Resource(boardOf(JSON.stringify(json))) }));

const panel = z.looseObject({ type: z.string() });
const dashboard = z.looseObject({ panels: z.array(panel) });

/** The first dashboard with a panel of time series, with one setting that no schema has. */
function withUnknown(place: (panel: Record<string, unknown>) => unknown) {
  const copy = dashboard.parse(structuredClone(boards[0]?.json));
  const found = copy.panels.find(({ type }) => type === 'timeseries');
  Object.assign(Object(found === undefined ? undefined : place(found)), { nonsense: 1 });
  return copy;
}

describe("Grafana's own types", () => {
  test('take every dashboard strictly, and know each panel and query of it', async () => {
    expect(boards.length).toBeGreaterThan(20);
    const answers = await understood(boards.map(({ json }) => json));
    expect(answers.flatMap((one, index) => ('error' in one ? [`${boards[index]?.name}: ${one.error}`] : []))).toEqual(
      [],
    );
  });

  test('lose nothing of what a dashboard says', async () => {
    const answers = await understood(boards.map(({ json }) => json));
    expect(answers.map((one) => ('dashboard' in one ? said(one.dashboard) : one))).toEqual(
      boards.map(({ json }) => said(json)),
    );
  });

  test.each([
    ['a panel', (one: Record<string, unknown>) => one],
    ['options of a panel', ({ options }: Record<string, unknown>) => options],
    ['a query', ({ targets }: Record<string, unknown>) => z.array(z.unknown()).parse(targets)[0]],
  ])('refuse a setting that no schema has, of %s', async (_, place) => {
    expect(await understood([withUnknown(place)])).toEqual([
      { error: expect.stringContaining("unexpected field 'nonsense'") },
    ]);
  });
});

describe("Grafana's own types of the v2 schema", () => {
  test('take every dashboard strictly, and lose nothing of it', async () => {
    const answers = await understood(resources.map(({ resource }) => resource));
    expect(
      answers.flatMap((one, index) => ('error' in one ? [`${resources[index]?.name}: ${one.error}`] : [])),
    ).toEqual([]);
    for (const [index, { name, resource }] of resources.entries()) {
      const answer = answers[index];
      const read = answer !== undefined && 'dashboard' in answer ? saidInV2(answer.dashboard) : answer;
      expect(read, name).toEqual(saidInV2(JSON.parse(JSON.stringify(resource.spec))));
    }
  });

  test.each([
    ['the dashboard', (spec: Record<string, unknown>) => spec],
    ['a variable', ({ variables }: Record<string, unknown>) => at(z.array(z.unknown()).parse(variables)[1], 'spec')],
    ['a panel', ({ elements }: Record<string, unknown>) => at(Object.values(Object(elements))[0], 'spec')],
    [
      'options of a panel',
      ({ elements }: Record<string, unknown>) =>
        at(Object.values(Object(elements))[0], 'spec', 'vizConfig', 'spec', 'options'),
    ],
    ['a row', ({ layout }: Record<string, unknown>) => at(layout, 'spec', 'rows', '0', 'spec')],
  ])('refuse a setting that no schema has, of %s', async (_, place) => {
    const copy = z.looseObject({ spec: z.looseObject({}) }).parse(JSON.parse(JSON.stringify(resources[0]?.resource)));
    Object.assign(Object(place(copy.spec)), { nonsense: 1 });
    expect(await understood([copy])).toEqual([{ error: expect.stringContaining("unexpected field 'nonsense'") }]);
  });

  test('refuse a version of the schema that there is none of', async () => {
    const other = { ...resources[0]?.resource, apiVersion: 'dashboard.grafana.app/v9' };
    expect(await understood([other])).toEqual([{ error: expect.stringContaining('dashboard.grafana.app/v9') }]);
  });
});

/** The same without what these types read as a query of a panel, though variables and annotations ask otherwise. */
function saidInV2(value: Readonly<Record<string, unknown>>): unknown {
  const asked = z.looseObject({ spec: z.looseObject({ query: z.looseObject({ spec: z.unknown() }).optional() }) });
  const without = (all: unknown) =>
    z
      .array(asked)
      .parse(all)
      .map((one) => ({ ...one, spec: { ...one.spec, query: { ...one.spec.query, spec: null } } }));
  return said({ ...value, variables: without(value['variables']), annotations: without(value['annotations']) });
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), value);
}

/** Without what says nothing: an id that Grafana gives, and lists without entries. */
function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && !(Array.isArray(inner) && inner.length === 0))
      .map(([key, inner]) => [key, said(inner)]),
  );
}

tellAfterwards({
  program: 'Grafana Foundation SDK',
  version: GRAFANA_SCHEMA.version,
  from: `Go module ${GRAFANA_SCHEMA.module}`,
  ran: 'Types that Grafana generates from its schemas read every dashboard strictly and write it again; no Grafana ran.',
  series: [],
  records: [],
  held: [
    'Every panel, query, link and variable follows the schema, with no setting that it does not have.',
    'Nothing of a dashboard is lost by being read and written.',
    'The same is true of every dashboard as a resource of the v2 schema.',
  ],
  notRun: [
    {
      what: 'a Grafana server',
      why: 'Debian has no package of one, and its Go modules are not served',
    },
    { what: 'its migrations to newer schemas', why: 'they are in the same Go modules' },
  ],
});
