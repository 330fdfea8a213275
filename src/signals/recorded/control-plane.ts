import { countBy, firstOf, maxBy, sumBy } from '../../promql/build.js';
import { lastKnown, rate, select } from '../exposed.js';
import { grouping, REPLICAS, TARGET } from '../identity.js';
import { record } from '../record.js';

export const replicasUp = record({
  record: 'application:arks_replicas_up:sum',
  title: 'Replicas up',
  unit: 'count',
  description: 'Replicas that answer a scrape.',
  labels: TARGET,
  rules: [{ expression: (view) => sumBy(grouping(view, ...TARGET), select('up', REPLICAS)) }],
});

export const replicasFound = record({
  record: 'application:arks_replicas:count',
  title: 'Replicas found',
  unit: 'count',
  description: 'Replicas that Prometheus has as targets, whether they answer or not.',
  labels: TARGET,
  rules: [{ expression: (view) => countBy(grouping(view, ...TARGET), select('up', REPLICAS)) }],
});

export const replicasWanted = record({
  record: 'application:arks_replicas_wanted:max',
  title: 'Replicas wanted',
  unit: 'count',
  description: "Replicas that an application asks for. Source: its custom resource's spec, since its status is wrong.",
  labels: TARGET,
  rules: [
    {
      expression: (view) =>
        maxBy(
          grouping(view, ...TARGET),
          firstOf(
            lastKnown('arks_application_spec_replicas'),
            lastKnown('arks_disaggregated_application_spec_replicas'),
          ),
        ),
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
        sumBy(grouping(view, 'controller'), rate('controller_runtime_reconcile_errors_total', view.window)),
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
        sumBy(grouping(view, 'controller'), rate('controller_runtime_reconcile_total', view.window)),
    },
  ],
});

export const workQueueDepth = record({
  record: 'cluster:arks_workqueue_depth:sum',
  title: 'Work queue depth',
  unit: 'count',
  description: 'Objects that wait for the Arks operator, by controller.',
  labels: ['controller'],
  rules: [{ expression: (view) => sumBy(grouping(view, 'controller'), select('workqueue_depth')) }],
});

export const operatorLeaders = record({
  record: 'cluster:arks_operator_leaders:sum',
  title: 'Operator leaders',
  unit: 'count',
  description: 'Replicas of the Arks operator that lead; exactly one should.',
  labels: [],
  rules: [{ expression: (view) => sumBy(grouping(view), select('leader_election_master_status')) }],
});
