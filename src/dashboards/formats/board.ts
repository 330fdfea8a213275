import type { FieldConfigSource } from '@grafana/grafana-foundation-sdk/dashboardv2';

/** A query of a panel. */
export interface BoardTarget {
  readonly refId: string;
  readonly expr: string;
  readonly legendFormat?: string;
  readonly [setting: string]: unknown;
}

/** Where a panel lies, in columns and rows of the grid. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A panel as it is drawn; field configuration is the same in classic JSON and in v2. */
export interface BoardPanel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: Place;
  readonly targets?: readonly BoardTarget[];
  readonly transformations?: readonly { readonly id: string; readonly options: unknown }[];
  readonly fieldConfig?: FieldConfigSource;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly repeat?: string;
  readonly repeatDirection?: 'h' | 'v';
  readonly maxPerRow?: number;
}

/** The header of a row; a collapsed one holds its panels. */
export interface BoardRow extends BoardPanel {
  readonly type: 'row';
  readonly collapsed: boolean;
  readonly panels: readonly BoardPanel[];
}

interface Chosen {
  readonly text: string | string[];
  readonly value: string | string[];
}

interface BoardVariableBase {
  readonly name: string;
  readonly label?: string;
  readonly regex?: string;
  readonly current?: Chosen;
}

/** The choice of a data source. */
export interface SourceVariable extends BoardVariableBase {
  readonly type: 'datasource';
  readonly query: string;
}

/** The choice of values of a label. */
export interface ValuesVariable extends BoardVariableBase {
  readonly type: 'query';
  readonly query: { readonly qryType: number; readonly query: string; readonly refId: string };
  readonly definition: string;
  readonly refresh: number;
  readonly sort: number;
  readonly multi: boolean;
  readonly includeAll: boolean;
  readonly allValue: string;
}

export type BoardVariable = SourceVariable | ValuesVariable;

/** What happened, across all panels. */
export interface BoardAnnotation {
  readonly name: string;
  readonly enable: boolean;
  readonly hide: boolean;
  readonly iconColor: string;
  readonly expr: string;
  readonly step: string;
  readonly titleFormat: string;
  readonly textFormat: string;
}

export interface BoardLink {
  /** Of one address, or of the dashboards with these tags. */
  readonly type: 'link' | 'dashboards';
  readonly tags?: readonly string[];
  readonly title: string;
  readonly url: string;
  readonly icon: string;
  readonly tooltip: string;
  readonly asDropdown: boolean;
  readonly targetBlank: boolean;
  readonly includeVars: boolean;
  readonly keepTime: boolean;
}

/** What is drawn of a dashboard of ours, as its classic JSON says it: every other format is made from it. */
export interface Board {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: string[];
  readonly editable: boolean;
  readonly graphTooltip: number;
  readonly time: { readonly from: string; readonly to: string };
  readonly refresh: string;
  readonly timezone: string;
  readonly fiscalYearStartMonth: number;
  readonly templating: { readonly list: readonly BoardVariable[] };
  readonly annotations: { readonly list: readonly BoardAnnotation[] };
  readonly links: readonly BoardLink[];
  readonly panels: readonly (BoardPanel | BoardRow)[];
}

/** A row and its panels from the top left; places count from below its header. */
export interface RowOfBoard {
  readonly title: string;
  readonly collapsed: boolean;
  readonly panels: readonly BoardPanel[];
}

/** What classic JSON says, which must be that of a dashboard drawn here. */
export function boardOf(json: string): Board {
  const board: Board = JSON.parse(json);
  return board;
}

/** The rows of a dashboard, collapsed or not. Throws where a panel is in none, which no dashboard drawn here has. */
export function rowsOfBoard({ uid, panels }: Pick<Board, 'uid' | 'panels'>): readonly RowOfBoard[] {
  const rows: { row: BoardRow; panels: BoardPanel[] }[] = [];
  for (const panel of panels) {
    if (isRow(panel)) rows.push({ row: panel, panels: [...panel.panels] });
    else if (rows.length === 0) throw new Error(`${uid}: panel "${panel.title}" must be in a row`);
    else rows.at(-1)?.panels.push(panel);
  }
  return rows.map(({ row, panels: inner }) => ({
    title: row.title,
    collapsed: row.collapsed,
    panels: inner.map((panel) => ({ ...panel, gridPos: belowHeader(panel.gridPos, row.gridPos) })),
  }));
}

function isRow(panel: BoardPanel | BoardRow): panel is BoardRow {
  return panel.type === 'row';
}

function belowHeader(place: Place, header: Place): Place {
  return { ...place, y: place.y - header.y - header.h };
}
