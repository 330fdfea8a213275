import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import type { ActiveAlert } from './control-page.js';

/** What Prometheus answers at /api/v1/alerts. */
export function activeAlerts(data: unknown): readonly ActiveAlert[] {
  const alerts = property(data, 'alerts');
  return (Array.isArray(alerts) ? alerts : []).map((alert) => ({
    state: String(property(alert, 'state')),
    activeAt: String(property(alert, 'activeAt')),
    labels: texts(property(alert, 'labels')),
    annotations: texts(property(alert, 'annotations')),
  }));
}

/** An object of texts, whatever came. */
export function texts(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(Object(value)).map(([name, text]) => [name, String(text)]));
}
