import type { Matcher } from '../../src/promql/build.js';
import type { Inhibition } from '../../src/rules/inhibitions.js';

/** Labels of an alert, its name among them as `alertname`. */
export type AlertLabels = Readonly<Record<string, string>>;

/** Whether one alert silences another, as Alertmanager decides it: a missing label is an empty one, on either side. */
export function silences({ source, target, equal }: Inhibition, by: AlertLabels, other: AlertLabels): boolean {
  if (!matchesAll(source, by) || !matchesAll(target, other)) return false;
  if (equal.some((name) => (by[name] ?? '') !== (other[name] ?? ''))) return false;
  // Alerts that could both be source and target of a rule do not silence each other, nor themselves.
  return !(matchesAll(source, other) && matchesAll(target, by));
}

/** Those of some alerts that are told while all of them fire. */
export function told<One>(
  alerts: readonly One[],
  labelsOf: (alert: One) => AlertLabels,
  inhibitions: readonly Inhibition[],
): readonly One[] {
  const silenced = (alert: One) =>
    alerts.some((by) => inhibitions.some((one) => silences(one, labelsOf(by), labelsOf(alert))));
  return alerts.filter((alert) => !silenced(alert));
}

/** An alert that fires from one minute to another, both included, and how many minutes its first notification waits. */
export interface Lasting {
  readonly labels: AlertLabels;
  readonly firstMinute: number;
  readonly lastMinute: number;
  readonly waitMinutes: number;
}

/**
 * Those of some alerts that are told at all: in some minute after their wait nothing that fires silences them. One that ends sooner is
 * judged by its last minute.
 */
export function toldOver<One extends Lasting>(all: readonly One[], inhibitions: readonly Inhibition[]): readonly One[] {
  return all.filter(({ labels, firstMinute, lastMinute, waitMinutes }) => {
    const by = all.filter((other) => inhibitions.some((one) => silences(one, other.labels, labels)));
    const from = Math.min(firstMinute + waitMinutes, lastMinute);
    const minutes = Array.from({ length: lastMinute - from + 1 }, (_, index) => from + index);
    return minutes.some((minute) => !by.some((other) => other.firstMinute <= minute && minute <= other.lastMinute));
  });
}

/** Whether labels meet every matcher, a missing label being an empty one. */
export function matchesAll(matchers: readonly Matcher[], labels: AlertLabels): boolean {
  return matchers.every((matcher) => matches(matcher, labels[matcher.label] ?? ''));
}

function matches({ operator, value }: Matcher, found: string): boolean {
  const fits = operator.endsWith('~') ? new RegExp(`^(?:${value})$`, 's').test(found) : found === value;
  return operator.startsWith('!') ? !fits : fits;
}
