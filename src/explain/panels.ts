import type { Dashboard, DataPanel, Panel } from '../dashboards/dashboard.js';
import { dashboards } from '../dashboards/index.js';
import { rowsOf } from '../dashboards/rows.js';
import { queryOf } from '../documented/series.js';
import type { Plan } from '../plan/plan.js';
import { limitLine } from '../rules/limit-line.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Measurement, PanelExplanation, PanelPlace } from './explanation.js';
import { type Known, limitsOf, runbookOf } from './known.js';
import { type Sources, together } from './sources.js';

/** A panel with where it is. */
export interface NamedPanel extends PanelPlace {
  readonly answers: string;
  readonly panel: Panel;
}

/** The same with what it reads. */
export interface PlacedPanel extends NamedPanel, Sources {}

/** Every panel of a plan, in the order of the dashboards; of those dashboards alone where some are named. */
export function namedPanels({ drawing }: Plan, of: readonly Dashboard[] = dashboards): readonly NamedPanel[] {
  return of.flatMap((dashboard) => {
    const all = rowsOf(dashboard, drawing).flatMap(({ title: row, answers, panels }) =>
      panels.map((panel) => ({ dashboard: dashboard.uid, row, answers, title: panel.title, panel })),
    );
    return all.map((one) => {
      const within = all.filter(({ title }) => title === one.title).length > 1 ? [one.row] : [];
      return { ...one, name: [one.dashboard, ...within, one.title].join('/') };
    });
  });
}

/** Every panel of a plan with what it reads, in the order of the dashboards. */
export function placedPanels(plan: Plan, sources: (expression: string) => Sources): readonly PlacedPanel[] {
  return namedPanels(plan).map((one) => ({
    ...one,
    ...together(signalsOf(one.panel).map((signal) => sources(queryOf(signal, plan)))),
  }));
}

/** What there is to say of a panel. */
export function panelExplanation(placed: PlacedPanel, { plan, alerts }: Known): PanelExplanation {
  const { name, dashboard, row, answers, panel, records, metrics } = placed;
  const own = { kind: 'panel', name, says: answers, dashboard, row, records, metrics } as const;
  if (panel.kind === 'text') return { ...own, note: panel.markdown, measurements: [], limits: [], runbooks: [] };
  const { alert, explains, note } = panel;
  const line = alert === undefined ? undefined : limitLine(alert, plan.environment, plan.scraped);
  const about = alerts.filter(({ name: one }) => one === alert?.name || one === explains?.name);
  const drawn = line === undefined ? [] : about.filter(({ name: one }) => one === alert?.name);
  return {
    ...own,
    ...(note === undefined ? {} : { note }),
    withoutData: panel.noValue,
    measurements: signalsOf(panel).map((signal) => measurement(signal, plan)),
    ...(alert === undefined || line === undefined ? {} : { limitOf: alert.name }),
    limits: drawn.flatMap((one) => limitsOf(one, plan)),
    ...(explains === undefined ? {} : { explains: explains.name }),
    runbooks: about.map(runbookOf),
  };
}

/** A signal as it is explained. */
export function measurement(signal: Signal, plan: Plan): Measurement {
  const { title, unit, description } = signal;
  return { title, unit, says: description, query: queryOf(signal, plan) };
}

/** Where panels are, without what they show. */
export function placesOf(panels: readonly PlacedPanel[]): readonly PanelPlace[] {
  return panels.map(({ name, dashboard, row, title }) => ({ name, dashboard, row, title }));
}

/** Whether a panel shows what an alert judges, or helps to explain it. */
export function isAbout({ panel }: PlacedPanel, alert: string): boolean {
  return panel.kind !== 'text' && (panel.alert?.name === alert || panel.explains?.name === alert);
}

function signalsOf(panel: Panel): readonly Signal[] {
  return panel.kind === 'text' ? [] : signalsAsked(panel);
}

function signalsAsked({ queries }: DataPanel): readonly Signal[] {
  return [...new Set(queries.map(({ of }) => of))];
}
