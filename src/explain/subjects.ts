import { dashboards } from '../dashboards/index.js';
import { documentedAlerts } from '../documented/documented-alert.js';
import { documentedRecords } from '../documented/records.js';
import { recordRules } from '../documented/series.js';
import { settings } from '../documented/settings.js';
import { memoize } from '../lib/memoize.js';
import { catalogue } from '../metrics/catalogue.js';
import { declaredMetrics } from '../metrics/own.js';
import type { Plan } from '../plan/plan.js';
import { alertExplanation } from './alert.js';
import type { Known } from './known.js';
import { metricExplanation } from './metric.js';
import type { Subject } from './names.js';
import { panelExplanation, placedPanels } from './panels.js';
import { recordExplanation } from './record.js';
import { isOverridden, settingExplanation } from './setting.js';
import { sourcesIn, together } from './sources.js';

/** Nobody looks at many plans at a time. */
const PLANS = 2;

/** Everything that there is in a plan, and every setting and metric that there may be. */
export const subjectsOf = memoize(subjectsIn, PLANS);

function subjectsIn(plan: Plan): readonly Subject[] {
  const sources = sourcesIn(plan);
  const alerts = documentedAlerts(plan).map((alert) => ({
    ...alert,
    ...together(alert.rules.map(({ expr }) => sources(expr))),
  }));
  const recording = recordRules(plan);
  const records = documentedRecords(plan).map((record) => {
    const rules = recording.filter((rule) => rule.record === record.name);
    return { ...record, rules, ...together(rules.map(({ expr }) => sources(expr))) };
  });
  const panels = placedPanels(plan, sources);
  const known: Known = { plan, alerts, records, panels };
  const allSettings = settings();
  const metrics = [...catalogue, ...declaredMetrics(plan.environment.metrics)];
  return [
    ...alerts.map(
      (alert): Subject => ({
        kind: 'alert',
        name: alert.name,
        aliases: [],
        explain: () => alertExplanation(alert, known),
      }),
    ),
    ...records.map(
      (record): Subject => ({
        kind: 'record',
        name: record.name,
        aliases: [],
        explain: () => recordExplanation(record, known),
      }),
    ),
    ...panels.map(
      (panel): Subject => ({
        kind: 'panel',
        name: panel.name,
        aliases: [panel.title, `${titleOf(panel.dashboard)}/${panel.title}`],
        explain: () => panelExplanation(panel, known),
      }),
    ),
    ...[...new Set(metrics.map(({ name }) => name))].map((name): Subject => {
      const entries = metrics.filter((metric) => metric.name === name);
      const series = [...new Set(entries.flatMap(({ suffixes }) => suffixes))].filter((suffix) => suffix !== '');
      return {
        kind: 'metric',
        name,
        aliases: series.map((suffix) => `${name}${suffix}`),
        explain: () => metricExplanation(entries, known),
      };
    }),
    ...allSettings.map(
      (setting): Subject => ({
        kind: 'setting',
        name: setting.path,
        aliases: endsOf(setting.path),
        explain: () => settingExplanation(setting, allSettings, known),
      }),
    ),
  ];
}

function titleOf(uid: string): string {
  return dashboards.find((dashboard) => dashboard.uid === uid)?.title ?? uid;
}

/** `thresholds.errorRatio` and `errorRatio` of `alerts.thresholds.errorRatio`; a limit in an override is that limit, for some series. */
function endsOf(path: string): readonly string[] {
  if (isOverridden(path)) return [];
  const keys = path.split('.');
  return keys.slice(1).map((_, index) => keys.slice(index + 1).join('.'));
}
