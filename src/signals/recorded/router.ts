import {
  and,
  atLeast,
  type CounterSeries,
  countBy,
  type Expression,
  equal,
  extractLabel,
  firstOf,
  type Matcher,
  maxBy,
  minBy,
  sumBy,
} from '../../promql/build.js';
import { rate, select } from '../exposed.js';
import { grouping, TARGET } from '../identity.js';
import { record } from '../record.js';
import type { View } from '../view.js';

const REQUESTS = ['smg_router_requests_total', 'sgl_router_pd_requests_total', 'sgl_router_requests_total'] as const;
const ERRORS = [
  'smg_router_request_errors_total',
  'sgl_router_pd_errors_total',
  'sgl_router_request_errors_total',
] as const;
const DURATIONS = [
  'smg_router_request_duration_seconds_bucket',
  'sgl_router_pd_request_duration_seconds_bucket',
  'sgl_router_request_duration_seconds_bucket',
] as const;

/** Per pod before the names are joined: the generations carry different labels, and one router counts in one of them. */
function joinedPerPod(names: readonly CounterSeries[], by: readonly string[], view: View): Expression {
  const perPod = names.map((name) => sumBy(grouping(view, ...TARGET, 'pod', ...by), rate(name, view.window)));
  const [first, ...rest] = perPod;
  if (first === undefined) throw new Error('a record must read at least one metric');
  return sumBy(grouping(view, ...TARGET, ...by), firstOf(first, ...rest));
}

export const routerRequests = record({
  record: 'application:arks_router_requests:rate5m',
  title: 'Router requests',
  unit: 'requests/s',
  description: 'Requests per second that the router of a disaggregated application took.',
  labels: TARGET,
  rules: [{ expression: (view) => joinedPerPod(REQUESTS, [], view) }],
});

export const routerErrors = record({
  record: 'application:arks_router_errors:rate5m',
  title: 'Router errors',
  unit: 'requests/s',
  description: 'Requests per second that the router could not serve, by type of error.',
  labels: [...TARGET, 'error_type'],
  rules: [{ expression: (view) => joinedPerPod(ERRORS, ['error_type'], view) }],
});

export const routerLatency = record({
  record: 'application:arks_router_latency_seconds_bucket:rate5m',
  title: 'Router latency',
  unit: 'seconds',
  description: "Time a request spent at the router, its engines included. Its grid is coarser than the engines'.",
  labels: [...TARGET, 'le'],
  rules: [{ expression: (view) => joinedPerPod(DURATIONS, ['le'], view) }],
});

/** Host and port of a worker's URL, without the rank that a data-parallel one ends in. */
const WORKER_ADDRESS = 'https?://([^/@]+).*';
const workers: readonly Matcher[] = [{ label: 'role', operator: '=~', value: 'prefill|decode' }];

/**
 * The new router says -1 of a worker that was removed. The old one goes on with what it said last (sgl-router
 * worker_registry.rs, remove), so of its workers only those count that are still targets.
 */
function health(view: View): Expression {
  const old = extractLabel(select('sgl_router_worker_health'), WORKER_ADDRESS, 'worker', 'instance');
  return firstOf(
    atLeast(select('smg_worker_health'), 0),
    and(old, select('up', workers), grouping(view, 'namespace', 'application', 'instance')),
  );
}
const perPod = (view: View) => grouping(view, ...TARGET, 'pod');

export const routerWorkers = record({
  record: 'application:arks_router_workers:max',
  title: 'Router workers',
  unit: 'count',
  description: 'Prefill and decode workers that a router knows; of the old router those that are scraped, too.',
  labels: TARGET,
  rules: [
    {
      expression: (view) => maxBy(grouping(view, ...TARGET), countBy(perPod(view), health(view))),
    },
  ],
});

export const routerWorkersHealthy = record({
  record: 'application:arks_router_workers_healthy:min',
  title: 'Healthy router workers',
  unit: 'count',
  description: 'Workers that the router which sees the fewest holds for healthy.',
  labels: TARGET,
  rules: [
    {
      expression: (view) => minBy(grouping(view, ...TARGET), sumBy(perPod(view), health(view))),
    },
  ],
});

export const routerWorkersUnhealthy = record({
  record: 'application:arks_router_workers_unhealthy:max',
  title: 'Unhealthy router workers',
  unit: 'count',
  description: 'Workers that the router which sees the most holds for unhealthy; nothing while all are healthy.',
  labels: TARGET,
  rules: [
    {
      expression: (view) => maxBy(grouping(view, ...TARGET), countBy(perPod(view), equal(health(view), 0))),
    },
  ],
});
