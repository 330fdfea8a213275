import type { Environment } from '../../src/config/environment.js';
import { thresholdReason } from '../../src/config/thresholds.js';
import type { DocumentedAlert } from '../../src/documented/documented-alert.js';
import { planned } from '../../src/documented/planned.js';
import { queryOf, recordRules } from '../../src/documented/series.js';
import { summaryWithLabelNames } from '../../src/documented/summary.js';
import { block, code, folded, plain, table } from '../../src/lib/markdown.js';
import { seriesNames } from '../../src/promql/names.js';
import type { RecordRule } from '../../src/rules/rule-group.js';
import type { Signal } from '../../src/signals/vocabulary/signal.js';

/** What of an alert's page comes from the objects that its rule is made of. */
export function generatedPart(alert: DocumentedAlert, environment: Environment): string {
  return [
    ...facts(alert),
    ...alert.rules.map(({ expr }) => block('promql', expr)),
    ...thresholdPart(alert, environment),
    ...signalPart(alert, environment),
  ].join('\n\n');
}

function facts({ rules, labels, lists, limitsOf, dashboard }: DocumentedAlert): readonly string[] {
  const rows = rules.map((rule) => [
    code(rule.labels['severity'] ?? ''),
    code(rule.for),
    rule.keep_firing_for === undefined ? '-' : code(rule.keep_firing_for),
    code(summaryWithLabelNames(rule.annotations['summary'] ?? '')),
  ]);
  return [
    table(['severity', 'for', 'keeps firing for', 'told as'], rows),
    [
      `- Description: ${plain(rules[0]?.annotations['description'] ?? '')}`,
      `- Labels: ${labels.map(code).join(', ')}`,
      `- Dashboard: ${code(dashboard)}`,
      ...(lists.length === 0
        ? []
        : [`- Limits of their own: by ${lists.map(code).join(', ')} in ${code('alerts.overrides')}`]),
      ...(limitsOf.length === 0
        ? []
        : [
            `- Its limits are those of ${limitsOf.map(code).join(', ')}, with their overrides, and none where such an alert is off`,
          ]),
    ].join('\n'),
  ];
}

function thresholdPart({ thresholds }: DocumentedAlert, { alerts }: Environment): readonly string[] {
  if (thresholds.length === 0) return [];
  const rows = thresholds.map((name) => [
    code(name),
    code(String(alerts.thresholds[name])),
    plain(thresholdReason(name)),
  ]);
  return ['### Thresholds', table(['`alerts.thresholds.`', 'default', 'why'], rows)];
}

/** The signals that the alert watches, and after them the recorded series that it reads besides. */
function signalPart({ rules, signals }: DocumentedAlert, environment: Environment): readonly string[] {
  const records = recordRules(planned(environment));
  const isRecorded = (name: string) => records.some(({ record }) => record === name);
  const queries = signals.map((signal) => queryOf(signal, planned(environment)));
  const others = [...new Set(rules.flatMap(({ expr }) => seriesNames(expr)))]
    .filter(isRecorded)
    .filter((name) => !queries.includes(name));
  return [
    '### Signals',
    ...signals.flatMap((signal, index) => {
      const query = queries[index] ?? '';
      return isRecorded(query)
        ? [inWords(signal, `${code(query)}, `), recordedPart(query, records)]
        : [inWords(signal, ''), block('promql', query)];
    }),
    ...others.flatMap((name) => [`Also read: ${code(name)}`, recordedPart(name, records)]),
  ];
}

function inWords({ title, unit, description }: Signal, name: string): string {
  return `**${plain(title)}** (${name}${plain(unit)}): ${plain(description)}`;
}

function recordedPart(name: string, records: readonly RecordRule[]): string {
  const rules = records.filter(({ record }) => record === name);
  return folded(
    'How it is recorded',
    rules.flatMap(({ expr, labels = {} }) => {
      const which = Object.entries(labels).map(([label, value]) => code(`${label}="${value}"`));
      return [...(which.length === 0 ? [] : [`With ${which.join(', ')}:`]), block('promql', expr)];
    }),
  );
}
