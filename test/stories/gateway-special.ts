import { gauge } from './scenes.js';
import { envoy, envoyUp, ORDINARY, pluginStarted, pluginUp, upstream } from './scenes-gateway.js';
import { operatorUp } from './scenes-resources.js';
import type { SpecialStory } from './special.js';
import type { Scene } from './timeline.js';
import { OF_ARKS, OF_ENVOY } from './told-labels.js';

const CRITICAL = { severity: 'critical' };
const PLUGIN_DOWN = {
  labels: { job: 'arks-gateway-plugins', ...OF_ARKS, ...CRITICAL },
  summary: 'no target of arks-gateway-plugins answers',
};
const ENVOY_DOWN = {
  labels: { job: 'monitoring/arks-envoy', ...OF_ENVOY, ...CRITICAL },
  summary: 'no target of monitoring/arks-envoy answers',
};
const plugins = [...pluginUp('plugin-3', 1), ...pluginUp('plugin-5', 1)];
const envoys = [...envoyUp('envoy-3', 1), ...envoyUp('envoy-5', 1)];
const of = (cluster: string, scene: Scene): Scene =>
  scene.map((sample) => ({ ...sample, labels: { ...sample.labels, cluster } }));

const startedAt = (pod: string, at: number): Scene => [...pluginUp(pod, 1), ...pluginStarted(pod, at)];

export const gatewaySpecialStories: readonly SpecialStory[] = [
  {
    alert: 'ArksGatewayDown',
    title: 'is silent while one of two Envoys is down',
    phases: [{ scene: [...plugins, ...envoyUp('envoy-3', 0), ...envoyUp('envoy-5', 1)], minutes: 60 }],
  },
  {
    alert: 'ArksGatewayDown',
    title: 'is silent while others in the namespaces of plugin and Envoy are down',
    phases: [
      {
        scene: [
          ...[...plugins, ...envoys, ...operatorUp('operator-3', 0)],
          gauge('up', { ...OF_ENVOY, job: 'envoy-gateway', pod: 'envoy-gateway-3' }, 0),
        ],
        minutes: 15,
      },
    ],
  },
  {
    alert: 'ArksGatewayDown',
    title: 'names the Envoys while none of them answers, whatever those of another cluster do',
    phases: [
      {
        scene: [
          ...[...plugins, ...envoyUp('envoy-3', 0), ...envoyUp('envoy-5', 0)],
          ...of('eu-3', [...plugins, ...envoys]),
        ],
        minutes: 6,
      },
    ],
    told: [ENVOY_DOWN],
  },
  {
    alert: 'ArksGatewayDown',
    title: 'names the Envoys once their targets vanish, which were never down',
    phases: [
      { scene: [...plugins, ...envoys], minutes: 20 },
      { scene: plugins, minutes: 6 },
    ],
    told: [ENVOY_DOWN],
  },
  {
    alert: 'ArksGatewayDown',
    title: 'names plugin and Envoys where Prometheus never had a target',
    phases: [{ scene: [], minutes: 6 }],
    told: [PLUGIN_DOWN, ENVOY_DOWN],
  },
  {
    alert: 'ArksGatewayDown',
    title: 'is not put off by the gateway of another cluster',
    settings: { cluster: { name: 'eu-1' } },
    phases: [{ scene: [...of('eu-1', envoys), ...of('eu-3', [...plugins, ...envoys])], minutes: 6 }],
    told: [{ ...PLUGIN_DOWN, labels: { ...PLUGIN_DOWN.labels, cluster: 'eu-1' } }],
  },
  {
    alert: 'ArksGatewayErrorRatioHigh',
    title: "fires for an unknown API token's 500s, which no application answered",
    phases: [
      {
        scene: [
          ...envoy('envoy-3', { goodPerSecond: 3, serverErrorsPerSecond: 0.7 }),
          ...upstream('envoy-3', { goodPerSecond: 3 }),
        ],
        minutes: 15,
      },
    ],
    told: [
      {
        labels: { ...OF_ENVOY, ...CRITICAL },
        summary: '18.92% of requests at the gateway end in a 5xx or break off, limit 5%',
      },
    ],
  },
  {
    alert: 'ArksGatewayErrorRatioHigh',
    title: 'counts requests of every class and Envoy as traffic',
    phases: [
      {
        scene: ['envoy-3', 'envoy-5'].flatMap((pod) =>
          envoy(pod, { goodPerSecond: 0.02, clientErrorsPerSecond: 0.01, serverErrorsPerSecond: 0.01 }),
        ),
        minutes: 15,
      },
    ],
    told: [
      {
        labels: { ...OF_ENVOY, ...CRITICAL },
        summary: '25% of requests at the gateway end in a 5xx or break off, limit 5%',
      },
    ],
  },
  {
    alert: 'ArksGatewayErrorRatioHigh',
    title: 'is silent once the traffic is over and every one of a few requests fails',
    phases: [
      { scene: envoy('envoy-3', ORDINARY), minutes: 60 },
      { scene: envoy('envoy-3', { serverErrorsPerSecond: 0.03 }), minutes: 60 },
    ],
  },
  {
    alert: 'ArksGatewayErrorRatioHigh',
    title: 'is silent while every one of a few requests fails',
    phases: [{ scene: envoy('envoy-3', { serverErrorsPerSecond: 0.05 }), minutes: 60 }],
  },
  {
    alert: 'ArksGatewayErrorRatioHigh',
    title: 'fires while every other stream breaks off after its 200',
    phases: [{ scene: envoy('envoy-3', { goodPerSecond: 4, cutPerSecond: 2 }), minutes: 15 }],
    told: [
      {
        labels: { ...OF_ENVOY, ...CRITICAL },
        summary: '50% of requests at the gateway end in a 5xx or break off, limit 5%',
      },
    ],
  },
  {
    alert: 'ArksGatewayLatencyHigh',
    title: 'fires below the timeout at which Envoy cuts answers where nobody set another',
    phases: [{ scene: envoy('envoy-3', { goodPerSecond: 4, latencyMilliseconds: 14_000 }), minutes: 20 }],
    told: [
      {
        labels: { ...OF_ENVOY, severity: 'warning' },
        summary: 'p95 latency at the gateway is 29s, limit 10s (whole streams count, answers that were cut do not)',
      },
    ],
  },
  {
    alert: 'ArksGatewayAnswersCut',
    title: 'fires while every answer of a model that is hardly used is cut',
    phases: [{ scene: upstream('envoy-3', { goodPerSecond: 0.01, streamsTimedOutPerSecond: 0.01 }), minutes: 20 }],
    told: [
      {
        labels: { namespace: 'tenant-a', model: 'qwen-7b', severity: 'warning' },
        summary: 'the route timeout cuts 100% of the answers of tenant-a/qwen-7b, limit 1%',
      },
    ],
  },
  {
    alert: 'ArksGatewayAnswersCut',
    title: 'is silent after a single cut',
    phases: [
      { scene: upstream('envoy-3', { goodPerSecond: 0.1 }), minutes: 30 },
      { scene: upstream('envoy-3', { goodPerSecond: 0.1, streamsTimedOutPerSecond: 1 / 60 }), minutes: 1 },
      { scene: upstream('envoy-3', { goodPerSecond: 0.1 }), minutes: 30 },
    ],
  },
  {
    alert: 'ArksGatewayExtProcFailing',
    title: 'fires while the plugin cannot be reached, so that no stream starts',
    phases: [{ scene: envoy('envoy-3', { serverErrorsPerSecond: 3, pluginFailuresPerSecond: 3 }), minutes: 15 }],
    told: [{ labels: { ...OF_ARKS, ...CRITICAL }, summary: '100% of requests fail at the gateway plugin, limit 1%' }],
  },
  {
    alert: 'ArksGatewayExtProcFailing',
    title: 'is silent while a few requests fail at the plugin',
    phases: [{ scene: envoy('envoy-3', { serverErrorsPerSecond: 0.05, pluginFailuresPerSecond: 0.05 }), minutes: 60 }],
  },
  {
    alert: 'ArksGatewayUpstreamUnhealthy',
    title: 'fires while Envoy has taken out every host',
    phases: [{ scene: upstream('envoy-3', { hosts: 3, healthy: 0 }), minutes: 15 }],
    told: [
      {
        labels: { namespace: 'tenant-a', model: 'qwen-7b', ...CRITICAL },
        summary: '0% of the hosts behind tenant-a/qwen-7b are healthy, limit 60%',
      },
    ],
  },
  {
    alert: 'ArksGatewayPluginRestarting',
    title: 'is silent through a rollout, which brings new pods one after the other',
    phases: [3, 5, 7, 11, 13].map((number) => ({
      scene: [
        ...[...pluginUp(`plugin-${number}`, 1), ...pluginStarted(`plugin-${number}`, 100 * number)],
        ...[...pluginUp(`plugin-${number + 1}`, 1), ...pluginStarted(`plugin-${number + 1}`, 100 * number + 7)],
      ],
      minutes: 3,
    })),
  },
  {
    alert: 'ArksGatewayPluginRestarting',
    title: 'counts restarts over the minutes in which the plugin does not answer, and those of one pod only',
    phases: [
      { scene: [...startedAt('plugin-3', 1_003), ...startedAt('plugin-5', 1_007)], minutes: 10 },
      { scene: [...pluginUp('plugin-3', 0), ...startedAt('plugin-5', 1_607)], minutes: 3 },
      { scene: [...startedAt('plugin-3', 1_753), ...startedAt('plugin-5', 1_607)], minutes: 7 },
      { scene: [...pluginUp('plugin-3', 0), ...startedAt('plugin-5', 1_607)], minutes: 4 },
      { scene: [...startedAt('plugin-3', 2_411), ...startedAt('plugin-5', 1_607)], minutes: 3 },
    ],
    told: [
      {
        labels: { namespace: 'arks-operator-system', pod: 'plugin-3', ...CRITICAL },
        summary: 'the gateway plugin in arks-operator-system/plugin-3 restarted 2 times within 30m, limit 1',
      },
    ],
  },
  {
    alert: 'ArksGatewayPluginRestarting',
    title: 'is silent while the operator and another program restart again and again',
    phases: [
      {
        scene: [
          ...startedAt('plugin-3', 1_003),
          ...pluginStarted('operator-3', 'again and again').map((sample) => ({
            ...sample,
            labels: { ...sample.labels, job: 'arks-operator-controller-manager-metrics-service' },
          })),
        ],
        minutes: 60,
      },
    ],
  },
  {
    alert: 'ArksGatewayRequestsTooLarge',
    title: 'fires for a client that tries again every three minutes',
    phases: Array.from({ length: 10 }, () => [
      { scene: envoy('envoy-3', { ...ORDINARY, tooLargePerSecond: 0.3 }), minutes: 1 },
      { scene: envoy('envoy-3', ORDINARY), minutes: 2 },
    ]).flat(),
    told: [
      {
        labels: { ...OF_ENVOY, severity: 'warning' },
        summary: 'the gateway rejects 0.12 requests per second because they are too large, limit 0.02',
      },
    ],
    leftOpen: {
      told: [
        {
          labels: { ...OF_ENVOY, severity: 'warning' },
          summary: 'the gateway rejects 0.075 requests per second because they are too large, limit 0.02',
        },
      ],
    },
  },
];
