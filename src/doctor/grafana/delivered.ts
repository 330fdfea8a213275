import type { Plan } from '../../plan/plan.js';
import { shownDashboard } from './answers.js';

/** A dashboard that an environment delivers: a board, or a runbook beside them. */
export interface DeliveredDashboard {
  readonly uid: string;
  readonly title: string;
  /** Classic JSON. */
  readonly json: string;
}

/** Everything that an environment delivers into Grafana, boards first. */
export function deliveredTo({ drawn, runbooks }: Pick<Plan, 'drawn' | 'runbooks'>): readonly DeliveredDashboard[] {
  return [
    ...drawn.map(({ uid, title, json }) => ({ uid, title, json })),
    ...runbooks.map(({ uid, json }) => ({ uid, title: shownDashboard(JSON.parse(json)).title, json })),
  ];
}
