import type { Indicator, Objective } from '../../config/objectives.js';
import {
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
import { objectiveEvents, objectiveLate } from '../../signals/objectives.js';
import type { EngineHistogram } from '../../signals/record-histogram.js';
import {
  gatewayRequests,
  gatewayStreamsCut,
  gatewayUpstreamBroken,
  gatewayUpstreamRequests,
} from '../../signals/recorded/gateway.js';
import { interTokenLatency, requestLatency, timeToFirstToken } from '../../signals/recorded/latency.js';
import { requestsRejected } from '../../signals/recorded/rejected.js';
import { requestsFinished } from '../../signals/recorded/requests.js';
import type { Recorded, Signal } from '../../signals/signal.js';
import type { View } from '../../signals/view.js';

/** Events per second that spend the budget, and all events per second, over everything the selector names. */
export interface Events {
  readonly bad: (view: View) => Expression;
  readonly total: (view: View) => Expression;
}

/** The histograms that have a threshold on their grid. */
export const HISTOGRAMS: Readonly<Partial<Record<Indicator, EngineHistogram>>> = {
  firstToken: timeToFirstToken,
  interToken: interTokenLatency,
  requestLatency,
  goodput: requestLatency,
};

const CLASS_5: Matcher = { label: 'envoy_response_code_class', operator: '=', value: '5' };
/** Prefill and decode both count a request of a disaggregated application; decode is the one that ends it. */
const DECODING: Matcher = { label: 'role', operator: '!=', value: 'prefill' };
const ERRORS: Matcher = { label: 'finished_reason', operator: '=', value: 'error' };

/** Engines that an objective is about. */
export function enginesOf({ selector }: Objective): readonly Matcher[] {
  return [
    ...equals('namespace', selector.namespace),
    ...equals('application', selector.application),
    ...equals('model_name', selector.model),
    DECODING,
  ];
}

/** What an objective counts: of latencies what the replicas that can tell have counted, whatever their runtime. */
export function eventsOf(objective: Objective): Events {
  const { indicator, name } = objective;
  if (indicator === 'gatewayAvailability') return availability(objective);
  const own: Matcher = { label: 'slo', operator: '=', value: name };
  const judged = (view: View, signal: Signal) => signal.query({ ...view, matchers: [own] });
  const total = (view: View) => sumBy(grouping(view), judged(view, objectiveEvents));
  const late = (view: View) => sumBy(grouping(view), judged(view, objectiveLate));
  return indicator === 'goodput' ? goodput(objective, { total, bad: late }) : { total, bad: late };
}

/**
 * A request that was rejected was never begun, and is none of those that took long or not. One that failed fast was in
 * time and is bad all the same; engines that count no errors add none.
 */
function goodput(objective: Objective, { total, bad: late }: Events): Events {
  const where = (view: View, ...own: readonly Matcher[]) => ({ ...view, matchers: [...enginesOf(objective), ...own] });
  const rejected = (view: View) => sumBy(grouping(view), requestsRejected.query(where(view)));
  const failed = (view: View) => sumBy(grouping(view), requestsFinished.query(where(view, ERRORS)));
  const or0 = (view: View, events: Expression) => firstOf(events, times(total(view), number(0)));
  // At most all there are: a request that is both late and failed counts twice.
  const lateOrFailed = (view: View) => plus(late(view), or0(view, failed(view)));
  const bad = (view: View) => minus(total(view), clampMin(minus(total(view), lateOrFailed(view)), 0));
  return {
    total: (view) => plus(total(view), or0(view, rejected(view))),
    bad: (view) => plus(bad(view), or0(view, rejected(view))),
  };
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
