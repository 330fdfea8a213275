import { describe, expect, test } from 'vitest';
import { RUNTIMES } from '../../src/config/runtimes.js';
import { SURFACES } from '../../src/config/surfaces.js';
import { planOf } from '../../src/plan/plan.js';
import { limitedTargets } from '../../src/rules/alert-context.js';
import { forecastOf } from '../../src/scraping/forecast.js';
import { sampleBudgetOf, sampleLimitOf } from '../../src/scraping/sample-limits.js';
import { surfaces } from '../../src/scraping/surfaces/index.js';
import { environmentOf } from '../support/environment.js';
import { monitorsOf } from '../support/monitors.js';

/** The most that any target of a surface is predicted to keep with this sizing. */
function mostKept(surface: (typeof SURFACES)[number], settings: object): number {
  return Math.max(...forecastOf(surface, environmentOf(settings)).map(({ kept }) => kept));
}

/** What real replicas are though sizing says one: engines of one machine, of two, ranks of two, many workers. */
const LARGE = [
  ['runtime', 'vllm', 'eight engines behind one API server', { enginesPerReplica: 8 }],
  ['runtime', 'vllm', 'sixteen engines behind one API server', { enginesPerReplica: 16 }],
  ['runtime', 'sglang', 'sixteen ranks that report', { ranksPerReplica: 16 }],
  ['disaggregated', 'sglang', 'sixteen ranks that report', { ranksPerReplica: 16 }],
  ['router', 'sglang', 'sixty-four workers behind one router', { workersPerRouter: 64 }],
] as const;

describe('a replica that is larger than sizing says is scraped', () => {
  test.each(LARGE)('on the surface %s of %s: %s', (surface, runtime, _, sizing) => {
    const small = environmentOf({ runtimes: [runtime] });
    expect(mostKept(surface, { runtimes: [runtime], sizing })).toBeLessThanOrEqual(sampleLimitOf(small, surface));
  });

  test('and is told before it is not: eight engines fill less than the alert asks for, sixteen more', () => {
    const runtimes = ['vllm'];
    const environment = environmentOf({ runtimes });
    const { thresholds } = environment.alerts;
    const filled = (enginesPerReplica: number) =>
      mostKept('runtime', { runtimes, sizing: { enginesPerReplica } }) / sampleLimitOf(environment, 'runtime');
    expect(filled(8)).toBeLessThan(thresholds.sampleLimitRatio);
    expect(filled(16)).toBeGreaterThan(thresholds.sampleLimitRatio);
  });
});

test('a limit is near to what is predicted: a flood of one pod is bounded by it', () => {
  const environment = environmentOf({
    runtimes: [...RUNTIMES],
    surfaces: { unmanagedRuntime: { selector: { engine: 'own' } } },
  });
  const limits = SURFACES.map((surface) => [surface, sampleLimitOf(environment, surface)]);
  expect(Object.fromEntries(limits)).toEqual({
    runtime: 3_500,
    unmanagedRuntime: 1_000,
    disaggregated: 2_800,
    router: 1_000,
    gateway: 60_000,
    envoy: 60_000,
    operator: 1_000,
    customResources: 60_000,
  });
});

test('a limit follows sizing, and what is kept beside', () => {
  const budgets = { surfaces: { gateway: { seriesBudget: 60_000 }, runtime: { seriesBudget: 9_000 } } };
  const large = environmentOf({ ...budgets, sizing: { users: 317, enginesPerReplica: 24 } });
  const ofGateway = mostKept('gateway', { ...budgets, sizing: { users: 317 } });
  expect(sampleLimitOf(large, 'gateway')).toBeGreaterThanOrEqual(Math.max(60_000, 2 * ofGateway));
  const ofRuntime = mostKept('runtime', { ...budgets, sizing: { enginesPerReplica: 24 } });
  expect(sampleLimitOf(large, 'runtime')).toBeGreaterThanOrEqual(Math.max(9_000, 2 * ofRuntime));
  const wide = { scrape: { keep: ['vllm:iteration_tokens_total'] }, runtimes: ['vllm'] };
  expect(sampleLimitOf(environmentOf(wide), 'runtime')).toBeGreaterThan(
    sampleLimitOf(environmentOf({ runtimes: ['vllm'] }), 'runtime'),
  );
});

test('what passes the budget at synth passes a scrape, and a limit of the user is his own', () => {
  const surfaces = { router: { seriesBudget: 7_003 }, envoy: { seriesBudget: 1_009, sampleLimit: 1_013 } };
  const environment = environmentOf({ surfaces });
  expect([sampleLimitOf(environment, 'router'), sampleLimitOf(environment, 'envoy')]).toEqual([7_003, 1_013]);
});

test('monitor and alert have one limit', () => {
  const environment = environmentOf({ sizing: { maxModelLength: 1_000_003 } });
  const written = monitorsOf(environment).map(({ spec }) => spec.sampleLimit);
  const judged = limitedTargets(planOf(environment).scraped).map(({ sampleLimit }) => sampleLimit);
  expect(written.sort()).toEqual(judged.sort());
});

/** What a sample of a custom resource takes on a page, rather more than less. */
const BYTES_OF_A_SAMPLE = 200;

test('what tenants share is told at its budget, refused far above it, and before its page is too large to be told from silence', () => {
  const environment = environmentOf({});
  const shared = SURFACES.filter((surface) => surfaces[surface].shared === true);
  expect(shared).toEqual(['gateway', 'envoy', 'customResources']);
  for (const surface of shared) {
    const limit = sampleLimitOf(environment, surface);
    expect(sampleBudgetOf(environment, surface)).toBe(environment.surfaces[surface].seriesBudget);
    expect(limit).toBeGreaterThanOrEqual(3 * sampleBudgetOf(environment, surface));
    expect(limit * BYTES_OF_A_SAMPLE).toBeLessThan(Number.parseInt(environment.scrape.bodySizeLimit, 10) * 1_000_000);
  }
});

test('a limit of the user moves what is refused and not what is told', () => {
  const environment = environmentOf({ surfaces: { gateway: { seriesBudget: 7_001, sampleLimit: 90_007 } } });
  expect(sampleBudgetOf(environment, 'gateway')).toBe(7_001);
  expect(sampleLimitOf(environment, 'gateway')).toBe(90_007);
});

test('a replica and the operator have one number for both', () => {
  const environment = environmentOf({
    runtimes: [...RUNTIMES],
    surfaces: { unmanagedRuntime: { selector: { engine: 'own' } } },
  });
  for (const surface of ['runtime', 'disaggregated', 'router', 'operator'] as const)
    expect(sampleBudgetOf(environment, surface)).toBe(sampleLimitOf(environment, surface));
});
