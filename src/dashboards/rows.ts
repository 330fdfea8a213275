import type { Alert } from '../rules/alert.js';
import { alerts as everyAlert } from '../rules/alerts/index.js';
import { type LimitLine, limitLine } from '../rules/limit-line.js';
import type { Dashboard, Row, TimeSeriesPanel } from './dashboard.js';
import { drawableRows } from './drawable.js';
import type { Drawing } from './drawing.js';
import { graph, queryOf } from './makers.js';

const HALF = 12;
const WHOLE = 24;

/**
 * The rows of a dashboard in an environment, without what nobody can answer there. Where no panel draws the limit of an alert that leads to it, a last row does: an alert has
 * its line from the day it is written, and a panel of its own where somebody has a better place for it.
 */
export function rowsOf(dashboard: Dashboard, drawing: Drawing, alerts: readonly Alert[] = everyAlert): readonly Row[] {
  const rows = drawableRows(dashboard.rows(drawing), drawing);
  const drawn = rows.flatMap(({ panels }) =>
    panels.flatMap((panel) => (panel.kind === 'text' ? [] : (panel.alert?.name ?? []))),
  );
  const undrawn = alerts.flatMap((alert) => {
    if (alert.dashboard !== dashboard.uid || drawn.includes(alert.name)) return [];
    const line = limitLine(alert, drawing, drawing.scraped);
    return line === undefined ? [] : [panelOf(alert, line)];
  });
  if (undrawn.length === 0) return rows;
  const limits = {
    title: 'Limits',
    answers: 'What else do alerts compare with a limit here?',
    panels: filled(undrawn),
  };
  return [...rows, ...drawableRows([limits], drawing)];
}

/** A line for each set of labels of what is judged. Throws where nothing is. */
function panelOf(alert: Alert, { of: [judged] }: LimitLine): TimeSeriesPanel {
  if (judged === undefined) throw new Error(`${alert.name} must judge a signal`);
  const legend = judged.labels.map((label) => `{{${label}}}`).join(' ');
  return graph(alert.panel, [queryOf(judged, legend === '' ? judged.title : legend)], { alert });
}

/** Two beside each other, and the last alone where their number is odd. */
function filled(panels: readonly TimeSeriesPanel[]): readonly TimeSeriesPanel[] {
  const isAlone = (index: number) => panels.length % 2 === 1 && index === panels.length - 1;
  return panels.map((panel, index) => ({ ...panel, width: isAlone(index) ? WHOLE : HALF }));
}
