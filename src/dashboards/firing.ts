import { alerts } from '../rules/alerts/index.js';
import { budgetBurn } from '../rules/objectives/budget-burn.js';
import { alertsFiring, alertsShown, alertsSince } from '../signals/scraping/events.js';
import type { StatPanel, TablePanel } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { headerOf } from './look.js';
import { statPanel } from './makers.js';

/** What an alert is about, as far as it says so. */
const ABOUT = ['namespace', 'application', 'role', 'model_name', 'pod', 'slo'] as const;

/** How many alerts fire that page, and how many that are tickets: red as soon as one pages. */
export function alertTiles({ alerts: { severities } }: Pick<Drawing, 'alerts'>, more: Partial<StatPanel>) {
  const tile = (title: string, severity: string, colour: 'critical' | 'warning') => {
    const { queries } = statPanel(title, alertsFiring, 'count');
    const [query] = queries;
    return statPanel(title, alertsFiring, 'count', {
      ...more,
      noValue: 'none',
      isCalmWithout: true,
      hasTrend: true,
      queries: [
        {
          ...query,
          matchers: [{ label: 'severity', operator: '=', value: severity }],
          colours: [
            { from: null, colour: 'calm' },
            { from: 1, colour },
          ],
        },
      ],
    });
  };
  return [
    { ...tile('Critical alerts', severities.critical, 'critical'), isFilled: true },
    tile('Warnings', severities.warning, 'warning'),
  ] as const;
}

/** What fires, what soon will, since when, about whom, and where to go: what pages comes first, and the oldest of that. */
export function alertTable({ alerts: { severities } }: Pick<Drawing, 'alerts'>, more: Partial<TablePanel>): TablePanel {
  const severity = headerOf('severity');
  const isCriticalFirst = severities.critical < severities.warning;
  return {
    kind: 'table',
    title: 'Firing alerts',
    width: 24,
    height: 8,
    rows: ['severity', 'alertstate', 'alertname', ...ABOUT, 'dashboard'],
    noValue: 'no alert fires',
    note: 'The name of an alert leads to its runbook, the last column to the dashboard with the evidence.',
    isOfAlerts: true,
    worstBy: [
      { column: headerOf('alertstate'), least: true },
      isCriticalFirst ? { column: severity, least: true } : severity,
      'Since',
    ],
    queries: [
      { of: alertsSince, legend: 'Since' },
      { of: alertsShown, legend: 'Alerts', hasNoColumn: true },
    ],
    ...more,
  };
}

/** Where each alert leads, by the dashboard: what the column of that name is mapped by. */
export const DASHBOARD_OF: readonly (readonly [string, string])[] = [
  ...alerts.map(({ name, dashboard }) => [name, dashboard] as const),
  [budgetBurn.name, 'arks-slo'],
];
