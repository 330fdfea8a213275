import { moved } from './neighbours.js';
import { gauge, replica } from './scenes.js';
import {
  envoy,
  envoyUp,
  ORDINARY,
  pluginStarted,
  pluginUp,
  pluginUpstream,
  type Traffic,
  type Upstream,
  upstream,
} from './scenes-gateway.js';
import type { AlertStories } from './story.js';
import type { Scene } from './timeline.js';
import { OF_ARKS, OF_ENVOY } from './told-labels.js';

const CRITICAL = { severity: 'critical' };
const WARNING = { severity: 'warning' };

/** Two Envoys, each with traffic of its own. */
const envoys = (one: Traffic, other: Traffic): Scene => [...envoy('envoy-3', one), ...envoy('envoy-5', other)];
const healthy = envoys(ORDINARY, ORDINARY);
const idle = envoys({}, {});
const oneIdle = [...healthy, ...envoy('envoy-7', {})];

/** Two plugins and two Envoys that answer, or do not, and an engine that does not. */
const answers = (plugins: readonly [0 | 1, 0 | 1], proxies: readonly [0 | 1, 0 | 1]): Scene => [
  ...[...pluginUp('plugin-3', plugins[0]), ...pluginUp('plugin-5', plugins[1])],
  ...[...envoyUp('envoy-3', proxies[0]), ...envoyUp('envoy-5', proxies[1])],
  gauge('up', replica('a'), 0),
];

/** Two plugins that answer, and when they started. */
const started = (one: number | 'again and again', other: number): Scene => [
  ...[...pluginUp('plugin-3', 1), ...pluginStarted('plugin-3', one)],
  ...[...pluginUp('plugin-5', 1), ...pluginStarted('plugin-5', other)],
];

/** Two Envoys that refuse so many requests per second for their length. */
const refusing = (one: number, other: number): Scene =>
  envoys({ ...ORDINARY, tooLargePerSecond: one }, { ...ORDINARY, tooLargePerSecond: other });

/** What two Envoys see of two models. */
const models = (one: Upstream, other: Upstream): Scene => [
  ...[...upstream('envoy-3', one), ...upstream('envoy-5', other)],
  ...upstream('envoy-3', { namespace: 'tenant-b', model: 'mistral-9b', hosts: 3 }),
];

/** What everybody's requests go through. */
export const gatewayStories: readonly AlertStories[] = [
  {
    alert: 'ArksGatewayDown',
    healthy: answers([1, 1], [1, 1]),
    faulty: answers([0, 0], [1, 1]),
    firesAfterMinutes: 5,
    told: [
      {
        labels: { job: 'arks-gateway-plugins', ...OF_ARKS, ...CRITICAL },
        summary: 'no target of arks-gateway-plugins answers',
      },
    ],
    justBelow: answers([0, 1], [1, 0]),
    noTraffic: 'asks whether targets answer, not what they do',
    idleReplica: 'asks whether targets answer, not what they do',
    counterReset: 'reads gauges only',
    whenGone: 'fires',
    toldWhenGone: [
      {
        labels: { job: 'arks-gateway-plugins', ...OF_ARKS, ...CRITICAL },
        summary: 'no target of arks-gateway-plugins answers',
      },
      {
        labels: { job: 'monitoring/arks-envoy', ...OF_ENVOY, ...CRITICAL },
        summary: 'no target of monitoring/arks-envoy answers',
      },
    ],
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksGatewayErrorRatioHigh',
    healthy,
    faulty: envoys(
      { ...ORDINARY, serverErrorsPerSecond: 0.3, cutPerSecond: 0.4 },
      { goodPerSecond: 5, clientErrorsPerSecond: 0.5, serverErrorsPerSecond: 0.9 },
    ),
    firesAfterMinutes: 7,
    told: [
      {
        labels: { ...OF_ENVOY, ...CRITICAL },
        summary: '11.43% of requests at the gateway end in a 5xx or break off, limit 5%',
      },
    ],
    justBelow: envoys(
      { goodPerSecond: 17.5, clientErrorsPerSecond: 3, serverErrorsPerSecond: 0.5, cutPerSecond: 0.5 },
      { goodPerSecond: 13.3, clientErrorsPerSecond: 5, serverErrorsPerSecond: 0.7, cutPerSecond: 0.3 },
    ),
    noTraffic: idle,
    idleReplica: oneIdle,
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 9,
  },
  {
    alert: 'ArksGatewayLatencyHigh',
    healthy,
    faulty: envoys(
      { goodPerSecond: 9.3, latencyMilliseconds: 7_000 },
      { goodPerSecond: 0.7, latencyMilliseconds: 390_000 },
    ),
    firesAfterMinutes: 14,
    told: [
      {
        labels: { ...OF_ENVOY, ...WARNING },
        summary: 'p95 latency at the gateway is 6m 25s, limit 10s (whole streams count, answers that were cut do not)',
      },
    ],
    justBelow: envoys({ ...ORDINARY, latencyMilliseconds: 10_000 }, { ...ORDINARY, latencyMilliseconds: 10_000 }),
    noTraffic: idle,
    idleReplica: oneIdle,
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 7,
  },
  {
    alert: 'ArksGatewayAnswersCut',
    healthy: models({ goodPerSecond: 7 }, { goodPerSecond: 5 }),
    faulty: models(
      { goodPerSecond: 7, streamsTimedOutPerSecond: 0.3 },
      { goodPerSecond: 5, serverErrorsPerSecond: 0.5, timedOutPerSecond: 0.2 },
    ),
    firesAfterMinutes: 12,
    told: [
      {
        labels: { namespace: 'tenant-a', model: 'qwen-7b', ...WARNING },
        summary: 'the route timeout cuts 4% of the answers of tenant-a/qwen-7b, limit 1%',
      },
    ],
    justBelow: models(
      { goodPerSecond: 7, streamsTimedOutPerSecond: 0.07 },
      { goodPerSecond: 2, serverErrorsPerSecond: 1, timedOutPerSecond: 0.03 },
    ),
    noTraffic: models({}, {}),
    idleReplica: models({ goodPerSecond: 7 }, {}),
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 10,
    leftOpen: { firesAfterMinutes: 11 },
  },
  {
    alert: 'ArksGatewayUpstreamUnhealthy',
    healthy: models({ hosts: 7 }, { hosts: 7 }),
    faulty: [...models({ hosts: 6, healthy: 5 }, { hosts: 7, healthy: 3 }), ...pluginUpstream('envoy-3', 3, 1)],
    firesAfterMinutes: 9,
    told: [
      {
        labels: { namespace: 'tenant-a', model: 'qwen-7b', ...CRITICAL },
        summary: '42.86% of the hosts behind tenant-a/qwen-7b are healthy, limit 60%',
      },
    ],
    justBelow: models({ hosts: 5, healthy: 3 }, { hosts: 5, healthy: 3 }),
    noTraffic: 'asks for the health of hosts, with or without requests',
    idleReplica: models({ hosts: 7, goodPerSecond: 9 }, { hosts: 7 }),
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 7,
    leftOpen: { firesAfterMinutes: 8 },
  },
  {
    alert: 'ArksGatewayExtProcFailing',
    healthy,
    faulty: envoys(
      { ...ORDINARY, pluginFailuresPerSecond: 0.13, pluginTimeoutsPerSecond: 0.03 },
      { ...ORDINARY, pluginFailuresPerSecond: 0.05, pluginTimeoutsPerSecond: 0.01 },
    ),
    firesAfterMinutes: 9,
    told: [{ labels: { ...OF_ARKS, ...CRITICAL }, summary: '1.486% of requests fail at the gateway plugin, limit 1%' }],
    justBelow: envoys(
      { goodPerSecond: 9, serverErrorsPerSecond: 1, pluginFailuresPerSecond: 0.1 },
      { goodPerSecond: 7, serverErrorsPerSecond: 3, pluginTimeoutsPerSecond: 0.1 },
    ),
    noTraffic: idle,
    idleReplica: oneIdle,
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 7,
    leftOpen: { firesAfterMinutes: 8 },
  },
  {
    alert: 'ArksGatewayPluginRestarting',
    healthy: started(1_703, 1_907),
    faulty: started('again and again', 1_907),
    firesAfterMinutes: 2,
    told: [
      {
        labels: { namespace: 'arks-operator-system', pod: 'plugin-3', ...CRITICAL },
        summary: 'the gateway plugin in arks-operator-system/plugin-3 restarted 3 times within 30m, limit 1',
      },
    ],
    // Once each, as where a node starts all its containers anew.
    justBelow: started(7_001, 7_013),
    noTraffic: 'asks when processes started, not what they do',
    idleReplica: [...started(1_703, 1_907), ...pluginUp('plugin-7', 1), ...pluginStarted('plugin-7', 2_011)],
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 30,
  },
  {
    alert: 'ArksGatewayRequestsTooLarge',
    healthy: refusing(0.003, 0.005),
    faulty: refusing(0.03, 0.07),
    firesAfterMinutes: 16,
    told: [
      {
        labels: { ...OF_ENVOY, ...WARNING },
        summary: 'the gateway rejects 0.1 requests per second because they are too large, limit 0.02',
      },
    ],
    // Another monitor reads the same Envoys.
    justBelow: [...refusing(0.007, 0.0129), ...moved(refusing(0.007, 0.0129), (own) => ({ ...own, job: 'envoys' }))],
    noTraffic: idle,
    idleReplica: [...refusing(0.003, 0.005), ...envoy('envoy-7', {})],
    counterReset: 'silent',
    whenGone: 'silent',
    recoversAfterMinutes: 5,
    leftOpen: { firesAfterMinutes: 16 },
  },
];
