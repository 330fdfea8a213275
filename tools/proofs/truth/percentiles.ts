import { histogramQuantile, ofAnyLabels, text } from '../../../src/promql/build.js';
import { gatewayLatency } from '../../../src/signals/gateway/gateway.js';
import * as latency from '../../../src/signals/latency/latency.js';
import { generationLength, promptLength } from '../../../src/signals/requests/requests.js';
import { routerLatency } from '../../../src/signals/router/router.js';
import type { RecordedHistogram } from '../../../src/signals/vocabulary/record-histogram.js';
import type { Recorded } from '../../../src/signals/vocabulary/signal.js';
import { ruleView } from '../../../src/signals/vocabulary/view.js';
import { foundBy } from './compare.js';
import { bucketOf, gridsOf, percentile, ROUNDING, valuesOf } from './exact.js';
import type { RecordedHistory } from './recorded-history.js';
import type { Moment } from './row.js';
import { keyOf, picked } from './tally.js';
import { happened } from './windows.js';

/** How often a percentile, worked out as panels and alerts do, lay in the bucket that holds the true one. */
export interface PercentileVerdict {
  readonly record: string;
  readonly quantile: number;
  readonly comparisons: number;
  /** Of those where a process began or ended in the window, so that a part of it is unseen. */
  readonly disturbed: number;
  readonly failures: readonly string[];
  /** Outside of the bucket, in a disturbed window. */
  readonly astray: number;
}

const QUANTILES = [0.5, 0.95, 0.99];
const buckets = (histogram: RecordedHistogram) => histogram.buckets;

/** Each record of buckets, and the values that it counts. */
export const PERCENTILES: readonly (readonly [Recorded, string])[] = [
  [buckets(latency.timeToFirstToken), 'first token'],
  [buckets(latency.interTokenLatency), 'token interval'],
  [buckets(latency.requestLatency), 'request'],
  [buckets(latency.queueTime), 'queue'],
  [buckets(latency.prefillTime), 'prefill'],
  [buckets(latency.decodeTime), 'decode'],
  [buckets(promptLength), 'prompt length'],
  [buckets(generationLength), 'answer length'],
  [gatewayLatency.buckets, 'client milliseconds'],
  [routerLatency, 'router latency'],
];

/** Holds every percentile against the exact one of the same values. */
export async function judgePercentiles(
  history: RecordedHistory,
  moments: readonly Moment[],
  stepOf: (time: number) => number,
): Promise<readonly PercentileVerdict[]> {
  const verdicts: PercentileVerdict[] = [];
  for (const [signal, measure] of PERCENTILES) {
    const by = signal.labels.filter((label) => label !== 'le');
    for (const quantile of QUANTILES) {
      const query = text(histogramQuantile(quantile, ofAnyLabels(signal.query(ruleView('cluster')))));
      const found = foundBy(await history.ask(query), { by, stepOf });
      verdicts.push(judgeOne({ signal, measure, by, quantile }, moments, found));
    }
  }
  return verdicts;
}

interface Asked {
  readonly signal: Recorded;
  readonly measure: string;
  readonly by: readonly string[];
  readonly quantile: number;
}

function judgeOne(
  { signal: { record }, measure, by, quantile }: Asked,
  moments: readonly Moment[],
  found: ReturnType<typeof foundBy>,
): PercentileVerdict {
  const failures: string[] = [];
  let comparisons = 0;
  let disturbed = 0;
  let astray = 0;
  for (const {
    evidence: { tally },
    step,
    window,
  } of moments) {
    const there = found(step);
    const buckets = happened(tally, `${measure}_bucket`, [...by, 'le'], window, () => true);
    const grids = gridsOf(buckets, by);
    // rate() goes back before the first sample of each bucket by as much as that bucket has counted.
    const bent = buckets.filter(({ unseen }) => window.ahead !== undefined && window.ahead > 0 && unseen >= ROUNDING);
    const bentKeys = new Set(bent.map(({ labels }) => keyOf(picked(labels, by))));
    const parts = happened(tally, `${measure}_count`, by, window, () => true);
    for (const { labels, value, unseen, added } of parts) {
      if (value - unseen < ROUNDING) continue;
      const key = keyOf(labels);
      const exact = percentile(valuesOf(tally, measure, { by, key, window }), quantile);
      const one = there.get(key);
      if (one === undefined || exact === undefined) {
        if (unseen === 0) failures.push(`${record}{${key}} p${quantile * 100} at step ${step}: missing`);
        continue;
      }
      const whole = unseen < ROUNDING && added < ROUNDING && !bentKeys.has(key);
      comparisons += 1;
      if (!whole) disturbed += 1;
      const [low, high] = bucketOf(grids.get(key) ?? [], exact);
      if (one >= low - ROUNDING && one <= high + ROUNDING) continue;
      if (whole)
        failures.push(
          `${record}{${key}} p${quantile * 100} at step ${step}: ${one}, truly ${exact} in ${low}..${high}`,
        );
      else astray += 1;
    }
  }
  return { record, quantile, comparisons, disturbed, astray, failures };
}
