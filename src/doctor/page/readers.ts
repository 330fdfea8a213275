import { subjectsOf } from '../../explain/subjects.js';
import type { Metric } from '../../metrics/metric.js';
import type { Plan } from '../../plan/plan.js';
import { parsePromql } from '../../promql/parse.js';
import { answeredIn } from '../../rules/answered.js';
import { namesText } from '../words.js';
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
    ...(alerts.length === 0 ? [] : [`alerts that see nothing more than 0, or less, of it: ${namesText(alerts)}`]),
    ...(records.length === 0 ? [] : [`records without it: ${namesText(records)}`]),
    ...(panels.length === 0 ? [] : [`panels without it: ${namesText(panels)}`]),
  ];
  if (parts.length === 0) return 'Nothing of this environment reads it.';
  const text = parts.join('; ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

/** The alerts that this kind of target could raise with all that its generation shows, and cannot without these metrics. */
export function silentAlerts(gone: readonly Metric[], of: RecognizedPage, plan: Plan): readonly string[] {
  const { scraped } = of;
  if (scraped === undefined) return [];
  const { environment: settings, recordedNames } = plan;
  const names = new Set(gone.map(({ name }) => name));
  const shown = new Set(of.known.map(({ metric }) => metric.name));
  const own = scraped.wanted.filter(
    ({ name, generations }) => generations.includes(of.generation) && (names.has(name) || shown.has(name)),
  );
  const answeredWith = (kept: readonly Metric[]) =>
    answeredIn({
      settings,
      recordedNames,
      scraped: plan.scraped.map((one) => (one.name === scraped.surface ? { ...one, kept } : one)),
    });
  const [before, after] = [answeredWith(own), answeredWith(own.filter(({ name }) => !names.has(name)))];
  const rules = plan.alerted.flatMap(({ group }) => group.rules);
  return distinct(
    rules.flatMap((rule) => {
      if (!('alert' in rule)) return [];
      const tree = parsePromql(rule.expr);
      return before(tree).has(scraped.surface) && !after(tree).has(scraped.surface) ? [rule.alert] : [];
    }),
  );
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
