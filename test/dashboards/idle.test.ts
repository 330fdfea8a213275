import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import { quietDays } from '@arks-monitoring/simulator/faults/quiet.js';
import { playScenario } from '@arks-monitoring/simulator/scenarios/scenario.js';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { planOf } from '../../src/plan/plan.js';
import { recordingGroups } from '../../src/rules/recording.js';
import { levelsOf } from '../../tools/proofs/truth/levels.js';
import { type RecordedHistory, recordHistory } from '../../tools/proofs/truth/recorded-history.js';
import { type Asked, askedBy, inPrometheus } from './asked.js';

const STEP_SECONDS = 30;
const PLAYED_MINUTES = 12;

describe('the dashboards over a fleet that nobody asks for anything', () => {
  let history: RecordedHistory;
  let asked: readonly Asked[];
  const values = async ({ query }: Asked) => {
    const series = await history.ask(inPrometheus(query, {}, PLAYED_MINUTES * 60));
    return series.flatMap((one) => one.values).map(([, value]) => value);
  };

  beforeAll(async () => {
    const interval = `${STEP_SECONDS}s`;
    const environment = simulatedEnvironment({ scrape: { interval }, rules: { interval, detailInterval: interval } });
    const fault = quietDays.find(({ name }) => name === 'idle-fleet');
    if (fault === undefined) throw new Error('there must be an idle fleet');
    const scenario = { name: fault.name, fleet: fault.fleet, minutes: PLAYED_MINUTES, events: [] };
    const { scrapes, fleet } = playScenario(scenario, environment, STEP_SECONDS);
    const levels = levelsOf(recordingGroups(environment));
    const { epochSeconds } = fleet;
    history = await recordHistory({ programs: inject('prometheus'), scrapes, epochSeconds, levels });
    asked = planOf(environment).drawn.flatMap(askedBy);
  });
  afterAll(async () => history.stop());

  test('nothing is shown that is no number', async () => {
    for (const one of asked) {
      expect(
        (await values(one)).filter((value) => !Number.isFinite(value)),
        one.where,
      ).toEqual([]);
    }
  });

  test('percentiles and shares of nothing are words, not 0', async () => {
    const guarded = asked.filter(({ query }) =>
      /histogram_quantile|hit:ratio|_error:ratio|ext_proc_failures:ratio/.test(query),
    );
    const shown: string[] = [];
    for (const one of guarded) if ((await values(one)).length > 0) shown.push(one.where);
    expect(guarded.length).toBeGreaterThan(40);
    // The operator does reconcile while nobody asks for anything.
    expect(shown).toEqual(['arks-control-plane: Reconcile time, p95']);
  });

  test('replicas are up all the same', async () => {
    const tile = asked.find(({ where }) => where === 'arks-overview: Replicas up');
    if (tile === undefined) throw new Error('there must be a tile for the replicas that are up');
    expect(Math.max(...(await values(tile)))).toBeGreaterThan(1);
  });
});
