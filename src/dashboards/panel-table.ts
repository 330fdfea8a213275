import * as sdk from '@grafana/grafana-foundation-sdk/dashboard';
import type { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import { deliveredDashboards } from '../config/delivered.js';
import type { Query, TablePanel } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { DASHBOARD_OF } from './firing.js';
import { alertLinks, dataLinks } from './links.js';
import { CALM, headerOf, NEUTRAL, RED } from './look.js';
import type { QueryContext } from './queries.js';
import { severityColours } from './steps.js';
import { headerWidth, LEAST_WIDTH, sortings, sortState, valueColumns, valueLook } from './table-values.js';

/** Labels by which a row is told apart from its neighbours, the narrowest first: where its links are looked for. */
const NARROWEST = ['pod', 'alertname', 'quota_name', 'user', 'application', 'arks_model', 'slo', 'model', 'controller'];
/** Of labels whose values are known to be short, or long. */
const LABEL_WIDTHS: Readonly<Record<string, number>> = {
  alertname: 270,
  alertstate: LEAST_WIDTH,
  backend_port: LEAST_WIDTH,
  phase: 120,
  role: LEAST_WIDTH,
  runtime: 110,
  severity: LEAST_WIDTH,
};
/** As narrow as a label may become where a table has many columns. */
const LEAST_LABEL_WIDTH = 80;
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
  const labels = [cluster, ...panel.rows];
  const values = valueColumns(panel);
  const order = [...labels, ...values.map(({ name }) => name)];
  const names = {
    ...Object.fromEntries(labels.map((label) => [label, headerOf(label)])),
    ...Object.fromEntries(values.map(({ name, query }) => [name, query.legend])),
  };
  builder.withTransformation({ id: 'merge', options: {} });
  for (const { transformation } of values) for (const one of transformation) builder.withTransformation(one);
  builder
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
  for (const { query } of values) builder.overrideByName(query.legend, valueLook(query, drawing));
  return builder;
}

/** A label is text: what is not there is empty, not "no traffic". */
function labelLook(label: string, panel: TablePanel, drawing: Drawing): sdk.DynamicConfigValue[] {
  const mapped = [...PHASES, ...severityColours(drawing), ['pending', NEUTRAL] as const, ['firing', RED] as const];
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
    ...(width === undefined ? [] : [{ id: 'custom.width', value: Math.max(width, headerWidth(headerOf(label))) }]),
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

function linkedBy({ rows, linkedBy: own }: TablePanel): string | undefined {
  return own ?? NARROWEST.find((label) => rows.includes(label)) ?? rows[0];
}
