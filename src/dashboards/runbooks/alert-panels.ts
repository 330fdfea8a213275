import { type Alert, signalsOf } from '../../rules/alert.js';
import { type BudgetAlert, limitLine } from '../../rules/limit-line.js';
import { budgetBurn } from '../../rules/objectives/budget-burn.js';
import type { Signal } from '../../signals/vocabulary/signal.js';
import type { Panel } from '../dashboard.js';
import { drawableRows } from '../drawable.js';
import type { Drawing } from '../drawing.js';
import { graph, queryOf } from '../makers.js';
import type { QueryContext } from '../queries.js';
import { isAskable } from './askable.js';
import { alertOf } from './heads.js';

/** Of what an alert watches without one limit, no more is shown beside the words. */
const MOST_SHOWN = 2;

/** Whether it is still so: what an alert judges, with its limit, or else what it watches. None for a page of no alert. */
export function alertPanels(name: string, drawing: Drawing, context: QueryContext): readonly Panel[] {
  const alert = name === budgetBurn.name ? budgetBurn : alertOf(name);
  if (alert === undefined) return [];
  const judged = limitLine(alert, drawing, drawing.scraped)?.of[0];
  // What nothing chooses from is of everything that is watched at all.
  const isChosen = 'variables' in alert && alert.variables.length > 0;
  const panels =
    judged !== undefined
      ? [panelOf(judged, alert)]
      : isChosen
        ? watched(alert, (signal) => isAskable(signal, drawing, context))
        : [];
  return drawableRows([{ title: name, answers: '', panels }], drawing)
    .flatMap((row) => row.panels)
    .slice(0, MOST_SHOWN);
}

function watched(alert: Alert | BudgetAlert, isAsked: (signal: Signal) => boolean): readonly Panel[] {
  return 'line' in alert
    ? []
    : signalsOf(alert)
        .filter(isAsked)
        .map((signal) => panelOf(signal));
}

function panelOf(signal: Signal, alert?: Alert | BudgetAlert): Panel {
  const legend = signal.labels.map((label) => `{{${label}}}`).join(' ');
  return graph(signal.title, [queryOf(signal, legend === '' ? signal.title : legend)], {
    noValue: 'nothing',
    ...(alert === undefined ? {} : { alert, isOnItsRunbook: true }),
  });
}
