import { type Upstream, upstream } from './scenes-gateway.js';
import type { SpecialStory } from './special.js';
import type { Scene } from './timeline.js';

const alert = 'ArksGatewayUpstreamUnhealthy';
/** What two Envoys see of one rule of the route to tenant-a/qwen-7b. */
const rule = (number: number, hosts: Upstream): Scene =>
  [...upstream('envoy-3', hosts), ...upstream('envoy-5', hosts)].map((sample) => ({
    ...sample,
    labels: { ...sample.labels, envoy_cluster_name: `httproute/tenant-a/qwen-7b/rule/${number}` },
  }));

/** Several rules of one route, each with hosts of its own. */
export const routeRuleStories: readonly SpecialStory[] = [
  {
    alert,
    title: 'is silent while a rule of few hosts and one of many are healthy',
    phases: [{ scene: [...rule(0, { hosts: 11 }), ...rule(1, { hosts: 3 })], minutes: 60 }],
  },
  {
    alert,
    title: 'tells the share of the worst rule, not of all hosts',
    phases: [{ scene: [...rule(0, { hosts: 11 }), ...rule(1, { hosts: 2, healthy: 1 })], minutes: 15 }],
    told: [
      {
        labels: { namespace: 'tenant-a', model: 'qwen-7b', severity: 'critical' },
        summary: '50% of the hosts behind tenant-a/qwen-7b are healthy, limit 60%',
      },
    ],
  },
  {
    alert,
    title: 'tells of a rule that has no hosts at all',
    phases: [{ scene: [...rule(0, { hosts: 11 }), ...rule(1, { hosts: 0 })], minutes: 15 }],
    told: [
      {
        labels: { namespace: 'tenant-a', model: 'qwen-7b', severity: 'critical' },
        summary: '0% of the hosts behind tenant-a/qwen-7b are healthy, limit 60%',
      },
    ],
  },
];
