import type { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import type { Query, TablePanel } from './dashboard.js';
import { UNITS } from './look.js';
import { type QueryContext, refIdOf } from './queries.js';

/** A table whose queries all have the labels of its rows: Grafana merges no rows that differ in any label, a name of a record included. */
export function groupedByRowLabels(panel: TablePanel): TablePanel {
  const ofRow = (query: Query): Query => ({ ...query, by: { reduce: query.by?.reduce ?? 'max', labels: panel.rows } });
  const [first, ...rest] = panel.queries;
  return { ...panel, queries: [ofRow(first), ...rest.map(ofRow)] };
}

/** One row for each set of labels, its columns named by the queries, each with the unit of its signal. */
export function columns(builder: Table, panel: TablePanel, { cluster }: QueryContext): Table {
  const names = Object.fromEntries(
    panel.queries.map(({ legend }, index) => [
      panel.queries.length === 1 ? 'Value' : `Value #${refIdOf(index)}`,
      legend,
    ]),
  );
  const order = [...panel.rows, ...Object.keys(names)];
  builder
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'filterFieldsByName',
      options: { include: { names: [cluster, ...order] } },
    })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: {},
        indexByName: Object.fromEntries(order.map((name, index) => [name, index])),
        renameByName: names,
      },
    });
  for (const { legend, of } of panel.queries) {
    builder.overrideByName(legend, [
      { id: 'unit', value: UNITS[of.unit] },
      { id: 'decimals', value: of.unit === 'ratio' ? 1 : 2 },
    ]);
  }
  return builder;
}
