import {
  and,
  atLeast,
  countBy,
  type Expression,
  equal,
  extractLabel,
  firstOf,
  type Matcher,
  maxBy,
  minBy,
  multiplyManyToOne,
  oneOf,
  sumBy,
  unless,
} from '../../promql/build.js';
import { answering } from '../vocabulary/answering.js';
import { selectArks } from '../vocabulary/arks-series.js';
import { grouping, REPLICAS, TARGET, type TargetLabel } from '../vocabulary/identity.js';
import { record } from '../vocabulary/record.js';
import type { View } from '../vocabulary/view.js';

/** Host and port of a worker's URL, without the rank that a data-parallel one ends in. */
const WORKER_ADDRESS = 'https?://([^/@]+).*';
const ofRoles = (...roles: readonly string[]): readonly Matcher[] => [...REPLICAS, oneOf('role', roles)];
const WORKERS = ofRoles('prefill', 'decode');
const ROUTERS = ofRoles('router');
const application = (view: View) => grouping(view, 'namespace', 'application');
const perPod = (view: View) => grouping(view, ...TARGET, 'pod');

/**
 * The new router says -1 of a worker that was removed, or takes its series away. The old one says 0 of it for good (measured,
 * 0.2.4), so of its workers only those count that are still targets.
 */
function health(view: View): Expression<TargetLabel | 'pod'> {
  const old = extractLabel(selectArks('sgl_router_worker_health'), WORKER_ADDRESS, 'worker', 'instance');
  return firstOf(
    atLeast(selectArks('smg_worker_health'), 0),
    and(old, selectArks('up', WORKERS), grouping(view, 'namespace', 'application', 'instance')),
  );
}

/**
 * What routers say, and of applications whose router answers and says nothing of any worker, what their prefill and decode
 * targets say: a router of 0.1.x in PD mode has no health at all.
 */
function told(
  ofRouters: Expression<TargetLabel>,
  ofTargets: Expression<'namespace' | 'application'>,
  view: View,
): Expression<TargetLabel> {
  const routersRead = maxBy(grouping(view, ...TARGET), equal(selectArks('up', ROUTERS), 1));
  const says = firstOf(selectArks('smg_worker_health'), selectArks('sgl_router_worker_health'));
  const silent = unless(routersRead, says, application(view));
  return firstOf(ofRouters, multiplyManyToOne(silent, ofTargets, application(view)));
}

const NOT_TOLD = 'Where the router does not report its workers, prefill and decode targets';

export const routerWorkers = record({
  record: 'application:arks_router_workers:max',
  title: 'Router workers',
  unit: 'count',
  description: `Prefill and decode workers that a router knows; for the old router also those that are scraped. ${NOT_TOLD}.`,
  labels: TARGET,
  rules: [
    {
      expression: (view) =>
        told(
          maxBy(grouping(view, ...TARGET), countBy(perPod(view), health(view))),
          countBy(application(view), selectArks('up', WORKERS)),
          view,
        ),
    },
  ],
});

export const routerWorkersHealthy = record({
  record: 'application:arks_router_workers_healthy:min',
  title: 'Healthy router workers',
  unit: 'count',
  description: `Healthy workers, according to the router that sees the fewest. ${NOT_TOLD} that answer a scrape.`,
  labels: TARGET,
  rules: [
    {
      expression: (view) =>
        told(
          minBy(grouping(view, ...TARGET), sumBy(perPod(view), health(view))),
          sumBy(application(view), answering(WORKERS)),
          view,
        ),
    },
  ],
});

export const routerWorkersUnhealthy = record({
  record: 'application:arks_router_workers_unhealthy:max',
  title: 'Unhealthy router workers',
  unit: 'count',
  description:
    `Unhealthy workers, according to the router that sees the most; no value while all are healthy. ${NOT_TOLD} that do not ` +
    'answer a scrape.',
  labels: TARGET,
  rules: [
    {
      expression: (view) =>
        told(
          maxBy(grouping(view, ...TARGET), countBy(perPod(view), equal(health(view), 0))),
          countBy(application(view), equal(answering(WORKERS), 0)),
          view,
        ),
    },
  ],
});
