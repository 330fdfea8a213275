import { ruleGroups } from '@arks-monitoring/simulator/operator/rule-groups.js';
import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';
import type { Environment } from '../../../src/config/environment.js';
import { durationSeconds } from '../../../src/lib/duration.js';
import { planOf } from '../../../src/plan/plan.js';
import { recordsOf } from '../queries/raw-form.js';
import { withFleet } from '../rules/with-fleet.js';
import { type DashboardCost, dashboardCost } from './cost.js';
import { loadedBy } from './loaded.js';
import { dashboardsTable } from './table.js';

const SIZES = [100, 1_000];

/** Opens every dashboard over fleets of these numbers of replicas, and prints the samples that are read for it. */
export async function benchDashboards(words: readonly string[]): Promise<void> {
  await withFleet(words.length === 0 ? SIZES : words.map(Number), async ({ prometheus, environment, replicas }) => {
    const costs = await costsOf(prometheus, environment);
    console.log(`${replicas} replicas\n\n${dashboardsTable(costs)}\n`);
  });
}

async function costsOf(prometheus: PrometheusServer, environment: Environment): Promise<readonly DashboardCost[]> {
  const records = recordsOf(ruleGroups(environment));
  const seconds = durationSeconds(environment.scrape.interval);
  const costs: DashboardCost[] = [];
  for (const dashboard of planOf(environment).drawn) {
    console.error(`opening ${dashboard.uid}`);
    costs.push(await dashboardCost(prometheus, dashboard.uid, loadedBy(dashboard, records, seconds)));
  }
  return costs;
}
