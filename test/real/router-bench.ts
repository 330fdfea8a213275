import { setTimeout as sleep } from 'node:timers/promises';
import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';
import { expect } from 'vitest';
import type { Environment } from '../../src/config/environment.js';
import { predictedSeries } from '../../src/metrics/prediction.js';
import { keptMetrics } from '../../src/signals/kept-metrics.js';
import { type Reality, tell } from '../../tools/real/reality.js';
import type { Ended } from '../../tools/real/routers/client.js';
import { ROUTERS } from '../../tools/real/routers/versions.js';
import { environmentOf } from '../support/environment.js';

/** Fifteen minutes are 45 s, and the window of rates 15 s. */
export const SPEED = 20;
export const WINDOW_MILLISECONDS = 15_000;
/** Scrapes and rules have a second each, on a machine that has others to serve; what counts wrongly is off by more. */
const NEAR = 0.15;
const SETTLE_MILLISECONDS = 3_000;

/** Routers, oldest first, by the generation of the catalogue, under the name of the application that each stands before. */
export const CASES = [
  { name: 'first', router: ROUTERS['0.1.9'], generation: 'sgl_router-0.1' },
  { name: 'second', router: ROUTERS['0.2.4'], generation: 'sgl_router' },
  { name: 'third', router: ROUTERS['0.3.2'], generation: 'smg' },
  { name: 'fourth', router: ROUTERS.smg, generation: 'smg-1.13' },
] as const;
export type Case = (typeof CASES)[number];

/** Does the same with every router, side by side. */
export const ofEach = (what: (one: Case) => Promise<void>) => Promise.all(CASES.map(what));

/** An environment in which these many workers stand before each router. */
export function routerEnvironment(port: number, workers: number): Environment {
  return environmentOf({
    scrape: { interval: '1s', timeout: '1s' },
    surfaces: { router: { port } },
    sizing: { workersPerRouter: workers },
  });
}

/** What a client saw, and how long it took until no window of rates looks at it any more. */
export interface Played {
  readonly log: readonly Ended[];
  readonly seconds: number;
}

/** Sends requests and waits until every rate has seen all of them. */
export async function during(send: () => Promise<readonly Ended[]>): Promise<Played> {
  const begun = Date.now();
  const log = await send();
  await sleep(WINDOW_MILLISECONDS + SETTLE_MILLISECONDS);
  return { log, seconds: Math.round((Date.now() - begun) / 1_000) };
}

/** Results and questions of a run, an entry for each router. */
export function routerResults(prometheus: PrometheusServer, environment: Environment) {
  const results = new Map(CASES.map(({ name }) => [name, resultsOfOne()]));
  const of = ({ name }: Case) => results.get(name) ?? resultsOfOne();
  const value = async (query: string) => (await prometheus.query(query))[0]?.value;
  /** What a record of rates counted in that time, all of its series together. */
  const integral = async ({ name }: Case, record: string, { seconds }: Played): Promise<number> => {
    const own = `{application="${name}"`;
    const series = record.includes('{') ? record.replace('{', `${own},`) : `${record}${own}}`;
    return (await value(`sum(sum_over_time(${series}[${seconds}s:1s]))`)) ?? 0;
  };
  return {
    value,
    integral,
    held: (one: Case, sentence: string) => of(one).held.push(sentence),
    expectNear: async (one: Case, record: string, played: Played, happened: number) => {
      const recorded = await integral(one, record, played);
      of(one).records.push({ record, true: happened, recorded });
      const off = Math.abs(recorded - happened) / happened;
      expect(off, `${record} of ${one.name}: ${recorded} of ${happened}`).toBeLessThan(NEAR);
    },
    recordIs: async ({ name }: Case, record: string, expected: number | undefined) => {
      const series = `${record}{application="${name}"}`;
      await prometheus.until(`${series} to be ${expected}`, 60, async () => (await value(series)) === expected);
    },
    /** Holds that no more is kept than was predicted, and tells all. */
    tell: async (one: Case, program: string, ran: string) => {
      const metrics = keptMetrics(['sglangRouter'], []);
      const { sizing } = environment;
      const predicted = predictedSeries(metrics, { generation: one.generation, sizing, features: [] });
      const ofRouter = (name: string) => value(`${name}{application="${one.name}",role="router"}`);
      const kept = (await ofRouter('scrape_samples_post_metric_relabeling')) ?? 0;
      const shown = (await ofRouter('scrape_samples_scraped')) ?? 0;
      expect([one.name, kept > 0, kept > predicted]).toEqual([one.name, true, false]);
      const { package: name, version } = one.router;
      const series = [{ target: 'router', shown, kept, predicted }];
      tell({ ...of(one), series, program, version, from: `PyPI ${name}`, ran, notRun: NOT_RUN });
    },
  };
}

export type RouterResults = ReturnType<typeof routerResults>;

const NOT_RUN = [{ what: 'discovery of workers in Kubernetes', why: 'there is none here; workers were given by URL' }];

const resultsOfOne = (): { records: Reality['records']; held: Reality['held'] } => ({ records: [], held: [] });
