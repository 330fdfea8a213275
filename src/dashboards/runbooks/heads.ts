import type { DashboardUid } from '../../config/dashboard-uids.js';
import { deliveredDashboards } from '../../config/delivered.js';
import { parsePromql } from '../../promql/parse.js';
import type { Alert } from '../../rules/alert.js';
import { alerts } from '../../rules/alerts/index.js';
import { budgetBurn } from '../../rules/objectives/budget-burn.js';
import type { Head } from '../build.js';
import type { Drawing } from '../drawing.js';
import { words } from '../links.js';
import { VARIABLE_OF, type VariableName } from '../variables.js';
import { chosenLabels, withOwnNames } from './examples.js';
import { uidOf } from './names.js';
import { INDEX, type RunbookPage } from './pages.js';
import { sectionsOf } from './sections.js';

/** What a page may choose by, where it is of no alert. */
const OF_ANY: readonly VariableName[] = ['cluster', 'namespace', 'application'];
const OF_BUDGETS: readonly VariableName[] = ['cluster', 'slo', 'namespace', 'application'];
const HEADING = /^# (.+)$/m;

/** What the dashboard of a page says of itself: it chooses by the labels with which its alert links to it. */
export function headOf(page: RunbookPage, drawing: Drawing): Head {
  const { name, text } = page;
  const alert = alertOf(name);
  const [, heading = name] = HEADING.exec(text) ?? [];
  const index = name === INDEX ? [] : [{ uid: uidOf(INDEX), title: 'All runbooks' }];
  return {
    uid: uidOf(name),
    title: heading,
    description: name.startsWith('Arks') ? `What to do about ${name}.` : `Runbook: ${heading}.`,
    variables: [...new Set([...variablesOf(name, alert), ...chosenIn(page, drawing)])],
    leadsTo: [...dashboardsOf(name, alert, drawing), ...index],
  };
}

/** The alert of that name; none of objectives, whose alert has rules of each. */
export function alertOf(name: string): Alert | undefined {
  return alerts.find((alert) => alert.name === name);
}

function variablesOf(name: string, alert: Alert | undefined): readonly VariableName[] {
  if (name === budgetBurn.name) return OF_BUDGETS;
  if (alert === undefined) return name === INDEX ? ['cluster'] : OF_ANY;
  const own = alert.variables.flatMap((label) => VARIABLE_OF[label] ?? []);
  return ['cluster', ...new Set(own)];
}

/** What the queries of a page choose by besides. */
function chosenIn({ text }: RunbookPage, drawing: Drawing): readonly VariableName[] {
  const pieces = sectionsOf(text).flatMap(({ parts }) => parts.flatMap((part) => part.pieces));
  return pieces.flatMap((piece) => {
    if ('text' in piece) return [];
    return chosenLabels(withOwnNames(parsePromql(piece.query), drawing)).flatMap((label) => VARIABLE_OF[label] ?? []);
  });
}

/** The dashboard that the alert leads to, or else the first that is there. */
function dashboardsOf(name: string, alert: Alert | undefined, drawing: Drawing): NonNullable<Head['leadsTo']> {
  const wanted: DashboardUid = name === budgetBurn.name ? budgetBurn.dashboard : (alert?.dashboard ?? 'arks-overview');
  const delivered = deliveredDashboards(drawing);
  const uid = delivered.includes(wanted) ? wanted : delivered[0];
  return uid === undefined ? [] : [{ uid, title: words(uid) }];
}
