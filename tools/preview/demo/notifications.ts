import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import { texts } from './active-alerts.js';

/** An alert as Alertmanager told it. */
export interface Notification {
  /** Unix seconds at which it came. */
  readonly at: number;
  readonly receiver: string;
  readonly status: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What receivers were told last, the newest first. */
export interface Notifications {
  readonly all: () => readonly Notification[];
  /** Takes what a webhook of Alertmanager posted. Throws where that is no JSON. */
  readonly take: (receiver: string, body: string) => void;
}

const KEPT = 50;

/** Remembers the last fifty; `now` is in Unix seconds. */
export function notifications(now: () => number): Notifications {
  let all: readonly Notification[] = [];
  return {
    all: () => all,
    take: (receiver, body) => {
      const alerts = property(JSON.parse(body), 'alerts');
      const came = (Array.isArray(alerts) ? alerts : []).map((alert) => ({
        at: now(),
        receiver,
        status: String(property(alert, 'status')),
        labels: texts(property(alert, 'labels')),
        annotations: texts(property(alert, 'annotations')),
      }));
      all = [...came, ...all].slice(0, KEPT);
    },
  };
}
