import * as sdk from '@grafana/grafana-foundation-sdk/dashboard';
import type { Environment } from '../config/environment.js';
import type { Alert } from '../rules/alert.js';
import { type BudgetAlert, type LimitLine, limitLine } from '../rules/limit-line.js';
import type { Unit } from '../signals/vocabulary/signal.js';
import type { DataPanel, Query, Said, Step } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { isUntold } from './links.js';
import { AMBER, CALM, LIMIT, NEUTRAL, RED } from './look.js';

const COLOUR = { calm: CALM, neutral: NEUTRAL, warning: AMBER, critical: RED } as const;

/** How many of a unit are one of that in which limits are written. */
const PER_UNIT: Readonly<Partial<Record<Unit, number>>> = { 'requests/min': 60 };

/** The limit of the panel's alert, in the unit that the panel shows; none of one that is off, which nobody is told of. */
export function lineOf(
  { alert, ownAlert, queries: [{ of }] }: Pick<DataPanel, 'alert' | 'ownAlert' | 'queries'>,
  drawing: Drawing,
): LimitLine | undefined {
  const line = ownAlert === undefined ? lineOfAlert(alert, drawing) : ownAlert.line;
  return line === undefined ? undefined : inUnit(line, of.unit);
}

function inUnit(line: LimitLine, unit: Unit): LimitLine {
  const times = line.of.some((judged) => judged.unit === unit) ? 1 : (PER_UNIT[unit] ?? 1);
  const scaled = (limit: number) => Number((limit * times).toPrecision(12));
  const classes = line.classes.map((one) => (one.limit === undefined ? one : { ...one, limit: scaled(one.limit) }));
  return times === 1 ? line : { ...line, limit: scaled(line.limit), classes };
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

/** Limits as lines: Grafana draws each in the colour of what is above it, whichever side is wrong. */
export function limitSteps({ limit, slower = [] }: Pick<LimitLine, 'limit' | 'slower'>): sdk.Threshold[] {
  const limits = [...slower, limit].sort((one, other) => one - other);
  return [{ value: null, color: NEUTRAL }, ...limits.map((value) => ({ value, color: LIMIT }))];
}

/** A word in place of the values that it stands for. */
export function saidMapping({ upTo, as, colour }: Said): sdk.ValueMapping {
  return {
    type: sdk.MappingType.RangeToText,
    options: { from: null, to: upTo, result: { text: as, color: COLOUR[colour], index: 0 } },
  };
}

/** What is not known is neither good nor bad: without a colour of its own it would have that of the least value. */
export function unknownMapping(text: string): sdk.ValueMapping {
  return {
    type: sdk.MappingType.SpecialValue,
    options: { match: sdk.SpecialValueMatch.NullAndNan, result: { text, color: NEUTRAL, index: 1 } },
  };
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
