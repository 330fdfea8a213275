import type { CounterName, GaugeName } from '../../metrics/catalogue.js';
import {
  clampMin,
  equal,
  firstOf,
  type Matcher,
  maxBy,
  minBy,
  minus,
  number,
  plus,
  ratio,
  times,
} from '../../promql/build.js';
import { selectArks } from '../vocabulary/arks-series.js';
import { grouping } from '../vocabulary/identity.js';
import { rated } from '../vocabulary/rated.js';
import { record } from '../vocabulary/record.js';
import type { View } from '../vocabulary/view.js';

const CLASS = 'envoy_response_code_class';
/** Routes to an ArksEndpoint carry tenant and model; the cluster of ext_proc carries neither. */
const ROUTE = ['namespace', 'model'] as const;
const routes: readonly Matcher[] = [{ label: 'model', operator: '!=', value: '' }];
const code = (value: '503' | '504'): Matcher => ({ label: 'envoy_response_code', operator: '=', value });

export const gatewayUpstreamRequests = record({
  record: 'gateway:arks_upstream_requests:rate5m',
  title: 'Upstream requests',
  unit: 'requests/s',
  description:
    'Requests per second to the applications behind a model, by status class; answers that Envoy gives in their place are ' +
    '5xx. The first answers of a class are not included, since Envoy creates the series with them. Source: Envoy, which ' +
    'does not forward rejected requests.',
  labels: [...ROUTE, CLASS],
  rules: [{ expression: (view) => rated(view, [...ROUTE, CLASS], 'envoy_cluster_upstream_rq_xx', routes) }],
});

export const gatewayUpstreamTimeouts = record({
  record: 'gateway:arks_upstream_timeouts:ratio_rate5m',
  title: 'Answers cut by the route timeout',
  unit: 'ratio',
  description:
    'Share of the requests to the applications behind a model whose answer took longer than the route timeout, which is 15 ' +
    's unless set: streams break off after a 200, other answers become a 504. Source: Envoy.',
  labels: ROUTE,
  rules: [
    {
      expression: (view) =>
        ratio(
          rated(view, ROUTE, 'envoy_cluster_upstream_rq_timeout', routes),
          rated(view, ROUTE, 'envoy_cluster_upstream_rq_total', routes),
        ),
    },
  ],
});

/** What of a count did not end with a status of its own: an application that says the same by itself makes it too small. */
const withoutStatus = (view: View, name: CounterName, status: '503' | '504') => {
  const all = () => rated(view, ROUTE, name, routes);
  const told = rated(view, ROUTE, 'envoy_cluster_upstream_rq', [...routes, code(status)]);
  return clampMin(minus(all(), firstOf(told, times(all(), number(0)))), 0);
};

export const gatewayUpstreamBroken = record({
  record: 'gateway:arks_upstream_broken:rate5m',
  title: 'Upstream answers broken off',
  unit: 'requests/s',
  description:
    'Answers per second of the applications behind a model that broke off after their status: the route timeout passed, or ' +
    'the application closed the connection. This is a lower bound: any 503 and 504 that applications answer themselves are ' +
    'subtracted. Source: Envoy.',
  labels: ROUTE,
  rules: [
    {
      expression: (view) =>
        plus(
          withoutStatus(view, 'envoy_cluster_upstream_rq_timeout', '504'),
          withoutStatus(view, 'envoy_cluster_upstream_cx_destroy_remote_with_active_rq', '503'),
        ),
    },
  ],
});

/** Every Envoy sees the same hosts: the one that sees the worst counts. */
const hosts = (view: View, name: GaugeName, reduce: typeof minBy) =>
  reduce(grouping(view, ...ROUTE), selectArks(name, routes));

export const gatewayUpstreamHosts = record({
  record: 'gateway:arks_upstream_hosts:max',
  title: 'Upstream hosts',
  unit: 'count',
  description:
    'Hosts behind a model that Envoy knows. Several applications behind one ArksEndpoint are counted together.',
  labels: ROUTE,
  rules: [{ expression: (view) => hosts(view, 'envoy_cluster_membership_total', maxBy) }],
});

export const gatewayUpstreamHostsHealthy = record({
  record: 'gateway:arks_upstream_hosts_healthy:min',
  title: 'Healthy upstream hosts',
  unit: 'count',
  description:
    'Hosts behind a model that Envoy considers healthy. Three consecutive errors eject a host for 30 s, and for 30 s longer ' +
    'each time after that.',
  labels: ROUTE,
  rules: [{ expression: (view) => hosts(view, 'envoy_cluster_membership_healthy', minBy) }],
});

export const gatewayUpstreamHealthyRatio = record({
  record: 'gateway:arks_upstream_hosts_healthy:ratio',
  title: 'Healthy upstream hosts, share',
  unit: 'ratio',
  description:
    'Share of the hosts behind a model that Envoy considers healthy; 0 if there are no hosts. Each rule of a route has its ' +
    'own hosts; this is the worst rule.',
  labels: ROUTE,
  rules: [
    {
      expression: (view) => {
        const ofRule = grouping(view, ...ROUTE, 'envoy_cluster_name');
        const healthy = minBy(ofRule, selectArks('envoy_cluster_membership_healthy', routes));
        const total = () => maxBy(ofRule, selectArks('envoy_cluster_membership_total', routes));
        // A route that has lost all of its hosts is as bad as one whose hosts all fail; the comparison itself is that 0.
        return minBy(grouping(view, ...ROUTE), firstOf(ratio(healthy, total()), equal(total(), 0)));
      },
    },
  ],
});
