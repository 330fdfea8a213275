import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';
import type { Environment } from '../../../src/config/environment.js';
import { loadEnvironments } from '../../../src/files/load.js';
import { knownNames } from '../../../src/rules/known-names.js';
import { versions } from '../versions.js';
import { startBench } from './start.js';

/** So few that the smallest fleet worth measuring, of 10, has an application of each runtime. */
export const REPLICAS_PER_APPLICATION = 5;
/** A rate over five minutes must be full before its cost is the usual one. */
const WARM_UP_MINUTES = 6;
const EXPOSITIONS = join(import.meta.dirname, '../../../test/fixtures/expositions');

/** A fleet that has been scraped, and its rules evaluated, long enough. */
export interface WarmFleet {
  readonly prometheus: PrometheusServer;
  readonly environment: Environment;
  readonly replicas: number;
  /** Processor time over time in the last minute, scrapes included. */
  readonly cores: number;
}

const exposition = (file: string) => readFileSync(join(EXPOSITIONS, file), 'utf8');

/**
 * Starts a fleet of each of these numbers of replicas, one after the other, and measures it once it is warm; prints with
 * which Prometheus. Throws where a number makes no whole applications.
 */
export async function withFleet(sizes: readonly number[], measure: (fleet: WarmFleet) => Promise<void>): Promise<void> {
  const wrong = sizes.filter((size) => !Number.isInteger(size / REPLICAS_PER_APPLICATION) || size <= 0);
  if (wrong.length > 0) {
    throw new Error(`numbers of replicas must be multiples of ${REPLICAS_PER_APPLICATION}, got ${wrong.join(', ')}`);
  }
  const environment = loadEnvironments('environments', knownNames).find(({ name }) => name === 'quickstart');
  if (environment === undefined) throw new Error('there is no environment quickstart to measure');
  const program = providePrometheus().prometheus;
  console.log(`${versions(program)}\n`);
  for (const replicas of sizes) {
    const { prometheus, stop } = await startBench(program, environment, {
      shape: { replicas, replicasPerApplication: REPLICAS_PER_APPLICATION, kinds: ['vllm', 'sglang'] },
      expositions: { vllm: exposition('vllm-v1.txt'), sglang: exposition('sglang-new.txt') },
    });
    try {
      await measure({ prometheus, environment, replicas, cores: await warmedUp(prometheus, replicas) });
    } finally {
      await stop();
    }
  }
}

/** Waits until windows are full; the cores used in the last minute of it. */
async function warmedUp(prometheus: PrometheusServer, replicas: number): Promise<number> {
  let before = 0;
  for (let minute = WARM_UP_MINUTES; minute > 0; minute -= 1) {
    console.error(`scraping ${replicas} replicas, ${minute} minutes to go`);
    before = await prometheus.cpuSeconds();
    await sleep(60_000);
  }
  return ((await prometheus.cpuSeconds()) - before) / 60;
}
