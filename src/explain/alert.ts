import { summaryWithLabelNames } from '../documented/summary.js';
import type { AlertExplanation } from './explanation.js';
import { type Known, limitsOf, runbookOf } from './known.js';
import { isAbout, measurement, placesOf } from './panels.js';

/** What there is to say of an alert. */
export function alertExplanation(alert: Known['alerts'][number], { plan, panels }: Known): AlertExplanation {
  const { name, rules, lists, signals, labels, dashboard, records, metrics } = alert;
  const annotations = rules[0]?.annotations ?? {};
  const reason = plan.environment.alerts.off[name];
  return {
    kind: 'alert',
    name,
    says: summaryWithLabelNames(annotations['summary'] ?? ''),
    description: annotations['description'] ?? '',
    ...(reason === undefined ? {} : { off: reason }),
    rules: rules.map((rule) => ({
      severity: rule.labels['severity'] ?? '',
      for: rule.for,
      ...(rule.keep_firing_for === undefined ? {} : { keepsFiringFor: rule.keep_firing_for }),
      expression: rule.expr,
    })),
    limits: limitsOf(alert, plan),
    limitsOf: alert.limitsOf,
    overriddenBy: lists,
    measurements: signals.map((signal) => measurement(signal, plan)),
    records,
    metrics,
    labels,
    runbook: runbookOf(alert),
    dashboard,
    panels: placesOf(panels.filter((panel) => isAbout(panel, name))),
  };
}
