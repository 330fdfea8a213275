import type { RuntimeName } from '../../config/runtimes.js';
import { boundsBeyond } from '../../metrics/grid-ends.js';
import {
  addManyToOne,
  anyBucket,
  type Expression,
  firstOf,
  type Matcher,
  maxBy,
  ofAnyLabels,
  sumBy,
  unlessIgnoring,
} from '../../promql/build.js';
import { runtimes, runtimesWith } from '../runtimes/index.js';
import type { HistogramReadings } from '../runtimes/readings.js';
import type { HistogramReading } from '../runtimes/runtime.js';
import { rateArks } from './arks-series.js';
import { APPLICATION, type ApplicationLabel, grouping, type OnRuntimeLabel, POD } from './identity.js';
import { joined } from './readings.js';
import { record, type Words } from './record.js';
import type { Recorded, Unit } from './signal.js';
import { RECORDED_WINDOW, type View } from './view.js';

/** A histogram as it is recorded: buckets with `le`, and the sum and count that a mean needs. */
export interface RecordedHistogram<Label extends string = never> {
  readonly buckets: Recorded<Label | 'le'>;
  readonly sum: Recorded<Label>;
  readonly count: Recorded<Label>;
}

/** One of engines, with what it is made of for those who must ask single replicas. */
export interface EngineHistogram extends RecordedHistogram<OnRuntimeLabel> {
  readonly readings: readonly (readonly [RuntimeName, HistogramReading])[];
}

type Query = (view: View, of: Rates, reading: HistogramReading) => Expression;
type Suffix = 'bucket' | 'sum' | 'count';
const OVERFLOW: Matcher = { label: 'le', operator: '=', value: '+Inf' };

/** What is measured, and the unit of how often: requests, or tokens where each of them is timed. */
type HistogramWords = Words & { readonly counts: Unit; readonly reading: keyof HistogramReadings };

/** The three series of a histogram per application and bucket; the runtime stays, since grids differ between runtimes. */
export function recordHistogram(words: HistogramWords): EngineHistogram {
  const { name, reading: key, counts, ...rest } = words;
  const readings = runtimesWith((runtime) => runtime.readings[key]);
  const part = <const Label extends string = never>(
    suffix: Suffix,
    by: readonly Label[],
    query: Query,
  ): Recorded<OnRuntimeLabel | Label> =>
    record({
      ...rest,
      ...(suffix === 'count' ? { unit: counts } : {}),
      record: `application:arks_${name}_${suffix}:rate${RECORDED_WINDOW}`,
      labels: [...APPLICATION, ...by, 'runtime'],
      rules: readings.map(([runtime, reading]) => ({
        labels: { runtime },
        expression: (view) => query(view, rates(runtime, reading, view, suffix), reading),
      })),
    });
  return {
    buckets: part('bucket', ['le'], buckets),
    sum: part('sum', [], summed),
    count: part('count', [], summed),
    readings,
  };
}

/** The rates of one part of a histogram, of those series that some matchers name. */
type Rates = (own?: readonly Matcher[]) => Expression<string>;

/** The rates of one part of a histogram as each of its series has them, ranks that count alike reduced to one. */
export function rates(
  runtime: RuntimeName,
  { names, matchers = [], everyRankCountsAll }: HistogramReading,
  view: View,
  suffix: Suffix,
): Rates {
  const by = grouping(view, ...POD, ...runtimes[runtime].shards, ...(suffix === 'bucket' ? ['le'] : []));
  return (own = []) => {
    const all = joined(names, (name) => ofAnyLabels(rateArks(`${name}_${suffix}`, view.window, [...matchers, ...own])));
    return everyRankCountsAll ? maxBy(by, all) : all;
  };
}

function summed(view: View, of: Rates): Expression<ApplicationLabel> {
  return sumBy(grouping(view, ...APPLICATION), of());
}

/**
 * Buckets of all replicas. While two generations run side by side and the grid of one ends before the other's, what it
 * counts above its end would be in no bucket but +Inf, and a percentile there would read as the last bound of all. It is
 * counted as just above that end instead: a percentile says at least the end, and invents nothing.
 *
 *     sum by (le) (rate(x_bucket{le=~"120|240"})) + on () group_left ()
 *         sum (rate(x_bucket{le="+Inf"}) unless ignoring (le) rate(x_bucket{le=~"120|240"}))
 *     or sum by (le) (rate(x_bucket))
 */
function buckets(view: View, of: Rates, { names }: HistogramReading): Expression {
  const application = grouping(view, ...APPLICATION);
  const byBound = (own: readonly Matcher[]) => sumBy([...application, 'le'], of(own));
  const [first, ...rest] = boundsBeyond(names).map((bounds) => {
    const beyond = [anyBucket(bounds)];
    const endingBefore = unlessIgnoring(of([OVERFLOW]), of(beyond), ['le']);
    return addManyToOne(byBound(beyond), sumBy(application, endingBefore), application);
  });
  return first === undefined ? byBound([]) : firstOf(first, ...rest, byBound([]));
}
