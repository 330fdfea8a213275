import { seriesNames } from '../../../../src/promql/names.js';
import { recordingGroups } from '../../../../src/rules/recording.js';
import { subjects } from '../../../../src/signals/recorded/index.js';
import type { PrometheusPrograms } from '../../../prometheus/provide.js';
import { simulatedEnvironment } from '../../environment.js';
import { foundBy, judge, type Verdict } from './compare.js';
import { levelsOf } from './levels.js';
import { judgePercentiles, type PercentileVerdict } from './percentiles.js';
import { type Evidence, playMixed, STEP_SECONDS } from './play.js';
import { type RecordedHistory, recordHistory } from './recorded-history.js';
import type { Moment, Row } from './row.js';
import { controlPlaneRows } from './rows/control-plane.js';
import { disaggregatedRows } from './rows/disaggregated.js';
import { engineRows } from './rows/engines.js';
import { gatewayRows } from './rows/gateway.js';
import { settledSteps } from './settled.js';

/** Every row about a record. */
export const recordRows: readonly Row[] = [...engineRows, ...disaggregatedRows, ...gatewayRows, ...controlPlaneRows];

/** Scrapes in five minutes, which a rate looks back over. */
const WINDOW_STEPS = 300 / STEP_SECONDS;
const EVERY_STEPS = 5;
const recorded = new Map(subjects.flatMap((subject) => subject.recorded.map((one) => [one.record as string, one])));

/** The table as it comes out, and where it comes from. */
export interface TruthTable {
  readonly records: readonly Verdict[];
  readonly percentiles: readonly PercentileVerdict[];
  readonly version: string;
}

/** Plays the mixed fleet, records it in a Prometheus and holds every row against what happened. */
export async function truthTable(programs: PrometheusPrograms): Promise<TruthTable> {
  const interval = `${STEP_SECONDS}s`;
  const environment = simulatedEnvironment({ scrape: { interval }, rules: { interval } });
  const evidence = playMixed(environment);
  const levels = levelsOf(recordingGroups(environment));
  const { scrapes, epochSeconds } = evidence;
  const history = await recordHistory({ programs, scrapes, epochSeconds, levels });
  try {
    const moments = momentsOf(evidence, history.version);
    const records = recordRows.map((row) => judgeRecord(row, { history, evidence, moments, levels: levels.flat() }));
    // Between them lie two and a half minutes, and the exact values of all windows together would take long to sort.
    const some = moments.filter(({ step }) => step % EVERY_STEPS === 0);
    const percentiles = await judgePercentiles(history, some, stepOf(evidence));
    return { records, percentiles, version: history.version };
  } finally {
    await history.stop();
  }
}

interface Judged {
  readonly history: RecordedHistory;
  readonly evidence: Evidence;
  readonly moments: readonly Moment[];
  readonly levels: readonly { readonly record: string; readonly expr: string }[];
}

function judgeRecord(row: Row, { history, evidence, moments, levels }: Judged): Verdict {
  const signal = recorded.get(row.name);
  if (signal === undefined) throw new Error(`${row.name} is no record`);
  const reads = readBy(row.name, levels);
  const settled = row.instant === true ? settledSteps(evidence, history, reads) : undefined;
  const found = foundBy(history.recorded(row.name), {
    by: [...signal.labels],
    ...(row.only === undefined ? {} : { only: row.only }),
    stepOf: stepOf(evidence),
  });
  return judge(
    row,
    moments.filter(({ step }) => settled?.has(step) ?? true),
    found,
  );
}

/** Every series that a record rests on, however far down. */
function readBy(record: string, levels: Judged['levels']): readonly string[] {
  const rules = levels.filter((rule) => rule.record === record);
  return rules.flatMap(({ expr }) => seriesNames(expr)).flatMap((name) => [name, ...readBy(name, levels)]);
}

const stepOf =
  ({ epochSeconds }: Evidence) =>
  (time: number) =>
    Math.round((time - epochSeconds) / STEP_SECONDS);

/** Every scrape with five minutes before it. From 3.0 on a range leaves out the sample at its very beginning. */
function momentsOf(evidence: Evidence, version: string): readonly Moment[] {
  const back = version.startsWith('2.') ? WINDOW_STEPS : WINDOW_STEPS - 1;
  const moment = (step: number): Moment => ({
    evidence,
    step,
    window: { first: step - back, last: step },
    before: moment,
  });
  return Array.from({ length: evidence.lastStep - WINDOW_STEPS + 1 }, (_, index) => moment(index + WINDOW_STEPS));
}
