import { subjectsOf } from '../../explain/subjects.js';
import type { Metric } from '../../metrics/metric.js';
import type { Plan } from '../../plan/plan.js';
import { metricsOfSignals } from '../../signals/kept-metrics.js';
import { namesText } from '../words.js';
import { measuredBy } from './measured.js';
import type { RecognizedPage } from './page.js';

/** What loses its data where a page lacks these metrics, in a sentence or two. */
export function readersOf(gone: readonly Metric[], of: RecognizedPage, plan: Plan): string {
  const silent = silentAlerts(gone, of, plan);
  const explained = gone.flatMap(({ name }) => {
    const subject = subjectsOf(plan).find((one) => one.kind === 'metric' && one.name === name);
    const explanation = subject?.explain();
    return explanation?.kind === 'metric' ? [explanation] : [];
  });
  const records = distinct(explained.flatMap((one) => one.records));
  const panels = distinct(explained.flatMap((one) => one.panels.map(({ name }) => name)));
  const alerts = distinct(explained.flatMap((one) => one.alerts)).filter((name) => !silent.includes(name));
  const parts = [
    ...(silent.length === 0 ? [] : [`alerts that stay silent about this target: ${namesText(silent)}`]),
    ...(alerts.length === 0 ? [] : [`alerts that see less of it: ${namesText(alerts)}`]),
    ...(records.length === 0 ? [] : [`records without it: ${namesText(records)}`]),
    ...(panels.length === 0 ? [] : [`panels without it: ${namesText(panels)}`]),
  ];
  if (parts.length === 0) return 'Nothing of this environment reads it.';
  const text = parts.join('; ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

/** The alerts that this target could raise with all that its generation shows, and cannot without these metrics. */
export function silentAlerts(gone: readonly Metric[], of: RecognizedPage, plan: Plan): readonly string[] {
  const without = new Set(of.known.map(({ metric }) => metric.name).filter((name) => metricsOfSignals.has(name)));
  const [before, after] = [
    measuredBy(new Set([...without, ...gone.map(({ name }) => name)]), plan),
    measuredBy(without, plan),
  ];
  const rules = plan.alerted.flatMap(({ group }) => group.rules);
  return distinct(
    rules.flatMap((rule) => ('alert' in rule && before(rule.expr) && !after(rule.expr) ? [rule.alert] : [])),
  );
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
