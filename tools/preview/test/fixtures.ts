import type { Shown } from '../model/answer.js';
import type { Dashboard, Panel } from '../model/dashboard.js';
import type { Chosen } from '../model/interpolate.js';
import type { Drawn, FieldReport, PanelReport, Report, TableReport } from '../model/report.js';

/** Six hours, scraped every 30 seconds. */
export const SHOWN: Shown = { from: 1_000_000, to: 1_000_000 + 6 * 3_600, scrapeSeconds: 30 };

export function chosen(part: Partial<Chosen> & Pick<Chosen, 'name'>): Chosen {
  return {
    label: part.name,
    hidden: false,
    options: [],
    values: [],
    all: false,
    allValue: undefined,
    single: false,
    ...part,
  };
}

export function panel(part: Partial<Panel>): Panel {
  return { id: 1, type: 'timeseries', gridPos: { x: 0, y: 0, w: 12, h: 8 }, ...part };
}

export function dashboard(part: Partial<Dashboard>): Dashboard {
  return {
    uid: 'arks-test',
    title: 'Test',
    panels: [],
    templating: { list: [] },
    annotations: { list: [] },
    links: [],
    time: { from: 'now-6h', to: 'now' },
    ...part,
  };
}

export function field(part: Partial<FieldReport>): FieldReport {
  return {
    name: 'series',
    unit: 'short',
    colour: '#111111',
    least: 0,
    most: 0.5,
    text: '0.50',
    printed: [],
    limitLines: false,
    line: 'solid',
    byTurns: false,
    labels: {},
    thresholds: [],
    ...part,
  };
}

export function drawnPanel(part: Partial<PanelReport>): PanelReport {
  return {
    id: 1,
    title: 'A panel',
    type: 'timeseries',
    descriptionLength: 17,
    left: 0,
    top: 0,
    height: 296,
    width: 940,
    collapsed: false,
    fields: [],
    axes: [],
    cut: [],
    ...part,
  };
}

export function column(part: Partial<TableReport['columns'][number]>): TableReport['columns'][number] {
  return { name: 'Namespace', field: 'namespace', kind: 'label', empty: 0, unit: '', filler: '', links: [], ...part };
}

/** A page with these panels, drawn on dark with every row open from the start. */
export function drawnPage(panels: readonly PanelReport[], part: Partial<Report> = {}): Drawn {
  const report: Report = {
    uid: 'arks-test',
    set: 'incident',
    problems: [],
    height: 1_080,
    header: 130,
    background: '#181b1f',
    panels,
    ...part,
  };
  return { opened: report, whole: report };
}
