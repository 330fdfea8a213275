import type { Indicator, Objective } from '../../config/objectives.js';
import {
  clampMin,
  type Expression,
  firstOf,
  type Labels,
  type Matcher,
  minus,
  number,
  ofAnyLabels,
  plus,
  sumBy,
  times,
  unless,
} from '../../promql/build.js';
import type { ScrapeSettings } from '../../scraping/settings.js';
import {
  gatewayRequests,
  gatewayStreamsCut,
  gatewayUpstreamBroken,
  gatewayUpstreamRequests,
} from '../../signals/gateway/gateway.js';
import { interTokenLatency, requestLatency, timeToFirstToken } from '../../signals/latency/latency.js';
import { objectiveEvents, objectiveLate, objectiveUnjudged } from '../../signals/objectives/objectives.js';
import { requestsRejected } from '../../signals/requests/rejected.js';
import { requestsFinished } from '../../signals/requests/requests.js';
import { selectArks } from '../../signals/vocabulary/arks-series.js';
import { grouping } from '../../signals/vocabulary/identity.js';
import type { EngineHistogram } from '../../signals/vocabulary/record-histogram.js';
import type { Recorded, Signal } from '../../signals/vocabulary/signal.js';
import type { View } from '../../signals/vocabulary/view.js';
import { groupOf } from './grouping.js';
import { namedEvents } from './own-events.js';

/** Events per second that spend the budget, and all events per second, of each that has a budget of its own. */
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
export function eventsOf(objective: Objective, settings: ScrapeSettings): Events {
  if (objective.events !== undefined) return namedEvents(objective.events, objective, settings);
  if (objective.indicator === 'gatewayAvailability') return availability(objective);
  if (objective.indicator === 'goodput') return goodput(objective);
  return { total: judged(objective, objectiveEvents), bad: judged(objective, objectiveLate) };
}

/** What was recorded of the objective, added up for each that has a budget. */
function judged(objective: Objective, signal: Signal): (view: View) => Expression {
  const own: Matcher = { label: 'slo', operator: '=', value: objective.name };
  return (view) => sumBy(groups(objective, view), ofAnyLabels(signal.query({ ...view, matchers: [own] })));
}

function groups(objective: Objective, view: View): Labels {
  return grouping(view, ...groupOf(objective).labels);
}

/**
 * A request that was rejected was never begun, and is none of those that took long or not. One that failed fast was in
 * time and is bad all the same; engines that count no errors add none.
 */
function goodput(objective: Objective): Events {
  const read = (view: View, signal: Signal, ...own: readonly Matcher[]) =>
    sumBy(groups(objective, view), ofAnyLabels(signal.query({ ...view, matchers: [...enginesOf(objective), ...own] })));
  const rejected = (view: View) => read(view, requestsRejected);
  const failed = (view: View) => read(view, requestsFinished, ERRORS);
  const finished = judged(objective, objectiveEvents);
  const late = judged(objective, objectiveLate);
  const unjudged = judged(objective, objectiveUnjudged);
  // Where every request was rejected so far, engines that make their histograms with the first of them have finished none.
  const orNoneYet = (view: View, events: Expression) =>
    firstOf(events, times(unless(rejected(view), unjudged(view)), number(0)));
  const or0 = (view: View, events: Expression) => firstOf(events, times(finished(view), number(0)));
  const lateOrFailed = (view: View) => plus(late(view), or0(view, failed(view)));
  // At most all there are: a request that is both late and failed counts twice.
  const bad = (view: View) => minus(finished(view), clampMin(minus(finished(view), lateOrFailed(view)), 0));
  const andRejected = (events: (view: View) => Expression) => (view: View) =>
    plus(orNoneYet(view, events(view)), or0(view, rejected(view)));
  return { total: andRejected(finished), bad: andRejected(bad) };
}

/** Of the gateway as a whole what clients got; else what Envoy says of each model. Streams that break off are bad. */
function availability(objective: Objective): Events {
  const { namespace, model } = objective.selector;
  const where = [...equals('namespace', namespace), ...equals('model', model)];
  const ofClients = where.length === 0 && groupOf(objective).labels.length === 0;
  const [answers, broken] = ofClients
    ? [gatewayRequests, gatewayStreamsCut]
    : [gatewayUpstreamRequests, gatewayUpstreamBroken];
  const read = (view: View, recorded: Recorded, own: readonly Matcher[] = []) =>
    sumBy(groups(objective, view), ofAnyLabels(selectArks(recorded, [...where, ...own])));
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
