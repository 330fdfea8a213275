import { expect, test } from 'vitest';
import { z } from 'zod';
import { planOf } from '../../src/plan/plan.js';
import { environmentOf } from '../support/environment.js';

const property = z.object({ id: z.string(), value: z.unknown() });
const table = z.object({
  type: z.literal('table'),
  title: z.string(),
  targets: z.array(z.object({ refId: z.string() })),
  options: z.object({ sortBy: z.array(z.object({ displayName: z.string() })) }),
  transformations: z.array(z.object({ id: z.string(), options: z.record(z.string(), z.unknown()) })),
  fieldConfig: z.object({
    defaults: z.looseObject({ decimals: z.number().optional() }),
    overrides: z.array(z.object({ matcher: z.object({ options: z.unknown() }), properties: z.array(property) })),
  }),
});
type Table = z.output<typeof table>;
const calculated = z.object({
  reduce: z.object({ include: z.tuple([z.string()]), reducer: z.literal('lastNotNull') }),
  alias: z.string(),
});
const organized = z.object({
  indexByName: z.record(z.string(), z.number()),
  renameByName: z.record(z.string(), z.string()),
});

const tables: readonly (Table & { readonly where: string })[] = planOf(environmentOf({})).drawn.flatMap(
  ({ uid, json }) => {
    const rows = z.object({ panels: z.array(z.looseObject({ panels: z.array(z.unknown()).default([]) })) });
    return rows
      .parse(JSON.parse(json))
      .panels.flatMap((panel) => [panel, ...panel.panels])
      .flatMap((panel) => table.safeParse(panel).data ?? [])
      .map((one) => ({ ...one, where: `${uid}: ${one.title}` }));
  },
);
const step = (one: Table, id: string) =>
  one.transformations.filter((each) => each.id === id).map(({ options }) => options);
const look = (one: Table, header: string, id: string) =>
  one.fieldConfig.overrides
    .filter(({ matcher }) => matcher.options === header)
    .flatMap(({ properties }) => properties)
    .find((each) => each.id === id)?.value;
/** The headers of a table from left to right. */
function headersOf(one: Table): readonly string[] {
  const { indexByName, renameByName } = organized.parse(step(one, 'organize')[0]);
  return Object.keys(indexByName)
    .sort((name, other) => (indexByName[name] ?? 0) - (indexByName[other] ?? 0))
    .map((name) => renameByName[name] ?? name);
}
/** Headers of the columns that are calculated, by the field that each is taken from. */
const columnsOf = (one: Table) => step(one, 'calculateField').map((options) => calculated.parse(options));

test('each query of a table with several columns has one that is there whether or not it answers', () => {
  const several = tables.filter((one) => columnsOf(one).length > 0);
  expect(several.length).toBeGreaterThan(8);
  for (const one of several) {
    const answers = one.targets.map(({ refId }) => `Value #${refId}`);
    expect(
      columnsOf(one).map(({ reduce }) => reduce.include[0]),
      one.where,
    ).toEqual(answers);
    const aliases = columnsOf(one).map(({ alias }) => alias);
    expect(headersOf(one).slice(-aliases.length), one.where).toEqual(aliases);
    expect(step(one, 'filterFieldsByName'), one.where).toEqual([
      { include: { names: expect.arrayContaining(aliases) } },
    ]);
    // What is calculated before rows are put together is of no row, and after the choice of columns is not chosen.
    const order = one.transformations.map(({ id }) => id).filter((id, at, all) => all.indexOf(id) === at);
    expect(order, one.where).toEqual(['merge', 'calculateField', 'filterFieldsByName', 'organize']);
  }
});

test('a table without such columns has one value or none, whose absence is an empty table', () => {
  const others = tables.filter((one) => columnsOf(one).length === 0);
  for (const one of others) {
    const labels = one.fieldConfig.overrides.filter(({ properties }) =>
      properties.some(({ id, value }) => id === 'unit' && value === 'string'),
    );
    expect(headersOf(one).length - labels.length, one.where).toBeLessThanOrEqual(1);
  }
});

test('a cell without a value says so in words of its own column, and a label that is not there says nothing', () => {
  for (const one of tables) {
    for (const header of headersOf(one)) {
      const isLabel = look(one, header, 'unit') === 'string';
      expect(look(one, header, 'noValue'), `${one.where}: ${header}`).toEqual(
        isLabel ? '' : expect.stringMatching(/./),
      );
    }
  }
  const objectives = tables.find(({ title }) => title === 'Objectives and their budgets');
  expect(objectives && look(objectives, 'Time to exhaustion', 'noValue')).toBe('does not burn');
});

test('every table is headed in title case, the cluster first, and sorted by a column that it has', () => {
  for (const one of tables) {
    const headers = headersOf(one);
    expect(headers[0], one.where).toBe('Cluster');
    expect(
      headers.filter((header) => !/^[A-Z]/.test(header)),
      one.where,
    ).toEqual([]);
    expect(one.options.sortBy.length, one.where).toBeGreaterThan(0);
    for (const { displayName } of one.options.sortBy) expect(headers, one.where).toContain(displayName);
  }
});

test('a table has links in one column, but for alerts, whose name, application and dashboard lead to three places', () => {
  for (const one of tables) {
    const linked = headersOf(one).filter((header) => look(one, header, 'links') !== undefined);
    const most = headersOf(one).includes('Alert') ? ['Alert', 'Application', 'Dashboard'] : linked.slice(0, 1);
    expect(
      linked.filter((header) => !most.includes(header)),
      one.where,
    ).toEqual([]);
  }
});

test('digits are of a column: a table of ratios and counts does not write a replica as 1.00', () => {
  expect(tables.filter(({ fieldConfig }) => fieldConfig.defaults.decimals !== undefined)).toEqual([]);
});
