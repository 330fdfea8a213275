import { durationSeconds } from '../../../src/lib/duration.js';
import { measureRules, processorSecondsPerInterval } from './rule-cost.js';
import { dearestRules, type FleetCost, groupsTable, sizesTable } from './tables.js';
import { REPLICAS_PER_APPLICATION, type WarmFleet, withFleet } from './with-fleet.js';

const SIZES = [10, 100, 1_000];
/** Of a small fleet rules are evaluated more often, so that their time stands out from that of scrapes. */
const REPLICAS_MEASURED = 1_000;
/** So many that rules that are evaluated less often come as often as in production. */
const ROUNDS = 2;

/** Measures every rule at each of these numbers of replicas, and prints what they cost. */
export async function benchRules(words: readonly string[]): Promise<void> {
  const costs: FleetCost[] = [];
  await withFleet(words.length === 0 ? SIZES : words.map(Number), async (fleet) => {
    const cost = await costOfFleet(fleet);
    console.log(`${groupsTable(cost)}\n\n${dearestRules(cost)}\n`);
    costs.push(cost);
  });
  console.log(sizesTable(costs));
}

async function costOfFleet({ prometheus, environment, replicas, cores }: WarmFleet): Promise<FleetCost> {
  const [scrapes] = await prometheus.query('sum(count_over_time(up[5m]))');
  const groups = await measureRules(prometheus);
  const rounds = ROUNDS * Math.max(1, Math.round(REPLICAS_MEASURED / replicas));
  console.error(`evaluating rules for ${rounds} intervals`);
  const interval = durationSeconds(environment.rules.interval);
  return {
    replicas,
    applications: replicas / REPLICAS_PER_APPLICATION,
    cores,
    scrapesPerReplica: (scrapes?.value ?? 0) / replicas,
    groups,
    processorSeconds: await processorSecondsPerInterval(prometheus, interval, rounds, cores),
  };
}
