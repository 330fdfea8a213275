import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import { UNMANAGED_LABELS } from '@arks-monitoring/simulator/model/application/unified.js';
import type { PrometheusPrograms } from '@arks-monitoring/simulator/prometheus/provide.js';
import { type Ranges, rangesOf } from '@arks-monitoring/simulator/prometheus/ranges.js';
import { RUNTIMES } from '../../../src/config/runtimes.js';
import { planned, recordingOf } from '../../../src/documented/planned.js';
import { text } from '../../../src/promql/build.js';
import { seriesNames } from '../../../src/promql/names.js';
import type { Signal } from '../../../src/signals/vocabulary/signal.js';
import { ruleView } from '../../../src/signals/vocabulary/view.js';
import { uncompared } from './by-runtime.js';
import { foundBy, judge, type Verdict } from './compare.js';
import { recordRows, records, signalRows, signals } from './coverage.js';
import { levelsOf } from './levels.js';
import { judgePercentiles, type PercentileVerdict } from './percentiles.js';
import { type Evidence, playMixed, STEP_SECONDS } from './play.js';
import { type RecordedHistory, recordHistory } from './recorded-history.js';
import type { Moment, Row } from './row.js';
import { settledSteps } from './settled.js';

/** Scrapes in five minutes, which a rate looks back over. */
const WINDOW_STEPS = 300 / STEP_SECONDS;
/** Percentiles are looked at this often: the exact values of all windows together would take long to sort. */
const PERCENTILES_EVERY_STEPS = 5;

/** The table as it comes out, and where it comes from. */
export interface TruthTable {
  readonly evidence: Evidence;
  readonly records: readonly Verdict[];
  readonly signals: readonly Verdict[];
  readonly percentiles: readonly PercentileVerdict[];
  /** What a record reads of a runtime and was compared with nothing, though it has a row. */
  readonly uncompared: readonly string[];
  /** Of the Prometheus that evaluated it all. */
  readonly ranges: Ranges;
}

/** What a row is judged by. */
interface Bench {
  readonly evidence: Evidence;
  readonly history: RecordedHistory;
  readonly moments: readonly Moment[];
  readonly rules: readonly { readonly record: string; readonly expr: string }[];
}

/** Plays the mixed fleet, records it in a Prometheus and holds every row against what happened. */
export async function truthTable(programs: PrometheusPrograms): Promise<TruthTable> {
  const interval = `${STEP_SECONDS}s`;
  const environment = simulatedEnvironment({
    runtimes: RUNTIMES,
    surfaces: { unmanagedRuntime: { selector: UNMANAGED_LABELS } },
    scrape: { interval },
    rules: { interval, detailInterval: interval },
  });
  const evidence = playMixed(environment);
  const levels = levelsOf(recordingOf(planned(environment)));
  const { scrapes, epochSeconds } = evidence;
  const history = await recordHistory({ programs, scrapes, epochSeconds, levels });
  try {
    const ranges = rangesOf(programs.promtool);
    const bench = { evidence, history, moments: momentsOf(evidence, ranges), rules: levels.flat() };
    const some = bench.moments.filter(({ step }) => step % PERCENTILES_EVERY_STEPS === 0);
    const records = recordRows.map((row) => judgeRecord(row, bench));
    return {
      evidence,
      ranges,
      records,
      uncompared: uncompared(levels.flat(), records),
      signals: await Promise.all(signalRows.map((row) => judgeSignal(row, bench))),
      percentiles: await judgePercentiles(history, some, stepOf(evidence)),
    };
  } finally {
    await history.stop();
  }
}

function judgeRecord(row: Row, bench: Bench): Verdict {
  const { labels } = known(records.get(row.name), row);
  return held(row, bench, labels, readBy(row.name, bench), bench.history.recorded(row.name));
}

async function judgeSignal(row: Row, bench: Bench): Promise<Verdict> {
  const { labels, query } = known(signals.get(row.name), row);
  const expression = text(query(ruleView(bench.evidence.environment.cluster.label)));
  const reads = seriesNames(expression).flatMap((name) => [name, ...readBy(name, bench)]);
  return held(row, bench, labels, reads, await bench.history.ask(expression));
}

function held(
  row: Row,
  { evidence, history, moments }: Bench,
  labels: readonly string[],
  reads: readonly string[],
  answer: Parameters<typeof foundBy>[0],
): Verdict {
  const settled = row.instant === true ? settledSteps(evidence, history, reads) : undefined;
  const only = row.only === undefined ? {} : { only: row.only };
  const found = foundBy(answer, { by: row.by ?? labels, ...only, stepOf: stepOf(evidence) });
  const judged = moments.filter(({ step }) => settled?.has(step) ?? true);
  return judge(row, judged, found);
}

function known<Of extends Signal>(signal: Of | undefined, { name }: Row): Of {
  if (signal === undefined) throw new Error(`a row is about ${name}, which is neither record nor signal`);
  return signal;
}

/** Every series that a record rests on, however far down. */
function readBy(record: string, bench: Bench): readonly string[] {
  const rules = bench.rules.filter((rule) => rule.record === record);
  return rules.flatMap(({ expr }) => seriesNames(expr)).flatMap((name) => [name, ...readBy(name, bench)]);
}

const stepOf =
  ({ epochSeconds }: Evidence) =>
  (time: number) =>
    Math.round((time - epochSeconds) / STEP_SECONDS);

/** Every scrape with five minutes before it; a range that is left-open lacks the sample at its very beginning. */
function momentsOf(evidence: Evidence, ranges: Ranges): readonly Moment[] {
  const back = ranges === 'closed' ? WINDOW_STEPS : WINDOW_STEPS - 1;
  const moment = (step: number): Moment => ({
    evidence,
    step,
    window: { first: step - back, last: step, ahead: WINDOW_STEPS - back },
    before: moment,
  });
  return Array.from({ length: evidence.lastStep - WINDOW_STEPS + 1 }, (_, index) => moment(index + WINDOW_STEPS));
}
