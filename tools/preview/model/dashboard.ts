/** The part of Grafana's classic JSON that decides what is asked and where it is drawn. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly tags?: readonly string[];
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly Variable[] };
  readonly annotations: { readonly list: readonly AnnotationQuery[] };
  readonly links: readonly DashboardLink[];
  readonly time: { readonly from: string; readonly to: string };
}

/** Where something stands: 24 columns, rows of 30 px and 8 px between them. */
export interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A panel, or a row with the panels that it hides while it is closed. */
export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly transparent?: boolean;
  readonly gridPos: GridPosition;
  readonly collapsed?: boolean;
  readonly panels?: readonly Panel[];
  readonly repeat?: string;
  readonly repeatDirection?: string;
  readonly maxPerRow?: number;
  readonly interval?: string;
  readonly maxDataPoints?: number;
  readonly targets?: readonly Target[];
  readonly transformations?: readonly Transformation[];
  readonly fieldConfig?: FieldOptions;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** How fields look, and those that look otherwise. */
export interface FieldOptions {
  readonly defaults: FieldDefaults;
  readonly overrides: readonly {
    readonly matcher: { readonly id: string; readonly options?: unknown };
    readonly properties: readonly { readonly id: string; readonly value?: unknown }[];
  }[];
}

export interface FieldDefaults {
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly noValue?: string;
  readonly displayName?: string;
  readonly color?: { readonly mode: string; readonly fixedColor?: string };
  readonly thresholds?: {
    readonly mode: string;
    readonly steps: readonly { readonly value: number | null; readonly color: string }[];
  };
  readonly custom?: Readonly<Record<string, unknown>>;
  readonly links?: readonly { readonly title: string; readonly url: string }[];
}

export interface Target {
  readonly refId: string;
  readonly expr: string;
  readonly hide?: boolean;
  readonly instant?: boolean;
  readonly format?: string;
  readonly interval?: string;
  readonly legendFormat?: string;
}

export interface Transformation {
  readonly id: string;
  readonly disabled?: boolean;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface Variable {
  readonly name: string;
  readonly type: string;
  readonly label?: string;
  readonly hide?: number;
  readonly query?: string | { readonly query: string };
  readonly regex?: string;
  readonly sort?: number;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly current?: { readonly value?: string | readonly string[] };
}

export interface AnnotationQuery {
  readonly name: string;
  readonly expr?: string;
  readonly enable: boolean;
  readonly hide?: boolean;
  readonly iconColor: string;
  readonly step?: string;
  readonly titleFormat?: string;
  readonly textFormat?: string;
}

export interface DashboardLink {
  readonly title: string;
  readonly url: string;
  readonly includeVars?: boolean;
  /** A menu of the dashboards that have all of its tags, where it is one. */
  readonly asDropdown?: boolean;
  readonly tags?: readonly string[];
}
