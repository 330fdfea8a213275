import type { OwnAlert } from '../rules/own-alert.js';
import { drawnJson } from './build.js';
import type { OwnLimit, Panel, Row } from './dashboard.js';
import type { Drawing } from './drawing.js';
import type { OwnDashboard, OwnPanel, OwnRow } from './own-panels.js';

/** Classic JSON of a dashboard. Throws where panels leave the grid, a row has holes, or a panel has the alert of what it does not show. */
export function ownDashboardJson({ rows, ...head }: OwnDashboard, drawing: Drawing): string {
  return drawnJson(head, rows.map(rowOf), drawing);
}

function rowOf({ panels, ...row }: OwnRow): Row {
  return { ...row, answers: '', panels: panels.flatMap(panelsOf) };
}

function panelsOf(panel: OwnPanel): readonly Panel[] {
  if (panel.kind === 'text') return [panel];
  const { alert, ...drawn } = panel;
  const limited = alert === undefined ? {} : { ownAlert: limitOf(alert, panel) };
  if (drawn.kind === 'table' || drawn.kind === 'timeseries') return [{ ...drawn, ...limited }];
  const { kind, ...data } = drawn;
  return [{ kind, ...data, ...limited }];
}

/** An environment has no overrides for it: its limit is one for all. */
function limitOf(
  { name, runbookUrl, when }: OwnAlert,
  { title, queries }: Exclude<OwnPanel, { kind: 'text' }>,
): OwnLimit {
  // A sum or a mean of what is judged has another size.
  const isShown = queries.some(
    ({ of, by }) => of === when.signal && (by === undefined || by.reduce === 'max' || by.reduce === 'min'),
  );
  if (!isShown) throw new Error(`${title} must show what ${name} judges, neither added up nor averaged`);
  return { name, runbookUrl, line: { of: [when.signal], is: when.is, limit: when.limit, classes: [] } };
}
