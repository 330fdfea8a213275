import { family, sometimes } from '../metric.js';
import { grids } from './grids.js';

const shared = {
  component: 'dynamo',
  source: 'a running ai-dynamo 1.6.1',
  since: 'a running 1.6.1',
} as const;
const ofFrontend = { ...shared, generations: ['frontend-1.6'] } as const;
const ofWorker = { ...shared, generations: ['component-1.6'] } as const;
const frontend = family({ ...ofFrontend, labels: {} });
const byThread = family({ ...ofFrontend, labels: { worker: 2 } });
const worker = family({ ...ofWorker, labels: {} });

/** What Dynamo's processes show of their runtime, their transports and their queues. No signal reads it. */
export const processParts = [
  frontend.gauge('dynamo_tokio_alive_tasks', 'count', 'Tasks'),
  frontend.gauge('dynamo_tokio_blocking_idle_threads', 'count', 'Idle threads for what blocks'),
  frontend.gauge('dynamo_tokio_blocking_queue_depth', 'count', 'Tasks that wait for such a thread'),
  frontend.gauge('dynamo_tokio_blocking_threads', 'count', 'Threads for what blocks'),
  frontend.counter('dynamo_tokio_budget_forced_yield_total', 'count', 'Tasks that had to yield'),
  frontend.gauge('dynamo_tokio_global_queue_depth', 'count', 'Tasks in the common queue'),
  frontend.counter('dynamo_tokio_queue_overload_warnings_total', 'count', 'Warnings of a full queue'),
  byThread.gauge('dynamo_tokio_worker_busy_ratio', 'ratio', 'Share of time that a thread works', {
    note: 'in thousandths: 69 was read of an idle frontend',
  }),
  byThread.gauge('dynamo_tokio_worker_local_queue_depth', 'count', 'Tasks in the queue of a thread'),
  byThread.gauge('dynamo_tokio_worker_mean_poll_time_ns', 'nanoseconds', 'Mean time of a poll'),
  byThread.counter('dynamo_tokio_worker_overflow_count_total', 'count', 'Tasks that overflowed'),
  byThread.counter('dynamo_tokio_worker_park_count_total', 'count', 'Times that a thread slept'),
  byThread.counter('dynamo_tokio_worker_steal_count_total', 'count', 'Tasks that a thread took from others'),
  frontend.counter('dynamo_transport_tcp_accept_backoff_total', 'count', 'Times that accepting paused'),
  frontend.counter('dynamo_transport_tcp_bytes_received_total', 'bytes', 'Bytes received'),
  frontend.counter('dynamo_transport_tcp_bytes_sent_total', 'bytes', 'Bytes sent'),
  frontend.counter('dynamo_transport_tcp_errors_total', 'errors', 'Errors of connections'),
  family({
    ...ofWorker,
    labels: { dynamo_component: 1, dynamo_namespace: 1, worker_id: 1, model: sometimes },
  }).counter('dynamo_component_kv_publisher_engines_dropped_events_total', 'events', 'Events of the KV cache lost'),
  worker.gauge('dynamo_engine_request', 'requests', 'Requests at the engine'),
  worker.counter('dynamo_rejection_request_total', 'requests', 'Requests rejected'),
  worker.gauge('dynamo_request_queue', 'requests', 'Requests in the queue'),
  worker.counter('dynamo_work_handler_enqueue_rejected_total', 'requests', 'Requests that found the queue full'),
  worker.histogram(
    'dynamo_work_handler_network_transit_seconds',
    'seconds',
    grids.step,
    'Time from the frontend to the worker',
  ),
  worker.histogram('dynamo_work_handler_permit_wait_seconds', 'seconds', grids.permitWait, 'Time in the queue'),
  worker.gauge('dynamo_work_handler_pool_active_tasks', 'count', 'Requests in work'),
  worker.gauge('dynamo_work_handler_pool_capacity', 'count', 'Requests that fit into work'),
  worker.gauge('dynamo_work_handler_queue_capacity', 'count', 'Requests that fit into the queue'),
  worker.gauge('dynamo_work_handler_queue_depth', 'count', 'Requests in the queue'),
  worker.histogram(
    'dynamo_work_handler_time_to_first_response_seconds',
    'seconds',
    grids.firstResponse,
    'Time until the engine begins to answer',
  ),
] as const;
