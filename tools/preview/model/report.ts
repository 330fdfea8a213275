/** Said of what Grafana draws and the preview does not. */
export const NOT_HERE = 'is not drawn here';

/** What the page drew of one panel, for checks that need no eye. */
export interface PanelReport {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly descriptionLength: number;
  /** Pixels, from the top left of the first panel. */
  readonly left: number;
  readonly top: number;
  readonly height: number;
  readonly width: number;
  /** Of a row that is closed when the dashboard is opened. */
  readonly collapsed: boolean;
  readonly fields: readonly FieldReport[];
  readonly axes: readonly AxisReport[];
  readonly table?: TableReport;
  /** How the names of its lines are listed, where they are. */
  readonly legend?: { readonly sortedBy: string };
  /** Texts that its frame, its column or its cell cuts off. */
  readonly cut: readonly string[];
  /** Said in the place of data. */
  readonly empty?: string;
  readonly error?: string;
}

/** A series of a graph, a tile, or a column of a table that holds numbers. */
export interface FieldReport {
  readonly name: string;
  readonly unit: string;
  /** As `#rrggbb` or what Grafana's theme makes of it. */
  readonly colour: string;
  readonly least: number | null;
  readonly most: number | null;
  /** What is printed of its last value, suffix included. */
  readonly text: string;
  /** What is printed of values: of the last of a series, and of the first rows of a column. */
  readonly printed: readonly { readonly value: number; readonly text: string }[];
  /** The colour of its last value by its limits, where anything shows it. */
  readonly stateColour?: string;
  /** Whether its limits are drawn as lines. */
  readonly limitLines: boolean;
  /** Whether its line is broken. */
  readonly dashed: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** Where its colour changes, the base left out. */
  readonly thresholds: readonly { readonly value: number; readonly colour: string }[];
  readonly decimals?: number;
}

export interface AxisReport {
  /** Unit and limits, as Grafana names a scale. */
  readonly scale: string;
  readonly unit: string;
  readonly least: number;
  readonly most: number;
}

export interface TableReport {
  readonly rows: number;
  readonly columns: readonly {
    readonly name: string;
    /** What it was called before it was renamed: of a label, the label. */
    readonly field: string;
    readonly kind: 'label' | 'number' | 'time';
    readonly empty: number;
    readonly unit: string;
    /** Said in its empty cells. */
    readonly filler: string;
    /** Where its cells lead. */
    readonly links: readonly string[];
  }[];
  /** Columns that are calculated of what a query answers, be it nothing. */
  readonly calculated: readonly string[];
  /** Pixels that its columns need, and that it has. */
  readonly needs: number;
  readonly has: number;
}

/** What one page drew of one dashboard. */
export interface Report {
  readonly uid: string;
  readonly set: string;
  readonly panels: readonly PanelReport[];
  readonly problems: readonly string[];
  /** Pixels of the whole page, and of what stands above the first panel. */
  readonly height: number;
  readonly header: number;
  /** What panels are drawn on. */
  readonly background: string;
}

/** What a page drew: as it is opened, and with every row open. */
export interface Drawn {
  readonly opened: Report;
  readonly whole: Report;
}
