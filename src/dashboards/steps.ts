import * as sdk from '@grafana/grafana-foundation-sdk/dashboard';
import type { Environment } from '../config/environment.js';
import type { Alert } from '../rules/alert.js';
import { type BudgetAlert, type LimitLine, limitLine } from '../rules/limit-line.js';
import type { DataPanel, Query, Step } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { isUntold } from './links.js';
import { AMBER, CALM, LIMIT, NEUTRAL, RED } from './look.js';

const COLOUR = { calm: CALM, neutral: NEUTRAL, warning: AMBER, critical: RED } as const;

/** The limit of the panel's alert; none of one that is off, which nobody is told of. */
export function lineOf({ alert, ownAlert }: Pick<DataPanel, 'alert' | 'ownAlert'>, drawing: Drawing) {
  return ownAlert === undefined ? lineOfAlert(alert, drawing) : ownAlert.line;
}

function lineOfAlert(alert: Alert | BudgetAlert | undefined, drawing: Drawing): LimitLine | undefined {
  return alert === undefined || isUntold(alert, drawing) ? undefined : limitLine(alert, drawing, drawing.scraped);
}

/** The colours of a value: of its own, or by the limit of the panel's alert. None of all where there are several limits. */
export function stepsOf(panel: DataPanel, drawing: Drawing): sdk.Threshold[] {
  const own = panel.queries[0].colours;
  if (own !== undefined) return inColours(own);
  const line = lineOf(panel, drawing);
  return line === undefined || line.classes.length > 0
    ? [{ value: null, color: NEUTRAL }]
    : stepsAt(line.limit, line, worn(panel.alert));
}

/** The colours of a column: of its own, or by the limit of the alert that judges it; nothing where nobody does. */
export function columnSteps({ colours, judgedBy }: Query, drawing: Drawing): sdk.Threshold[] | undefined {
  if (colours !== undefined) return inColours(colours);
  const line = lineOfAlert(judgedBy, drawing);
  return line === undefined || line.classes.length > 0 ? undefined : stepsAt(line.limit, line, worn(judgedBy));
}

/** Neutral on the side of a limit where nothing is wrong, and the alert's colour where it fires. */
export function stepsAt(limit: number | undefined, line: Pick<LimitLine, 'is'>, fires: string = RED): sdk.Threshold[] {
  if (limit === undefined) return [{ value: null, color: NEUTRAL }];
  const [below, above] = line.is === 'below' ? [fires, CALM] : [CALM, fires];
  return [
    { value: null, color: below },
    { value: limit, color: above },
  ];
}

/** A limit as a line: Grafana draws it in the colour of what is above it, whichever side is wrong. */
export function limitSteps(limit: number): sdk.Threshold[] {
  return [
    { value: null, color: NEUTRAL },
    { value: limit, color: LIMIT },
  ];
}

/** The colour of what an alert fires about: red where it pages, amber where it is a ticket. */
export function worn(alert: Alert | BudgetAlert | undefined): string {
  return alert !== undefined && 'severity' in alert && alert.severity === 'warning' ? AMBER : RED;
}

/** What an environment calls a severity, and its colour. */
export function severityColours({ alerts }: Pick<Environment, 'alerts'>): readonly (readonly [string, string])[] {
  return [
    [alerts.severities.critical, RED],
    [alerts.severities.warning, AMBER],
  ];
}

/** Thresholds as the SDK builds them. */
export function thresholds(steps: sdk.Threshold[]): sdk.ThresholdsConfigBuilder {
  return new sdk.ThresholdsConfigBuilder().mode(sdk.ThresholdsMode.Absolute).steps(steps);
}

function inColours(steps: readonly Step[]): sdk.Threshold[] {
  return steps.map(({ from, colour }) => ({ value: from, color: COLOUR[colour] }));
}
