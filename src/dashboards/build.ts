import * as sdk from '@grafana/grafana-foundation-sdk/dashboard';
import { inOneUnit } from '../lib/duration.js';
import { panelIds } from '../lib/panel-id.js';
import { asGrouped } from '../scraping/as-grouped.js';
import { asStored } from '../scraping/as-stored.js';
import { annotationBuilders } from './annotations.js';
import { classicText } from './classic-text.js';
import type { Dashboard, Panel, Row } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { variablesOf } from './drawn-variables.js';
import { exploreNavigation } from './explore-links.js';
import { COLUMNS, linesOf, widthOf } from './lines.js';
import { dashboardLinks, dashboardMenu, LISTED, type Linked } from './links.js';
import { panelOf } from './panels.js';
import type { QueryContext } from './queries.js';
import { rowsOf } from './rows.js';
import { type VariableName, variableBuilders } from './variables.js';

/** What of the classic schema Grafana 10 to 13 all read; newer ones migrate it as they load. */
const SCHEMA_VERSION = 39;

/** A dashboard as classic JSON, its keys sorted. Throws where panels leave the grid or a row has holes. */
export function dashboardJson(dashboard: Dashboard, drawing: Drawing): string {
  return drawnJson(dashboard, rowsOf(dashboard, drawing), drawing);
}

/** What a dashboard says of itself, whoever wrote it. */
export interface Head extends Pick<Dashboard, 'title' | 'description' | 'variables'> {
  readonly uid: string;
  /** The dashboards that it links to; without it, it is one of those that lead to each other. */
  readonly leadsTo?: readonly Linked[];
}

/** The same of rows that are drawn as they are. */
export function drawnJson(dashboard: Head, rows: readonly Row[], drawing: Drawing): string {
  const { datasource, range, refresh, tags } = drawing.grafana.dashboards;
  const sources = variablesOf(dashboard, rows, drawing);
  const variables = sources.map(({ name }) => name);
  const context = contextOf(drawing, variables);
  const built = new sdk.DashboardBuilder(dashboard.title)
    .uid(dashboard.uid)
    .description(dashboard.description)
    .tags([...new Set(['arks', ...(dashboard.leadsTo === undefined ? [LISTED] : []), ...tags])])
    .readonly()
    .tooltip(sdk.DashboardCursorSync.Crosshair)
    .time({ from: `now-${inOneUnit(range)}`, to: 'now' })
    .refresh(inOneUnit(refresh))
    .timezone('browser')
    .version(1)
    .variables(variableBuilders(sources, context, datasource))
    .annotations(annotationBuilders(context, drawing))
    .links([
      ...(dashboard.leadsTo === undefined ? [dashboardMenu()] : dashboardLinks(dashboard.leadsTo)),
      ...exploreNavigation({ variables }, drawing),
    ])
    .build();
  const panels = laidOut(rows, drawing, context);
  return classicText({ ...built, schemaVersion: SCHEMA_VERSION, panels });
}

/** What queries have in common where a dashboard has these variables. */
export function contextOf(drawing: Drawing, variables: readonly VariableName[]): QueryContext {
  return {
    cluster: drawing.cluster.label,
    variables,
    places: drawing.places,
    stored: asStored(drawing),
    grouped: asGrouped(drawing),
  };
}

type Placed = (sdk.Panel | sdk.RowPanel)[];

/** Rows below one another; panels of a row from left to right, in lines that fill the grid. Ids follow from titles. */
function laidOut(rows: readonly Row[], drawing: Drawing, context: QueryContext): Placed {
  const placed: Placed = [];
  const idOf = panelIds();
  let y = 0;
  for (const row of rows) {
    const header = {
      id: idOf(`row ${row.title}`),
      type: 'row' as const,
      title: row.title,
      gridPos: { h: 1, w: COLUMNS, x: 0, y },
    };
    y += 1;
    const panels: sdk.Panel[] = [];
    for (const line of fullLines(row)) {
      let x = 0;
      for (const panel of line) {
        const gridPos = { h: panel.height, w: panel.width, x, y };
        panels.push({ ...panelOf(panel, drawing, context), id: idOf(panel.title), gridPos });
        x += panel.width;
      }
      y += line[0]?.height ?? 0;
    }
    const collapsed = row.collapsed === true;
    placed.push({ ...header, collapsed, panels: collapsed ? panels : [] }, ...(collapsed ? [] : panels));
    if (collapsed) y = header.gridPos.y + 1;
  }
  return placed;
}

/** The lines of a row. Throws where one is not as wide as the grid, or its panels are not of one height. */
function fullLines({ title, panels }: Row): readonly (readonly Panel[])[] {
  const lines = linesOf(panels);
  for (const line of lines) {
    if (widthOf(line) !== COLUMNS || new Set(line.map(({ height }) => height)).size > 1) {
      const found = line.map((panel) => `${panel.title} ${panel.width}x${panel.height}`).join(', ');
      throw new Error(`a line of row "${title}" must be ${COLUMNS} wide and of one height, got ${found}`);
    }
  }
  return lines;
}
