import { RUNTIME_WORDS, RUNTIMES, type RuntimeName } from '../../config/runtimes.js';
import type { GaugeName } from '../../metrics/catalogue.js';
import {
  above,
  and,
  type CounterSeries,
  type Duration,
  type Expression,
  equal,
  firstOf,
  maxBy,
  ofAnyLabels,
  sumBy,
  unless,
} from '../../promql/build.js';
import { runtimes } from '../runtimes/index.js';
import { changes, minOverTime, rateArks, selectArks, selectBefore } from '../vocabulary/arks-series.js';
import { grouping, POD, REPLICAS, TARGET } from '../vocabulary/identity.js';
import { record } from '../vocabulary/record.js';
import type { View } from '../vocabulary/view.js';

/** A sentence for each runtime, as those that are not served are left out whole. */
const minutesOf = (runtime: RuntimeName) =>
  `For ${RUNTIME_WORDS[runtime]} that time is ${runtimes[runtime].progress.stalledMinutes} minutes.`;

export const requestsStalledPerPod = record({
  record: 'pod:arks_requests_stalled:sum',
  title: 'Requests stalled per replica',
  unit: 'requests',
  description:
    'Requests that have been running for some minutes at engines that computed nothing in that time, while the replica ' +
    `answers its scrapes. ${RUNTIMES.map(minutesOf).join(' ')} vLLM counts tokens per engine. SGLang counts them per replica, ` +
    'so one hung rank among busy ones goes unnoticed.',
  labels: [...POD, 'runtime'],
  rules: RUNTIMES.map((runtime) => ({
    labels: { runtime },
    expression: (view: View) => stalled(runtime, view),
  })),
});

/** A counter that does not exist yet is no progress either: an engine may hang at its first request. */
function stalled(runtime: RuntimeName, view: View): Expression {
  const { running, tokens, filling = [], by, stalledMinutes } = runtimes[runtime].progress;
  const window = `${stalledMinutes}m` as const;
  const [first, ...rest] = tokens;
  const computing = (name: CounterSeries) => above(ofAnyLabels(rateArks(name, window)), 0);
  const madeProgress = firstOf(
    computing(first),
    ...rest.map(computing),
    ...filling.map((name) => above(ofAnyLabels(changes(name, window)), 0)),
  );
  // Ranges reach back beyond the end of a process; what it held is gone with it.
  const answers = equal(selectArks('up', REPLICAS), 1);
  const held = and(busyAllWindow(runtime, running, window, view), answers, grouping(view, ...TARGET, 'pod'));
  return sumBy(grouping(view, ...POD), unless(held, madeProgress, grouping(view, ...by)));
}

/** The fewest requests that each engine held, where it held some all the time; a replica that just came up did not. */
function busyAllWindow(runtime: RuntimeName, running: GaugeName, window: Duration, view: View): Expression<string> {
  const engine = grouping(view, ...POD, ...runtimes[runtime].shards);
  return and(
    above(maxBy(engine, ofAnyLabels(minOverTime(running, window))), 0),
    above(ofAnyLabels(selectBefore(running, window)), 0),
    engine,
  );
}
