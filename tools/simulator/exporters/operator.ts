import type { Clock } from '../clock.js';
import type { MetricStore } from '../exposition/instruments.js';
import { CONTROLLERS, type Controller, type OperatorState } from '../model/operator-state.js';

const LEASE = 'e4ada7ad.arks.ai';
const RESULTS = ['error', 'requeue', 'requeue_after', 'success'];
/** The endpoint controller has 30 workers, the others one. */
const WORKERS: Readonly<Partial<Record<Controller, number>>> = { arksendpoint: 30 };
const RECONCILE_SECONDS = 0.03;
const QUEUE_SECONDS = 0.0004;
const MEMORY_BYTES = 61_865_984;
const GOROUTINES = 217;

export interface OperatorExporter {
  readonly store: MetricStore;
  readonly refresh: () => void;
}

/** What the operator shows, from a store of the component `operator`; reconciles are counted at the rate of its state. */
export function operatorExporter({ store, clock, operator }: OperatorExporterProps): OperatorExporter {
  let countedAt = clock.now();
  const controllers = CONTROLLERS.map((name) => controllerSeries(store, name));
  const leads = store.gauge('leader_election_master_status', { name: LEASE });
  store.counter('certwatcher_read_certificate_errors_total');
  store.gauge('process_resident_memory_bytes').set(MEMORY_BYTES);
  store.gauge('go_goroutines').set(GOROUTINES);
  return {
    store,
    refresh: () => {
      const seconds = operator.running ? clock.now() - countedAt : 0;
      countedAt = clock.now();
      for (const show of controllers) show(operator, seconds);
      leads.set(operator.leads ? 1 : 0);
    },
  };
}

interface OperatorExporterProps {
  readonly store: MetricStore;
  readonly clock: Clock;
  readonly operator: OperatorState;
}

/** Counts what a controller did in so many seconds; what is not a whole reconcile yet is kept for the next time. */
function controllerSeries(store: MetricStore, controller: Controller) {
  const labels = { controller };
  const queue = { controller, name: controller };
  const results = new Map(
    RESULTS.map((result) => [result, store.counter('controller_runtime_reconcile_total', { ...labels, result })]),
  );
  const errors = store.counter('controller_runtime_reconcile_errors_total', labels);
  store.counter('controller_runtime_terminal_reconcile_errors_total', labels);
  store.counter('controller_runtime_reconcile_panics_total', labels);
  const time = store.histogram('controller_runtime_reconcile_time_seconds', labels);
  store.gauge('controller_runtime_max_concurrent_reconciles', labels).set(WORKERS[controller] ?? 1);
  const active = store.gauge('controller_runtime_active_workers', labels);
  const depth = store.gauge('workqueue_depth', { ...queue, priority: '' });
  const adds = store.counter('workqueue_adds_total', queue);
  const retries = store.counter('workqueue_retries_total', queue);
  const waited = store.histogram('workqueue_queue_duration_seconds', queue);
  const worked = store.histogram('workqueue_work_duration_seconds', queue);
  const unfinished = store.gauge('workqueue_unfinished_work_seconds', queue);
  const longest = store.gauge('workqueue_longest_running_processor_seconds', queue);
  let due = 0;
  let dueErrors = 0;
  return ({ controllers }: OperatorState, seconds: number) => {
    const { reconcilesPerSecond, errorShare, queueDepth, longestRunningSeconds } = controllers[controller];
    due += reconcilesPerSecond * seconds;
    const reconciles = Math.floor(due);
    due -= reconciles;
    dueErrors += reconciles * errorShare;
    const failed = Math.min(Math.floor(dueErrors), reconciles);
    dueErrors -= failed;
    results.get('error')?.add(failed);
    results.get('success')?.add(reconciles - failed);
    errors.add(failed);
    time.observe(RECONCILE_SECONDS, reconciles);
    adds.add(reconciles);
    retries.add(failed);
    waited.observe(QUEUE_SECONDS, reconciles);
    worked.observe(RECONCILE_SECONDS, reconciles);
    depth.set(queueDepth);
    active.set(longestRunningSeconds > 0 ? 1 : 0);
    unfinished.set(longestRunningSeconds);
    longest.set(longestRunningSeconds);
  };
}
