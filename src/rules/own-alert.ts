import { placesOf } from '../scraping/places.js';
import { textAt } from '../scraping/platform-series.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import { alertContext } from './alert-context.js';
import { judged } from './condition.js';
import { printed } from './condition-words.js';
import type { AlertRule } from './rule-group.js';
import type { RuleSettings } from './settings.js';

/** A quantity that is held against a limit in its unit. */
export interface OwnCondition {
  readonly signal: Signal;
  readonly is: 'above' | 'at least' | 'below' | 'equal to';
  readonly limit: number;
  /** Labels by which it is matched with the condition before it, where the two have not the same. */
  readonly on?: readonly string[];
}

/** A signal that has a series, whatever its value. */
export interface OwnPresence {
  readonly signal: Signal;
  readonly is: 'there';
  readonly on?: readonly string[];
}

/** What the summary of an alert says of its condition, in the unit of its signal. */
export interface OwnWords {
  /** The value, as a Go template. */
  readonly value: string;
  /** The limit, as people write it and the value is printed. */
  readonly limit: string;
  readonly wait: string;
}

/** An alert of somebody else, told as ours are. */
export interface OwnAlert {
  /** Subject and symptom; none begins with `Arks`, as ours do. */
  readonly name: string;
  /** `critical` pages, `warning` is a ticket; labels are those that the environment gives them. */
  readonly severity: 'critical' | 'warning';
  /** What it judges, and the value that it tells. */
  readonly when: OwnCondition;
  /** What must be so besides. */
  readonly while?: readonly (OwnCondition | OwnPresence)[];
  /** What must not be so. */
  readonly unless?: readonly (OwnCondition | OwnPresence)[];
  /** How long the condition must hold. */
  readonly for: `${number}${'m' | 'h'}`;
  /** How long it stays up after the condition is gone. */
  readonly keepFiringFor?: `${number}${'m' | 'h'}`;
  /** One line with the value and the limit, a Go template over $labels and $value. */
  readonly summary: (words: OwnWords) => string;
  /** What to look at first. */
  readonly description: string;
  /** The page that says what to do. */
  readonly runbookUrl: string;
  readonly dashboardUrl?: string;
  readonly labels?: { readonly [name: string]: string };
}

/** The rule of such an alert in an environment, about the namespaces that ours are about. */
export function ownAlertRule(alert: OwnAlert, settings: RuleSettings): AlertRule {
  const { thresholds, severities, labels } = settings.alerts;
  const expression = judged(alert, alertContext(settings), thresholds);
  const words = printed(alert.when.signal, alert.when.limit, thresholds);
  return {
    alert: alert.name,
    expr: textAt(expression, placesOf(settings)),
    for: alert.for,
    ...(alert.keepFiringFor === undefined ? {} : { keep_firing_for: alert.keepFiringFor }),
    labels: { ...labels, ...alert.labels, severity: severities[alert.severity] },
    annotations: {
      summary: alert.summary({ ...words, wait: alert.for }),
      description: alert.description,
      runbook_url: alert.runbookUrl,
      ...(alert.dashboardUrl === undefined ? {} : { dashboard_url: alert.dashboardUrl }),
    },
  };
}
