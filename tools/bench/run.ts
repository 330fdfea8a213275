import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadEnvironments } from '../../src/config/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { providePrometheus } from '../prometheus/provide.js';
import { costTable, measureRules } from './rule-cost.js';
import { startBench } from './start.js';

const REPLICAS = Number(process.argv[2] ?? 1_000);
const REPLICAS_PER_APPLICATION = 20;
/** A rate over five minutes must be full before its cost is the usual one. */
const WARM_UP_MINUTES = 6;
const EXPOSITIONS = join(import.meta.dirname, '../../test/fixtures/expositions');

const exposition = (file: string) => readFileSync(join(EXPOSITIONS, file), 'utf8');

async function main(): Promise<void> {
  const environment = loadEnvironments('environments', knownNames).find(({ name }) => name === 'quickstart');
  if (environment === undefined) throw new Error('there is no environment quickstart to measure');
  const bench = await startBench(providePrometheus().prometheus, environment, {
    shape: { replicas: REPLICAS, replicasPerApplication: REPLICAS_PER_APPLICATION, kinds: ['vllm', 'sglang'] },
    expositions: { vllm: exposition('vllm-v1.txt'), sglang: exposition('sglang-new.txt') },
  });
  try {
    for (let minute = WARM_UP_MINUTES; minute > 0; minute -= 1) {
      console.error(`scraping ${REPLICAS} replicas, ${minute} minutes to go`);
      await sleep(60_000);
    }
    console.log(costTable(await measureRules(bench.prometheus), REPLICAS, REPLICAS / REPLICAS_PER_APPLICATION));
  } finally {
    await bench.stop();
  }
}

await main();
