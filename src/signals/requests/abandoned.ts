import type { RuntimeName } from '../../config/runtimes.js';
import { durationSeconds } from '../../lib/duration.js';
import { clampMin, dividedBy, type Expression, type Matcher, minus, sumBy } from '../../promql/build.js';
import { runtimesWith } from '../runtimes/index.js';
import type { AbandonedReading } from '../runtimes/runtime.js';
import { delta } from '../vocabulary/arks-series.js';
import { APPLICATION, grouping, type OnRuntimeLabel } from '../vocabulary/identity.js';
import { rated } from '../vocabulary/rated.js';
import { record } from '../vocabulary/record.js';
import type { Recorded } from '../vocabulary/signal.js';
import { RECORDED_WINDOW, type View } from '../vocabulary/view.js';
import { requestsRunningPerPod } from './requests.js';

type Begun = Extract<AbandonedReading, { readonly begun: unknown }>;

/**
 * Half an hour holds several whole answers of the longest usual kind. A request that is preempted waits with its first token
 * given and neither runs nor finishes; where few new ones are begun meanwhile, the rates of 5m take that for clients that left.
 */
export const ABANDONED_WINDOW = '30m';

/** Requests whose client left. SGLang and Dynamo count them; of vLLM they are worked out. */
export const requestsAbandoned = abandoned(
  RECORDED_WINDOW,
  'Requests abandoned',
  'Requests per second whose client left before the answer was complete: it timed out, closed the stream or gave up. vLLM ' +
    'does not count them, so the number is derived: first tokens sent minus requests finished minus the growth in running ' +
    'requests. Clients that leave before the first token are in no counter of vLLM, and the number fluctuates while it ' +
    'preempts heavily. SGLang counts them itself since about 0.5.3. Dynamo counts them itself.',
);

export const requestsAbandonedRecent = abandoned(
  ABANDONED_WINDOW,
  'Requests abandoned, half an hour',
  'Requests per second whose client left before the answer was complete, over the last 30 minutes.',
);

function abandoned(window: '5m' | '30m', title: string, description: string): Recorded<OnRuntimeLabel> {
  return record({
    record: `application:arks_requests_abandoned:rate${window}`,
    title,
    unit: 'requests/s',
    description,
    labels: [...APPLICATION, 'runtime'],
    rules: runtimesWith(({ readings }) => readings.requestsAbandoned).map(([runtime, reading]) => ({
      labels: { runtime },
      expression: (view) => {
        const over = { ...view, window };
        if ('begun' in reading) return begunAndGone(runtime, reading, over);
        return rated(over, APPLICATION, reading.name, reading.matchers);
      },
    })),
  });
}

/**
 * What has got a first token finishes, still runs, or was given up. Without what still runs, a burst of long answers looks
 * like clients that leave until the first of them are complete. All three are sums over the application before one is
 * taken from another, since what a replica is off by, the prompts that it computes, is made up for by the next. What runs is
 * read at evaluations: what ends between the beginning of the window and the first evaluation in it is taken off those who
 * left, at most as many as run at a time (a running 0.32.0 with four: 49 of 53).
 *
 *     clamp_min(sum (rate(first_tokens[5m])) - sum (rate(finished[5m])) - sum (delta(running[5m])) / 300, 0)
 */
function begunAndGone(runtime: RuntimeName, { begun, finished, otherwise }: Begun, view: View): Expression {
  const given = rated(view, APPLICATION, begun);
  const ended = rated(view, APPLICATION, finished, otherwise);
  const running: readonly Matcher[] = [{ label: 'runtime', operator: '=', value: runtime }];
  const grown = dividedBy(
    sumBy(grouping(view, ...APPLICATION), delta(requestsRunningPerPod, view.window, running)),
    durationSeconds(view.window),
  );
  return clampMin(minus(minus(given, ended), grown), 0);
}
