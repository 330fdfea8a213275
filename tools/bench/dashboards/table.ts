import { type Column, table } from '../markdown.js';
import type { DashboardCost } from './cost.js';

const number = true as const;
const COLUMNS: readonly Column<DashboardCost>[] = [
  { title: 'dashboard', cell: ({ uid }) => uid },
  { title: 'queries', cell: ({ queries }) => String(queries), number },
  { title: 'samples, as it is', cell: ({ recorded }) => String(recorded), number },
  { title: 'samples, raw series alone', cell: ({ raw }) => String(raw), number },
  {
    title: 'raw / as it is',
    cell: ({ recorded, raw }) => (recorded === 0 ? '' : (raw / recorded).toFixed(1)),
    number,
  },
];

/** A Markdown table of what dashboards cost to open over one fleet, the dearest first. */
export function dashboardsTable(costs: readonly DashboardCost[]): string {
  return table(
    COLUMNS,
    costs.toSorted((a, b) => b.recorded - a.recorded),
  );
}
