import { grid } from './bucket-grids.js';
import { family } from './metric.js';

const crReconcile = grid(
  'cr_reconcile',
  [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 1.75,
    2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 50, 60,
  ],
);
const crWorkqueue = grid(
  'cr_workqueue',
  [1e-8, 1e-7, 1e-6, 9.999999999999999e-6, 9.999999999999999e-5, 0.001, 0.01, 0.1, 1, 10, 100, 1000],
  'ExponentialBuckets(10e-9,10,12)',
);

const shared = {
  component: 'operator',
  generations: ['current'],
  source: 'sigs.k8s.io/controller-runtime@v0.22.1:pkg/internal/controller/metrics/metrics.go',
  since: 'controller-runtime 0.22.1 (arks go.mod)',
} as const;
const controllerByResult = family({ ...shared, labels: { controller: 4, result: 4 } });
const controller = family({ ...shared, labels: { controller: 4 } });
const queueByPriority = family({ ...shared, labels: { name: 4, controller: 1, priority: 1 } });
const queue = family({ ...shared, labels: { name: 4, controller: 1 } });
const restClient = family({ ...shared, labels: { code: 3, method: 4, host: 1 } });
const lease = family({ ...shared, labels: { name: 1 } });
const process = family({ ...shared, labels: {} });

/** The Arks operator: controller-runtime, its work queues and the leader lease. */
export const operator = [
  controllerByResult.counter('controller_runtime_reconcile_total', 'reconciles', 'Reconciles by result', {
    note: 'result=success|error|requeue|requeue_after; controller=arksapplication|arksdisaggregatedapplication|arksendpoint|arksmodel (arksquota and arkstoken controllers are not started)',
  }),
  controller.counter('controller_runtime_reconcile_errors_total', 'errors', 'Reconcile errors'),
  controller.counter('controller_runtime_terminal_reconcile_errors_total', 'errors', 'Terminal reconcile errors'),
  controller.counter('controller_runtime_reconcile_panics_total', 'panics', 'Reconcile panics'),
  controller.histogram('controller_runtime_reconcile_time_seconds', 'seconds', crReconcile, 'Reconcile duration', {
    note: 'also carries a native histogram',
  }),
  controller.gauge('controller_runtime_max_concurrent_reconciles', 'workers', 'Maximum concurrent reconciles', {
    note: '30 for arksendpoint, 1 elsewhere',
  }),
  controller.gauge('controller_runtime_active_workers', 'workers', 'Busy workers'),
  queueByPriority.gauge('workqueue_depth', 'items', 'Queue depth', {
    source: 'sigs.k8s.io/controller-runtime@v0.22.1:pkg/internal/metrics/workqueue.go',
    note: 'priority is "" unless the priority queue is used, so it is an absent label in PromQL',
  }),
  queue.counter('workqueue_adds_total', 'items', 'Items added', {
    source: 'sigs.k8s.io/controller-runtime@v0.22.1:pkg/internal/metrics/workqueue.go',
  }),
  queue.counter('workqueue_retries_total', 'items', 'Items retried', {
    source: 'sigs.k8s.io/controller-runtime@v0.22.1:pkg/internal/metrics/workqueue.go',
  }),
  queue.histogram('workqueue_queue_duration_seconds', 'seconds', crWorkqueue, 'Time waiting in queue', {
    source: 'sigs.k8s.io/controller-runtime@v0.22.1:pkg/internal/metrics/workqueue.go',
  }),
  queue.histogram('workqueue_work_duration_seconds', 'seconds', crWorkqueue, 'Time processing an item', {
    source: 'sigs.k8s.io/controller-runtime@v0.22.1:pkg/internal/metrics/workqueue.go',
  }),
  queue.gauge('workqueue_unfinished_work_seconds', 'seconds', 'Age of work in progress', {
    source: 'sigs.k8s.io/controller-runtime@v0.22.1:pkg/internal/metrics/workqueue.go',
  }),
  queue.gauge('workqueue_longest_running_processor_seconds', 'seconds', 'Longest running item', {
    source: 'sigs.k8s.io/controller-runtime@v0.22.1:pkg/internal/metrics/workqueue.go',
  }),
  restClient.counter('rest_client_requests_total', 'requests', 'API server requests', {
    source: 'sigs.k8s.io/controller-runtime@v0.22.1:pkg/metrics/client_go_adapter.go',
  }),
  lease.gauge('leader_election_master_status', 'bool', '1 when this replica leads', {
    source: 'sigs.k8s.io/controller-runtime@v0.22.1:pkg/metrics/leaderelection.go',
    note: 'name is the lease id e4ada7ad.arks.ai (cmd/main.go LeaderElectionID)',
  }),
  process.counter('certwatcher_read_certificate_errors_total', 'errors', 'Certificate reload errors', {
    source: 'sigs.k8s.io/controller-runtime@v0.22.1:pkg/certwatcher/metrics/metrics.go',
  }),
  process.gauge('process_resident_memory_bytes', 'bytes', 'Operator resident memory', {
    source: 'client_golang process collector',
  }),
  process.gauge('go_goroutines', 'goroutines', 'Goroutines', { source: 'client_golang go collector' }),
] as const;
