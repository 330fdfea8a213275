import type { Fleet } from '../fleet/fleet.js';
import { constant } from '../model/arrivals.js';
import { CHAT, standardFleet, workloads } from '../scenarios/standard.js';
import { at, burns, type Fault, nothing } from './fault.js';

const manyUsers = Array.from({ length: 14 }, (_, index) => `robot-${index}`);

const MODELS = [
  ['tenant-a', 'qwen-7b'],
  ['tenant-a', 'deepseek-r1'],
  ['tenant-b', 'glm-9b'],
] as const;
/** Answers of which a part takes longer than 15 s. */
const LONG = { median: 1_000, spread: 0.3, least: 50, most: 3_000 };
const CRITICAL = { severity: 'critical' };
const SECONDS_PER_MINUTE = 60;

function setRouteTimeout(fleet: Fleet, seconds: number): void {
  for (const [namespace, model] of MODELS) fleet.gateway.faults(namespace, model).routeTimeoutSeconds = seconds;
}

function setBreakShare(fleet: Fleet, share: number): void {
  for (const [namespace, model] of MODELS) fleet.gateway.faults(namespace, model).breakShare = share;
}

/** What goes wrong in Envoy, in the plugin, and between them and what they count. */
export const gatewayFaults: readonly Fault[] = [
  {
    name: 'upstreams-lost',
    title: 'Envoy reaches one host of three behind a model',
    fleet: standardFleet,
    minutes: 45,
    begin: (fleet) => {
      fleet.gateway.faults('tenant-a', 'qwen-7b').lostHosts = 2;
    },
    ends: {
      afterMinutes: 20,
      quietWithinMinutes: 20,
      mend: (fleet) => {
        fleet.gateway.faults('tenant-a', 'qwen-7b').lostHosts = 0;
      },
    },
    raises: [
      { alert: 'ArksGatewayUpstreamUnhealthy', withinMinutes: 15, labels: { namespace: 'tenant-a', model: 'qwen-7b' } },
      // Below half of the hosts Envoy asks all of them, those that it cannot reach as well.
      { alert: 'ArksGatewayErrorRatioHigh', withinMinutes: 15, labels: CRITICAL },
      burns('gateway-availability'),
    ],
  },
  {
    name: 'streams-cut-by-timeout',
    title: 'the routes have the timeout that Envoy has by itself, 15 s, and every longer answer is cut',
    fleet: {
      ...standardFleet,
      workloads: workloads.map((one) => ({ ...one, arrivals: constant(0.15), generationTokens: LONG })),
    },
    minutes: 45,
    begin: (fleet) => setRouteTimeout(fleet, 15),
    ends: { afterMinutes: 20, quietWithinMinutes: 20, mend: (fleet) => setRouteTimeout(fleet, 0) },
    raises: [
      ...MODELS.map(([namespace, model]) => ({
        alert: 'ArksGatewayAnswersCut' as const,
        withinMinutes: 18,
        labels: { namespace, model, severity: 'warning' },
      })),
      { alert: 'ArksGatewayErrorRatioHigh', withinMinutes: 15, labels: CRITICAL },
      burns('gateway-availability'),
    ],
  },
  {
    name: 'engines-die-in-mid-stream',
    title: 'one stream in eight breaks off after its 200, since its engine goes away',
    fleet: standardFleet,
    minutes: 45,
    begin: (fleet) => setBreakShare(fleet, 0.125),
    ends: { afterMinutes: 20, quietWithinMinutes: 20, mend: (fleet) => setBreakShare(fleet, 0) },
    raises: [
      { alert: 'ArksGatewayErrorRatioHigh', withinMinutes: 15, labels: CRITICAL },
      burns('gateway-availability'),
    ],
  },
  {
    name: 'plugin-hangs',
    title: 'the plugin takes longer than Envoy waits',
    fleet: standardFleet,
    minutes: 30,
    begin: (fleet) => {
      for (const plugin of fleet.plugins) plugin.delaySeconds = 6;
    },
    raises: [
      { alert: 'ArksGatewayExtProcFailing', withinMinutes: 15, labels: CRITICAL },
      { alert: 'ArksGatewayErrorRatioHigh', withinMinutes: 15, labels: CRITICAL },
      burns('gateway-availability'),
    ],
  },
  {
    name: 'plugin-gone',
    title: 'no replica of the plugin is left',
    fleet: standardFleet,
    minutes: 30,
    begin: (fleet) => {
      for (const plugin of fleet.plugins) {
        plugin.down = true;
        plugin.component.exists = false;
      }
    },
    raises: [
      { alert: 'ArksGatewayDown', withinMinutes: 10, labels: { ...CRITICAL, job: 'arks-gateway-plugins' } },
      { alert: 'ArksGatewayExtProcFailing', withinMinutes: 15, labels: CRITICAL },
      { alert: 'ArksGatewayErrorRatioHigh', withinMinutes: 15, labels: CRITICAL },
      burns('gateway-availability'),
    ],
  },
  {
    name: 'gateway-5xx',
    title: 'one request in five is answered with 503 on its way to the engines',
    fleet: standardFleet,
    minutes: 45,
    begin: (fleet) => {
      for (const [namespace, model] of MODELS) fleet.gateway.faults(namespace, model).errorShare = 0.2;
    },
    ends: {
      afterMinutes: 20,
      quietWithinMinutes: 20,
      mend: (fleet) => {
        for (const [namespace, model] of MODELS) fleet.gateway.faults(namespace, model).errorShare = 0;
      },
    },
    raises: [
      { alert: 'ArksGatewayErrorRatioHigh', withinMinutes: 15, labels: CRITICAL },
      burns('gateway-availability'),
    ],
  },
  {
    name: 'plugin-restarts',
    title: 'the process of one of two plugins ends every ten minutes and is started again in its pod',
    fleet: standardFleet,
    minutes: 45,
    begin: (fleet) => {
      for (const minutes of [0, 10, 20]) {
        fleet.clock.after(minutes * SECONDS_PER_MINUTE, () => at(fleet.plugins, 0).component.restart());
      }
    },
    raises: [
      {
        alert: 'ArksGatewayPluginRestarting',
        withinMinutes: 15,
        labels: { ...CRITICAL, namespace: 'arks-operator-system', pod: 'arks-gateway-plugins-0' },
      },
    ],
  },
  {
    name: 'prompts-too-large',
    title: 'a client sends prompts that are over the buffer limit of Envoy, one in five seconds',
    fleet: {
      ...standardFleet,
      workloads: [...workloads, { ...CHAT, user: 'erin', flaw: 'body too large', arrivals: constant(0.002) }],
    },
    minutes: 50,
    begin: (fleet) => fleet.traffic('erin', 'qwen-7b').scale(100),
    ends: {
      afterMinutes: 30,
      quietWithinMinutes: 15,
      mend: (fleet) => fleet.traffic('erin', 'qwen-7b').scale(1),
    },
    raises: [{ alert: 'ArksGatewayRequestsTooLarge', withinMinutes: 25, labels: { severity: 'warning' } }],
  },
  {
    name: 'label-explosion',
    title: 'users of whole answers come one after the other until a scrape of the plugin nears its limit',
    fleet: {
      ...standardFleet,
      tokens: [
        ...standardFleet.tokens,
        ...manyUsers.map((user) => ({ namespace: 'tenant-b', user, qos: [{ model: 'glm-9b', rateLimits: [] }] })),
      ],
      workloads: [
        ...workloads,
        ...manyUsers.map((user) => ({ ...at(workloads, 2), user, streamingShare: 0, arrivals: constant(0.003) })),
      ],
    },
    settings: { surfaces: { gateway: { seriesBudget: 1_500, sampleLimit: 1_500 } } },
    settleMinutes: 0,
    minutes: 60,
    begin: nothing,
    raises: [
      { alert: 'ArksScrapeBudgetExceeded', withinMinutes: 55, labels: { job: 'arks-gateway-plugins' }, alerts: 2 },
    ],
  },
];
