import type { RuntimeName } from '../../config/runtimes.js';
import {
  and,
  bucket,
  clampMin,
  countBy,
  type Expression,
  type Matcher,
  minus,
  sumBy,
  unless,
} from '../../promql/build.js';
import type { HistogramReading } from '../runtimes/runtime.js';
import { APPLICATION, grouping, POD } from '../vocabulary/identity.js';
import { rates } from '../vocabulary/record-histogram.js';
import type { View } from '../vocabulary/view.js';

/** What one runtime's engines tell of a bound, per application. */
export interface Judged {
  /** Events per second of replicas whose buckets show the bound. */
  readonly events: Expression;
  /** Those of them that took longer. */
  readonly late: Expression;
  /** Replicas whose buckets lack it: nobody can say which of theirs took longer. */
  readonly unjudged: Expression;
}

interface Asked {
  readonly runtime: RuntimeName;
  readonly reading: HistogramReading;
  readonly boundSeconds: number;
  readonly matchers: readonly Matcher[];
}

/**
 * Asks each replica, since engines of one application may have buckets of their own (vLLM's --custom-histogram-buckets,
 * SGLang's --bucket-time-to-first-token): what a replica cannot tell is neither good nor bad. Added up per replica before
 * they are compared, so that a bound that changes its spelling meanwhile, 10 to 10.0, is one bound.
 */
export function judgedAt({ runtime, reading, boundSeconds, matchers }: Asked, view: View): Judged {
  const application = grouping(view, ...APPLICATION);
  const all = () => sumBy(grouping(view, ...POD), rates(runtime, reading, view, 'count')(matchers));
  const inTime = () =>
    sumBy(grouping(view, ...POD), rates(runtime, reading, view, 'bucket')([...matchers, bucket(boundSeconds)]));
  return {
    events: sumBy(application, and(all(), inTime())),
    late: sumBy(application, clampMin(minus(all(), inTime()), 0)),
    unjudged: countBy(application, unless(all(), inTime())),
  };
}
