import { TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import * as sdk from '@grafana/grafana-foundation-sdk/dashboard';
import type { Query, Sorting, TablePanel } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { CALM, headerOf, NEUTRAL, UNITS, WHOLE } from './look.js';
import { refIdOf } from './queries.js';
import { columnSteps, saidMapping } from './steps.js';

/** Pixels of a letter of a header, and of what is beside it. */
const LETTER = 7.5;
const BESIDE = 46;
/** Pixels around the text of a cell. */
const AROUND = 20;
export const LEAST_WIDTH = 92;
const ELAPSED_WIDTH = 120;
/** Digits of what is no whole number. */
const DIGITS = { ratio: 2, other: 2 } as const;
/** In a cell of which nobody knows why it has no value. */
const NOTHING = '–';

/** A column of a table, by the name that it has when rows are put together, and what makes it one there. */
export interface ValueColumn {
  readonly query: Query;
  readonly name: string;
  readonly transformation: readonly sdk.DataTransformerConfig[];
}

/**
 * The columns of a table's queries. Grafana gives a query without an answer no column at all: where there are several, each is
 * calculated from what its query answered, be it nothing, so that a header is there whatever there is below it.
 */
export function valueColumns({ queries, isList }: TablePanel): readonly ValueColumn[] {
  const shown = isList === true ? [] : queries.filter(({ hasNoColumn }) => hasNoColumn !== true);
  const answered = (query: Query) => (queries.length === 1 ? 'Value' : `Value #${refIdOf(queries.indexOf(query))}`);
  const [first, ...others] = shown;
  if (first === undefined) return [];
  if (others.length === 0) return [{ query: first, name: answered(first), transformation: [] }];
  return shown.map((query) => ({
    query,
    name: query.legend,
    transformation: [
      {
        id: 'calculateField',
        options: {
          mode: 'reduceRow',
          reduce: { include: [answered(query)], reducer: 'lastNotNull' },
          alias: query.legend,
          timeSeries: false,
        },
      },
    ],
  }));
}

/** How wide a header is at least, with the marks of sorting and filtering beside it. */
export function headerWidth(header: string): number {
  return Math.ceil(header.length * LETTER) + BESIDE;
}

/** How a column of values looks: its unit and digits, the colour of its limit, and words for what is no number. */
export function valueLook(query: Query, drawing: Drawing): sdk.DynamicConfigValue[] {
  const { legend, of, digits, said, without = NOTHING } = query;
  const steps = columnSteps(query, drawing);
  const own = of.unit === 'ratio' ? DIGITS.ratio : DIGITS.other;
  // What is counted is whole, or a mean of what is: Grafana writes either as it is.
  const decimals = digits ?? (WHOLE.includes(of.unit) || of.unit === 'elapsed' ? undefined : own);
  const least = of.unit === 'elapsed' ? ELAPSED_WIDTH : LEAST_WIDTH;
  return [
    { id: 'unit', value: UNITS[of.unit] },
    { id: 'noValue', value: without },
    ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
    {
      id: 'custom.width',
      value: Math.max(least, headerWidth(legend), Math.ceil(without.length * LETTER) + AROUND),
    },
    { id: 'custom.align', value: 'right' },
    ...(said === undefined ? [] : [{ id: 'mappings', value: [saidMapping(said)] }]),
    ...(steps === undefined && said === undefined ? [] : coloured(steps)),
  ];
}

function coloured(steps: readonly sdk.Threshold[] = [{ value: null, color: NEUTRAL }]): sdk.DynamicConfigValue[] {
  return [
    { id: 'custom.cellOptions', value: { type: 'color-text' } },
    { id: 'thresholds', value: { mode: sdk.ThresholdsMode.Absolute, steps: steps.map(neutralWhereCalm) } },
  ];
}

/** In a table only what is wrong has a colour: a column of green is no news. */
function neutralWhereCalm(step: sdk.Threshold): sdk.Threshold {
  return step.color === CALM ? { ...step, color: NEUTRAL } : step;
}

/** What a table is sorted by: what it says, else its first column, or the last label of a list. */
export function sortings({ worstBy, queries: [first], rows, isList }: TablePanel): readonly Sorting[] {
  if (worstBy !== undefined) return worstBy;
  return isList === true ? rows.slice(-1).map((label) => ({ column: headerOf(label), least: true })) : [first.legend];
}

/** The same as Grafana is told. */
export function sortState(sorting: Sorting): TableSortByFieldStateBuilder {
  const [column, isLeast] = typeof sorting === 'string' ? [sorting, false] : [sorting.column, true];
  return new TableSortByFieldStateBuilder().displayName(column).desc(!isLeast);
}
