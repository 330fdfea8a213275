import { block, code, plain, table } from '../../lib/markdown.js';
import type { AlertRule } from '../../rules/rule-group.js';

/** Overrides and objectives make many rules of one alert; more than these nobody reads here. */
const MOST_SHOWN = 8;

/** When an alert fires, as its rules say it in the environment; empty where it has none. */
export function ruleText(own: readonly AlertRule[]): string {
  const told = own
    .slice(0, MOST_SHOWN)
    .map(({ expr, for: held, labels, annotations }) =>
      [
        `${code(labels['severity'] ?? '')}, when this holds for ${code(held)}:`,
        block('promql', expr),
        plain(annotations['description'] ?? ''),
      ].join('\n\n'),
    );
  const others = own.length - told.length;
  return [
    ...told,
    ...(others === 0 ? [] : [`${others} more rules of this name differ in limits, labels or objective.`]),
  ].join('\n\n');
}

/** A list of all alerts, each with where its page is among the files. */
export function alertList(rules: readonly AlertRule[]): string {
  const names = [...new Set(rules.map(({ alert }) => alert))];
  const rows = names.map((name) => {
    const own = rules.filter(({ alert }) => alert === name);
    const severities = [...new Set(own.map(({ labels }) => labels['severity'] ?? ''))];
    return [`[${name}](${name}.md)`, severities.map(plain).join(', ')];
  });
  return table(['alert', 'severity'], rows);
}
