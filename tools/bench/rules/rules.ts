import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { durationSeconds } from '../../../src/config/duration.js';
import type { Environment } from '../../../src/config/environment.js';
import { loadEnvironments } from '../../../src/config/load.js';
import { knownNames } from '../../../src/rules/known-names.js';
import { providePrometheus } from '../../prometheus/provide.js';
import { versions } from '../versions.js';
import { measureRules, processorSecondsPerInterval } from './rule-cost.js';
import { startBench } from './start.js';
import { dearestRules, type FleetCost, groupsTable, sizesTable } from './tables.js';

const SIZES = [10, 100, 1_000];
/** So few that the smallest fleet worth measuring, of 10, has an application of each runtime. */
const REPLICAS_PER_APPLICATION = 5;
/** A rate over five minutes must be full before its cost is the usual one. */
const WARM_UP_MINUTES = 6;
/** Of a small fleet rules are evaluated more often, so that their time stands out from that of scrapes. */
const REPLICAS_MEASURED = 1_000;
/** So many that rules that are evaluated less often come as often as in production. */
const ROUNDS = 2;
const EXPOSITIONS = join(import.meta.dirname, '../../../test/fixtures/expositions');

const exposition = (file: string) => readFileSync(join(EXPOSITIONS, file), 'utf8');

/** Measures every rule at each of these numbers of replicas, and prints what they cost. */
export async function benchRules(words: readonly string[]): Promise<void> {
  const sizes = words.length === 0 ? SIZES : words.map(Number);
  const wrong = sizes.filter((size) => !Number.isInteger(size / REPLICAS_PER_APPLICATION) || size <= 0);
  if (wrong.length > 0) {
    throw new Error(`numbers of replicas must be multiples of ${REPLICAS_PER_APPLICATION}, got ${wrong.join(', ')}`);
  }
  const environment = loadEnvironments('environments', knownNames).find(({ name }) => name === 'quickstart');
  if (environment === undefined) throw new Error('there is no environment quickstart to measure');
  const { prometheus } = providePrometheus();
  const costs: FleetCost[] = [];
  for (const replicas of sizes) {
    const cost = await costOfFleet(prometheus, environment, replicas);
    console.log(`${groupsTable(cost)}\n\n${dearestRules(cost)}\n`);
    costs.push(cost);
  }
  console.log([versions(prometheus), sizesTable(costs)].join('\n\n'));
}

async function costOfFleet(program: string, environment: Environment, replicas: number): Promise<FleetCost> {
  const bench = await startBench(program, environment, {
    shape: { replicas, replicasPerApplication: REPLICAS_PER_APPLICATION, kinds: ['vllm', 'sglang'] },
    expositions: { vllm: exposition('vllm-v1.txt'), sglang: exposition('sglang-new.txt') },
  });
  try {
    let cpuSeconds = 0;
    for (let minute = WARM_UP_MINUTES; minute > 0; minute -= 1) {
      console.error(`scraping ${replicas} replicas, ${minute} minutes to go`);
      cpuSeconds = await bench.prometheus.cpuSeconds();
      await sleep(60_000);
    }
    const cores = ((await bench.prometheus.cpuSeconds()) - cpuSeconds) / 60;
    const [scrapes] = await bench.prometheus.query('sum(count_over_time(up[5m]))');
    const groups = await measureRules(bench.prometheus);
    const rounds = ROUNDS * Math.max(1, Math.round(REPLICAS_MEASURED / replicas));
    console.error(`evaluating rules for ${rounds} intervals`);
    return {
      replicas,
      applications: replicas / REPLICAS_PER_APPLICATION,
      cores,
      scrapesPerReplica: (scrapes?.value ?? 0) / replicas,
      groups,
      processorSeconds: await processorSecondsPerInterval(
        bench.prometheus,
        durationSeconds(environment.rules.interval),
        rounds,
        cores,
      ),
    };
  } finally {
    await bench.stop();
  }
}
