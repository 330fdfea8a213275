import { TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import * as sdk from '@grafana/grafana-foundation-sdk/dashboard';
import type { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import { deliveredDashboards } from '../config/delivered.js';
import type { Query, Sorting, TablePanel } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { DASHBOARD_OF } from './firing.js';
import { alertLinks, dataLinks } from './links.js';
import { AMBER, CALM, headerOf, NEUTRAL, RED, UNITS, WHOLE } from './look.js';
import { type QueryContext, refIdOf } from './queries.js';
import { columnSteps, severityColours } from './steps.js';

/** Labels by which a row is told apart from its neighbours, the narrowest first: where its links are looked for. */
const NARROWEST = ['pod', 'alertname', 'quota_name', 'user', 'application', 'arks_model', 'slo', 'model', 'controller'];
/** Pixels of a letter of a header, and of what is beside it. */
const LETTER = 7.5;
const BESIDE = 46;
const LEAST_WIDTH = 92;
const ELAPSED_WIDTH = 120;
/** Of labels whose values are known to be short, or long. */
const LABEL_WIDTHS: Readonly<Record<string, number>> = {
  alertname: 270,
  alertstate: LEAST_WIDTH,
  phase: 120,
  role: LEAST_WIDTH,
  runtime: 110,
  severity: LEAST_WIDTH,
};
/** As narrow as a label may become where a table has many columns. */
const LEAST_LABEL_WIDTH = 80;
/** Digits of what is no whole number. */
const DIGITS = { ratio: 2, other: 2 } as const;
/** What only the operator says of an object, and how bad that is. */
const PHASES: readonly (readonly [string, string])[] = [
  ['Failed', RED],
  ['Running', CALM],
  ['Ready', CALM],
];

/** A table whose queries all have the labels of its rows: Grafana merges no rows that differ in any label, a name of a record included. */
export function groupedByRowLabels(panel: TablePanel): TablePanel {
  const ofRow = (query: Query): Query => ({ ...query, by: { reduce: query.by?.reduce ?? 'max', labels: panel.rows } });
  const [first, ...rest] = panel.queries;
  return { ...panel, queries: [ofRow(first), ...rest.map(ofRow)] };
}

/**
 * One row for each set of labels: whose it is, the cluster first, then a column for each query with the unit of its signal and the
 * colour of its limit. The worst row is the first, and one column has the links.
 */
export function columns(builder: Table, panel: TablePanel, drawing: Drawing, { cluster }: QueryContext): Table {
  const { rows, queries, isList } = panel;
  const labels = [cluster, ...rows];
  const shown = isList === true ? [] : queries.filter(({ hasNoColumn }) => hasNoColumn !== true);
  const values = shown.map((query) => [valueName(queries.indexOf(query), queries.length), query.legend] as const);
  const order = [...labels, ...values.map(([name]) => name)];
  const names = {
    ...Object.fromEntries(labels.map((label) => [label, headerOf(label)])),
    ...Object.fromEntries(values),
  };
  builder
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({ id: 'filterFieldsByName', options: { include: { names: order } } })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: {},
        indexByName: Object.fromEntries(order.map((name, index) => [name, index])),
        renameByName: names,
      },
    })
    .minWidth(LEAST_LABEL_WIDTH)
    .sortBy(sortings(panel).map(sortState));
  for (const label of labels) builder.overrideByName(headerOf(label), labelLook(label, panel, drawing));
  for (const query of shown) builder.overrideByName(query.legend, valueLook(query, drawing));
  return builder;
}

function valueName(index: number, count: number): string {
  return count === 1 ? 'Value' : `Value #${refIdOf(index)}`;
}

/** A label is text: what is not there is empty, not "no traffic". */
function labelLook(label: string, panel: TablePanel, drawing: Drawing): sdk.DynamicConfigValue[] {
  const mapped = [...PHASES, ...severityColours(drawing), ['pending', AMBER] as const, ['firing', RED] as const];
  const isMapped = ['phase', 'severity', 'alertstate'].includes(label);
  const width = LABEL_WIDTHS[label];
  const links = linksOf(label, panel, drawing).map((link) => link.build());
  return [
    { id: 'noValue', value: '' },
    // A port is a name, too: as a number it would be "8.08 K".
    { id: 'unit', value: 'string' },
    ...(links.length === 0 ? [] : [{ id: 'links', value: links }]),
    ...(isMapped
      ? [
          { id: 'custom.cellOptions', value: { type: 'color-text' } },
          { id: 'mappings', value: [valueMap(mapped)] },
        ]
      : []),
    ...(panel.isOfAlerts === true && label === 'dashboard' ? [{ id: 'mappings', value: seenOn(drawing) }] : []),
    ...(width === undefined ? [] : [{ id: 'custom.width', value: width }]),
  ];
}

function linksOf(label: string, panel: TablePanel, drawing: Drawing): readonly sdk.DashboardLinkBuilder[] {
  if (panel.isOfAlerts === true) return alertLinks(label, drawing);
  return label === linkedBy(panel) ? dataLinks(panel, drawing) : [];
}

/** The names of alerts as the dashboards that they lead to, one rule for each dashboard. */
function seenOn(drawing: Drawing): readonly sdk.ValueMapping[] {
  const delivered = deliveredDashboards(drawing);
  return delivered.map((uid, index) => {
    const names = DASHBOARD_OF.filter(([, one]) => one === uid).map(([name]) => name);
    return {
      type: sdk.MappingType.RegexToText,
      options: { pattern: `/^(${names.join('|')})$/`, result: { text: uid, index } },
    };
  });
}

function valueMap(colours: readonly (readonly [string, string])[]): sdk.ValueMapping {
  return {
    type: sdk.MappingType.ValueToText,
    options: Object.fromEntries(colours.map(([text, color], index) => [text, { color, index, text }])),
  };
}

function valueLook(query: Query, drawing: Drawing): sdk.DynamicConfigValue[] {
  const { legend, of, digits } = query;
  const steps = columnSteps(query, drawing);
  const own = of.unit === 'ratio' ? DIGITS.ratio : DIGITS.other;
  // What is counted is whole, or a mean of what is: Grafana writes either as it is.
  const decimals = digits ?? (WHOLE.includes(of.unit) || of.unit === 'elapsed' ? undefined : own);
  return [
    { id: 'unit', value: UNITS[of.unit] },
    ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
    {
      id: 'custom.width',
      value: Math.max(of.unit === 'elapsed' ? ELAPSED_WIDTH : LEAST_WIDTH, Math.ceil(legend.length * LETTER) + BESIDE),
    },
    { id: 'custom.align', value: 'right' },
    ...(steps === undefined
      ? []
      : [
          { id: 'custom.cellOptions', value: { type: 'color-text' } },
          { id: 'thresholds', value: { mode: sdk.ThresholdsMode.Absolute, steps: steps.map(neutralWhereCalm) } },
        ]),
  ];
}

/** In a table only what is wrong has a colour: a column of green is no news. */
function neutralWhereCalm(step: sdk.Threshold): sdk.Threshold {
  return step.color === CALM ? { ...step, color: NEUTRAL } : step;
}

function linkedBy({ rows, linkedBy: own }: TablePanel): string | undefined {
  return own ?? NARROWEST.find((label) => rows.includes(label)) ?? rows[0];
}

function sortings({ worstBy, queries: [first], rows, isList }: TablePanel): readonly Sorting[] {
  if (worstBy !== undefined) return worstBy;
  return isList === true ? rows.slice(-1).map((label) => ({ column: headerOf(label), least: true })) : [first.legend];
}

function sortState(sorting: Sorting): TableSortByFieldStateBuilder {
  const [column, isLeast] = typeof sorting === 'string' ? [sorting, false] : [sorting.column, true];
  return new TableSortByFieldStateBuilder().displayName(column).desc(!isLeast);
}
