import { DISAGGREGATED_ROLES } from '../../metrics/custom-resources/metrics.js';
import {
  and,
  countBy,
  type Expression,
  firstOf,
  maxBy,
  number,
  ofAnyLabels,
  sumBy,
  times,
  withLabel,
} from '../../promql/build.js';
import { runtimes } from '../runtimes/index.js';
import { answering } from '../vocabulary/answering.js';
import { lastKnown, rateArks, selectArks } from '../vocabulary/arks-series.js';
import { grouping, REPLICAS, TARGET } from '../vocabulary/identity.js';
import { record } from '../vocabulary/record.js';
import type { View } from '../vocabulary/view.js';

export const replicasUp = record({
  record: 'application:arks_replicas_up:sum',
  title: 'Replicas up',
  unit: 'count',
  description:
    'Replicas that answer a scrape, even if Prometheus refuses what they expose. A frontend of Dynamo that has lost its engines answers, too, and is none of them.',
  labels: TARGET,
  rules: [{ expression: (view) => sumBy(grouping(view, ...TARGET), serving(view)) }],
});

/** 1 where a replica answers, 0 where it does not, or has nobody to serve with. */
function serving(view: View): Expression<string> {
  const up = () => ofAnyLabels(selectArks('up', REPLICAS));
  const deserted = view.runtimes.flatMap((name) => runtimes[name].deserted?.(view) ?? []);
  const none = deserted.map((one) => and(times(up(), number(0)), one, grouping(view, ...TARGET, 'pod')));
  return none.reduceRight((rest, one) => firstOf(one, rest), ofAnyLabels(answering(REPLICAS)));
}

export const replicasFound = record({
  record: 'application:arks_replicas:count',
  title: 'Replicas found',
  unit: 'count',
  description: 'Replicas that are scrape targets, whether they answer or not.',
  labels: TARGET,
  rules: [{ expression: (view) => countBy(grouping(view, ...TARGET), selectArks('up', REPLICAS)) }],
});

export const replicasWanted = record({
  record: 'application:arks_replicas_wanted:max',
  title: 'Replicas wanted',
  unit: 'count',
  description:
    "Replicas that an application asks for. Source: its custom resource's spec, since its status is wrong; a role of a " +
    'disaggregated application that leaves them out wants 1.',
  labels: TARGET,
  rules: [
    {
      // Arks takes 1 where a role does not say (e1732a9, arksdisaggregatedapplication_controller.go:413, 442, 476).
      expression: (view) => {
        const by = grouping(view, ...TARGET);
        return firstOf(
          maxBy(by, lastKnown('arks_application_spec_replicas')),
          maxBy(by, lastKnown('arks_disaggregated_application_spec_replicas')),
          ...DISAGGREGATED_ROLES.map((role) =>
            maxBy(by, withLabel(lastKnown('arks_disaggregated_application_info'), 'role', role)),
          ),
        );
      },
    },
  ],
});

export const reconcileErrors = record({
  record: 'cluster:arks_reconcile_errors:rate5m',
  title: 'Reconcile errors',
  unit: 'count/s',
  description: 'Reconciles of the Arks operator per second that ended in an error, by controller.',
  labels: ['controller'],
  rules: [
    {
      expression: (view) =>
        sumBy(grouping(view, 'controller'), rateArks('controller_runtime_reconcile_errors_total', view.window)),
    },
  ],
});

export const reconciles = record({
  record: 'cluster:arks_reconciles:rate5m',
  title: 'Reconciles',
  unit: 'count/s',
  description: 'Reconciles of the Arks operator per second, by controller.',
  labels: ['controller'],
  rules: [
    {
      expression: (view) =>
        sumBy(grouping(view, 'controller'), rateArks('controller_runtime_reconcile_total', view.window)),
    },
  ],
});

export const workQueueDepth = record({
  record: 'cluster:arks_workqueue_depth:sum',
  title: 'Work queue depth',
  unit: 'count',
  description: 'Objects that wait for the Arks operator, by controller.',
  labels: ['controller'],
  rules: [{ expression: (view) => sumBy(grouping(view, 'controller'), selectArks('workqueue_depth')) }],
});

export const operatorLeaders = record({
  record: 'cluster:arks_operator_leaders:sum',
  title: 'Operator leaders',
  unit: 'count',
  description: 'Replicas of the Arks operator that hold the leader lease; it should be exactly one.',
  labels: [],
  rules: [{ expression: (view) => sumBy(grouping(view), selectArks('leader_election_master_status')) }],
});
