import type { DocumentedAlert } from '../../src/documented/documented-alert.js';
import { summaryWithLabelNames } from '../../src/documented/summary.js';
import { code, table } from '../../src/lib/markdown.js';

/** The sections of the index; the last one is generated. */
export const INDEX_SECTIONS = [
  'How to use these pages',
  'Names in the examples',
  'How to reach Prometheus and Alertmanager',
  'How to silence or switch off',
  'How to add replicas',
  'Troubleshooting',
  'All alerts',
] as const;

/** A row for each alert. */
export function indexPart(alerts: readonly DocumentedAlert[]): string {
  const rows = alerts.map(({ name, rules, dashboard }) => [
    `[${name}](${name}.md)`,
    [...new Set(rules.map(({ labels }) => labels['severity'] ?? ''))].map(code).join(', '),
    code(summaryWithLabelNames(rules[0]?.annotations['summary'] ?? '')),
    code(dashboard),
  ]);
  return table(['alert', 'severity', 'told as', 'dashboard'], rows);
}
