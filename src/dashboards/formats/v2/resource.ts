import { type Dashboard, DashboardCursorSync, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboardv2';
import { type Board, rowsOfBoard } from '../board.js';
import { annotationOf } from './annotations.js';
import { elementsOf } from './elements.js';
import { layoutOf } from './layout.js';
import { variableOf } from './variables.js';

/** What Grafana 13 serves and saves. */
const API_VERSION = 'dashboard.grafana.app/v2';
/** What Grafana itself offers where a dashboard says nothing (defaults of the schema). */
const REFRESH_INTERVALS = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '2h', '1d'];
const LINKS = { link: DashboardLinkType.Link, dashboards: DashboardLinkType.Dashboards } as const;
const CURSOR_SYNC = [DashboardCursorSync.Off, DashboardCursorSync.Crosshair, DashboardCursorSync.Tooltip] as const;

/** A dashboard as a resource of Grafana's API: the uid is its name. */
export interface DashboardResource {
  readonly apiVersion: typeof API_VERSION;
  readonly kind: 'Dashboard';
  readonly metadata: { readonly name: string };
  readonly spec: Dashboard;
}

/**
 * A dashboard in the v2 schema. What becomes of each part is what Grafana's own conversion makes of it
 * (apps/dashboard/pkg/migration/conversion/v1_to_v2alpha1.go and on to v2).
 */
export function v2Resource(board: Board): DashboardResource {
  return { apiVersion: API_VERSION, kind: 'Dashboard', metadata: { name: board.uid }, spec: v2Spec(board) };
}

function v2Spec(board: Board): Dashboard {
  const rows = rowsOfBoard(board);
  return {
    title: board.title,
    description: board.description,
    tags: board.tags,
    editable: board.editable,
    liveNow: false,
    preload: false,
    cursorSync: CURSOR_SYNC[board.graphTooltip] ?? DashboardCursorSync.Off,
    timeSettings: {
      from: board.time.from,
      to: board.time.to,
      timezone: board.timezone,
      autoRefresh: board.refresh,
      autoRefreshIntervals: REFRESH_INTERVALS,
      hideTimepicker: false,
      fiscalYearStartMonth: board.fiscalYearStartMonth,
    },
    variables: board.templating.list.map(variableOf),
    annotations: board.annotations.list.map(annotationOf),
    links: board.links.map(({ type, tags = [], ...link }) => ({ ...link, type: LINKS[type], tags: [...tags] })),
    elements: elementsOf(rows),
    layout: layoutOf(rows),
  };
}
