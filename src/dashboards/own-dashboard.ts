import { drawnJson } from './build.js';
import type { Panel, Row } from './dashboard.js';
import type { Drawing } from './drawing.js';
import type { OwnDashboard, OwnPanel, OwnRow } from './own-panels.js';

/** Classic JSON of a dashboard. Throws where panels leave the grid or a row has holes. */
export function ownDashboardJson({ rows, ...head }: OwnDashboard, drawing: Drawing): string {
  return drawnJson(head, rows.map(rowOf), drawing);
}

function rowOf({ panels, ...row }: OwnRow): Row {
  return { ...row, answers: '', panels: panels.flatMap(panelsOf) };
}

function panelsOf(panel: OwnPanel): readonly Panel[] {
  if (panel.kind === 'text' || panel.kind === 'table' || panel.kind === 'timeseries') return [panel];
  const { kind, ...data } = panel;
  return [{ kind, ...data }];
}
