import type { PanelKind, PanelQueryKind, TransformationKind } from '@grafana/grafana-foundation-sdk/dashboardv2';
import type { BoardPanel, BoardTarget, RowOfBoard } from '../board.js';
import { queryOf } from './query.js';

/** The panels of all rows, by their names. */
export function elementsOf(rows: readonly RowOfBoard[]): Record<string, PanelKind> {
  return Object.fromEntries(
    rows.flatMap(({ panels }) => panels.map((panel) => [elementName(panel), elementOf(panel)] as const)),
  );
}

/** The name by which a layout, and a link to a panel alone, mean a panel. */
export function elementName({ id }: Pick<BoardPanel, 'id'>): string {
  return `panel-${id}`;
}

function elementOf(panel: BoardPanel): PanelKind {
  const { id, title, description = '', type, options = {}, targets = [], transformations = [] } = panel;
  return {
    kind: 'Panel',
    spec: {
      id,
      title,
      description,
      links: [],
      data: {
        kind: 'QueryGroup',
        spec: {
          queries: targets.map(panelQuery),
          transformations: transformations.map(transformation),
          queryOptions: {},
        },
      },
      vizConfig: {
        kind: 'VizConfig',
        group: type,
        // As in classic JSON: a panel is of no version until somebody saves it.
        version: '',
        spec: { options, fieldConfig: panel.fieldConfig ?? { defaults: {}, overrides: [] } },
      },
    },
  };
}

function panelQuery({ refId, datasource: _, ...asked }: BoardTarget): PanelQueryKind {
  return { kind: 'PanelQuery', spec: { refId, hidden: false, query: queryOf(asked) } };
}

function transformation({ id, options }: NonNullable<BoardPanel['transformations']>[number]): TransformationKind {
  return { kind: 'Transformation', group: id, spec: { options } };
}
