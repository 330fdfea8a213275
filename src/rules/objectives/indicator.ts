import type { Indicator, Objective } from '../../config/objectives.js';
import {
  bucket,
  clampMin,
  type Expression,
  firstOf,
  type Matcher,
  minus,
  number,
  plus,
  select,
  sumBy,
  times,
} from '../../promql/build.js';
import { grouping } from '../../signals/identity.js';
import type { RecordedHistogram } from '../../signals/record-histogram.js';
import {
  gatewayRequests,
  gatewayStreamsCut,
  gatewayUpstreamBroken,
  gatewayUpstreamRequests,
} from '../../signals/recorded/gateway.js';
import { interTokenLatency, requestLatency, timeToFirstToken } from '../../signals/recorded/latency.js';
import { requestsFinished } from '../../signals/recorded/requests.js';
import type { Recorded } from '../../signals/signal.js';
import type { View } from '../../signals/view.js';

/** Events per second that spend the budget, and all events per second, over everything the selector names. */
export interface Events {
  readonly bad: (view: View) => Expression;
  readonly total: (view: View) => Expression;
}

/** The histograms that have a threshold on their grid. */
export const HISTOGRAMS: Readonly<Partial<Record<Indicator, RecordedHistogram>>> = {
  firstToken: timeToFirstToken,
  interToken: interTokenLatency,
  requestLatency,
  goodput: requestLatency,
};

const CLASS_5: Matcher = { label: 'envoy_response_code_class', operator: '=', value: '5' };
/** Prefill and decode both count a request of a disaggregated application; decode is the one that ends it. */
const DECODING: Matcher = { label: 'role', operator: '!=', value: 'prefill' };
const ERRORS: Matcher = { label: 'finished_reason', operator: '=', value: 'error' };

/** What an objective counts. Recorded series of all runtimes are added up: each counts the same boundary of its own grid. */
export function eventsOf(objective: Objective): Events {
  const { indicator, thresholdSeconds = 0, selector } = objective;
  if (indicator === 'gatewayAvailability') return availability(objective);
  const where = [
    ...equals('namespace', selector.namespace),
    ...equals('application', selector.application),
    ...equals('model_name', selector.model),
    DECODING,
  ];
  const histogram = HISTOGRAMS[indicator] ?? requestLatency;
  const sum = (view: View, signal: Recorded, own: readonly Matcher[] = []) =>
    sumBy(grouping(view), signal.query({ ...view, matchers: [...where, ...own] }));
  const total = (view: View) => sum(view, histogram.count);
  const inTime = (view: View) => sum(view, histogram.buckets, [bucket(thresholdSeconds)]);
  const except = (view: View, good: Expression) => clampMin(minus(total(view), good), 0);
  if (indicator !== 'goodput') return { total, bad: (view) => except(view, inTime(view)) };
  // A request that failed fast was in time and is bad all the same; engines that count no errors take none away.
  const failed = (view: View) => firstOf(sum(view, requestsFinished, [ERRORS]), times(total(view), number(0)));
  return { total, bad: (view) => except(view, clampMin(minus(inTime(view), failed(view)), 0)) };
}

/** Without a model: what clients got at the gateway. With one: what its applications answered. Streams that break off are bad. */
function availability({ selector }: Objective): Events {
  const { namespace, model } = selector;
  const where = [...equals('namespace', namespace), ...equals('model', model)];
  const [answers, broken] =
    where.length === 0 ? [gatewayRequests, gatewayStreamsCut] : [gatewayUpstreamRequests, gatewayUpstreamBroken];
  const read = (view: View, { record }: Recorded, own: readonly Matcher[] = []) =>
    sumBy(grouping(view), select(record, [...where, ...own]));
  const total = (view: View) => read(view, answers);
  const orNone = (view: View, events: Expression) => firstOf(events, times(total(view), number(0)));
  return {
    total,
    bad: (view) => plus(orNone(view, read(view, answers, [CLASS_5])), orNone(view, read(view, broken))),
  };
}

function equals(label: string, value: string | undefined): readonly Matcher[] {
  return value === undefined ? [] : [{ label, operator: '=', value }];
}
