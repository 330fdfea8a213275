import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import { ruleGroups } from '@arks-monitoring/simulator/operator/rule-groups.js';
import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import type { Range } from '@arks-monitoring/simulator/prometheus/server.js';
import { playScenario } from '@arks-monitoring/simulator/scenarios/scenario.js';
import { SECONDS_PER_HOUR } from '../../../src/lib/duration.js';
import { subjects } from '../../../src/signals/records.js';
import { median } from '../median.js';
import { versions } from '../versions.js';
import { checkRecord } from './check-record.js';
import { type QueryCost, queryCost } from './query-cost.js';
import { rawForm, recordsOf } from './raw-form.js';
import { type RecordedDay, recordDay } from './recorded-day.js';
import { smallFleet } from './small-fleet.js';
import { type Asked, type Form, queriesTable } from './table.js';

const HOURS = [1, 6, 24];
const LONGEST_HOURS = 24;
const RUNS = 3;
const MINUTES_PER_HOUR = 60;
/** As many as a wide panel of Grafana asks for. */
const MOST_POINTS = 1_000;

/** Asks for every recorded signal as it is recorded and of raw series, over several ranges, and prints what either costs. */
export async function benchQueries(): Promise<void> {
  const environment = simulatedEnvironment();
  const records = recordsOf(ruleGroups(environment));
  console.error(`playing ${LONGEST_HOURS} hours`);
  const { scrapes, fleet } = playScenario(
    { name: 'a day', fleet: smallFleet, minutes: LONGEST_HOURS * MINUTES_PER_HOUR, events: [] },
    environment,
  );
  const names = subjects
    .flatMap(({ recorded }) => recorded.map(({ record }) => record))
    .filter((name) => records.has(name));
  const rawForms = new Map(names.map((name) => [name, rawForm(name, records, scrapes.stepSeconds)]));
  console.error(`recording ${rawForms.size} signals of ${scrapes.series().length} series`);
  const programs = providePrometheus();
  const day = await recordDay({
    programs,
    scrapes,
    epochSeconds: fleet.epochSeconds,
    rawForms,
  });
  try {
    const last = lastHours(1, day.range);
    for (const name of names) await checkRecord(day.prometheus, records.get(name) ?? [], last);
    const asked: Asked[] = [];
    for (const hours of HOURS) asked.push(...(await askedOver(hours, day, rawForms)));
    console.log([versions(programs.prometheus), queriesTable(asked)].join('\n\n'));
  } finally {
    await day.stop();
  }
}

async function askedOver(
  hours: number,
  { prometheus, range }: RecordedDay,
  rawForms: ReadonlyMap<string, string>,
): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (const [name, expression] of rawForms) {
    const runs: { readonly recorded: QueryCost; readonly raw: QueryCost }[] = [];
    // In turn, so that whatever else the machine does falls on both alike.
    for (let run = 0; run < RUNS; run += 1) {
      const over = lastHours(hours, range);
      runs.push({
        recorded: await queryCost(prometheus, name, over),
        raw: await queryCost(prometheus, expression, over),
      });
    }
    asked.push({
      name,
      hours,
      recorded: middle(runs.map(({ recorded }) => recorded)),
      raw: middle(runs.map(({ raw }) => raw)),
    });
  }
  return asked;
}

/** The last so many hours of a range, at the steps that Grafana would take: no finer than scrapes are. */
function lastHours(hours: number, { start, end, step }: Range): Range {
  const seconds = hours * SECONDS_PER_HOUR;
  const steps = Math.ceil(seconds / MOST_POINTS / step);
  return { start: Math.max(start, end - seconds), end, step: steps * step };
}

/** Samples are the same each time; seconds are not. */
function middle(runs: readonly QueryCost[]): Form {
  const most = (of: (cost: QueryCost) => number) => Math.max(...runs.map(of));
  return {
    values: most(({ values }) => values),
    samples: most((cost) => cost.samples),
    peakSamples: most((cost) => cost.peakSamples),
    seconds: median(runs.map(({ seconds }) => seconds)),
  };
}
