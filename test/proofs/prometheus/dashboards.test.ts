import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Environment } from '../../../src/config/environment.js';
import { memoize } from '../../../src/lib/memoize.js';
import { planOf } from '../../../src/plan/plan.js';
import { objectivesOf } from '../../../src/rules/objectives/measured.js';
import { objectiveGroups } from '../../../src/rules/objectives/objective-rules.js';
import { recordingGroups } from '../../../src/rules/recording.js';
import { levelsOf } from '../../../tools/proofs/truth/levels.js';
import { type Evidence, playMixed, STEP_SECONDS } from '../../../tools/proofs/truth/play.js';
import { type RecordedHistory, recordHistory } from '../../../tools/proofs/truth/recorded-history.js';
import { type Asked, askedBy, type Choice, inPrometheus, variablesOf } from '../../dashboards/asked.js';
import { EMPTY } from '../../dashboards/empty.js';

const ALL: Choice = {};

describe('the dashboards over the mixed fleet in a real Prometheus', () => {
  let environment: Environment;
  let evidence: Evidence;
  let history: RecordedHistory;
  let asked: readonly Asked[];
  /** What a panel's query answers while its variables choose something. */
  const answer = (query: string, choice: Choice) =>
    answered(inPrometheus(query, choice, evidence.lastStep * STEP_SECONDS));
  /** Tests ask much of the same, and the past answers it the same. */
  const answered = memoize((query: string) => history.ask(query));

  beforeAll(async () => {
    const interval = `${STEP_SECONDS}s`;
    environment = simulatedEnvironment({
      scrape: { interval },
      rules: { interval, detailInterval: interval },
      surfaces: { customResources: { tokenLimits: true } },
      slos: [
        { name: 'gateway-availability', indicator: 'gatewayAvailability', objectivePercent: 99.9 },
        // Of every application, and so strict that some of them spend a budget.
        { name: 'first-token', indicator: 'firstToken', thresholdSeconds: 0.1, objectivePercent: 50 },
      ],
    });
    evidence = playMixed(environment);
    const { scrapes, epochSeconds } = evidence;
    const objectives = objectivesOf(environment).flatMap((objective) => objectiveGroups(objective, environment));
    const levels = levelsOf([...recordingGroups(environment), ...objectives]);
    history = await recordHistory({ programs: inject('prometheus'), scrapes, epochSeconds, levels });
    asked = planOf(environment).drawn.flatMap(askedBy);
  });
  afterAll(async () => history.stop());

  test('there are eight dashboards with something to ask', () => {
    expect(new Set(asked.map(({ uid }) => uid)).size).toBe(8);
    expect(asked.length).toBeGreaterThan(150);
  });

  test('every query answers with numbers, or is known to be empty here for a reason', async () => {
    const wrong: string[] = [];
    const empty = new Set<string>();
    for (const { where, query } of asked) {
      const series = await answer(query, ALL);
      const values = series.flatMap((one) => one.values).map(([, value]) => value);
      if (values.some((value) => !Number.isFinite(value))) wrong.push(`${where} shows what is no number`);
      if (values.length === 0) empty.add(where.replace(/^.*: (?=annotation )/, ''));
    }
    expect(wrong).toEqual([]);
    expect([...empty].sort()).toEqual(Object.keys(EMPTY).sort());
  });

  test('every query bears a single value of each variable', async () => {
    const choice = await single();
    for (const { where, query } of asked) {
      const series = await answer(query, choice);
      const values = series.flatMap((one) => one.values).map(([, value]) => value);
      expect(
        values.filter((value) => !Number.isFinite(value)),
        where,
      ).toEqual([]);
    }
  });

  test('of each variable there is a value that every query which is not empty answers, too', async () => {
    const values = await choices();
    const silent: string[] = [];
    for (const { where, query } of asked) {
      if ((await answer(query, ALL)).length === 0) continue;
      const names = new Set([...query.matchAll(/\$(\w+)/g)].map(([, name = '']) => name));
      for (const name of names) {
        if (name.startsWith('__')) continue;
        let told = false;
        for (const value of values[name] ?? []) {
          told = (await answer(query, { [name]: value })).length > 0;
          if (told) break;
        }
        if (!told) silent.push(`${where} by ${name}`);
      }
    }
    expect(silent).toEqual([]);
  });

  test('every variable has values to choose from', async () => {
    const choice = await single();
    const names = new Set(
      planOf(environment)
        .drawn.flatMap(variablesOf)
        .map(({ name }) => name),
    );
    expect([...names].filter((name) => choice[name] === undefined)).toEqual([]);
  });

  test('the requests of an application are those that really ended', async () => {
    const tile = asked.find(({ where }) => where === 'arks-runtime: Requests finished in this time');
    const ended = evidence.log.filter(
      ({ application, finishedAt, generatedTokens }) =>
        application === 'talk' && finishedAt !== undefined && generatedTokens > 0,
    );
    const series = await answer(tile?.query ?? '', { application: 'talk' });
    const shown = series.reduce((sum, { values }) => sum + (values.at(-1)?.[1] ?? 0), 0);
    expect(ended.length).toBeGreaterThan(400);
    expect(shown / ended.length).toBeGreaterThan(0.9);
    expect(shown / ended.length).toBeLessThan(1.1);
  });

  /** The values of each variable. */
  async function choices(): Promise<Readonly<Record<string, readonly string[]>>> {
    const found: Record<string, readonly string[]> = {};
    for (const { name, series, label } of planOf(environment).drawn.flatMap(variablesOf)) {
      const values = (await answer(series, ALL)).flatMap(({ metric }) => metric[label] ?? []);
      if (values.length > 0) found[name] = [...new Set(values)].sort();
    }
    return found;
  }

  /** A value of each variable that has one. */
  async function single(): Promise<Choice> {
    return Object.fromEntries(
      Object.entries(await choices()).flatMap(([name, [first]]) => (first === undefined ? [] : [[name, first]])),
    );
  }
});
