import type { Fleet } from '../fleet/fleet.js';
import { constant } from '../model/arrivals.js';
import { standardFleet, workloads } from '../scenarios/standard.js';
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
        alert: 'ArksGatewayAnswersCut',
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
    name: 'streams-not-counted',
    title: 'usage and end of a stream come in different chunks, so the plugin counts no streamed token',
    fleet: standardFleet,
    settleMinutes: 60,
    minutes: 160,
    begin: (fleet) => {
      fleet.gateway.chunking.usageWithEndShare = 0;
    },
    raises: [
      { alert: 'ArksTokenAccountingDrift', withinMinutes: 150, labels: { namespace: 'tenant-a', model: 'qwen-7b' } },
      { alert: 'ArksTokenAccountingDrift', withinMinutes: 150, labels: { namespace: 'tenant-b', model: 'glm-9b' } },
    ],
  },
  {
    name: 'label-explosion',
    title: 'users come one after the other until a scrape of the plugin nears its limit',
    fleet: {
      ...standardFleet,
      tokens: [
        ...standardFleet.tokens,
        ...manyUsers.map((user) => ({ namespace: 'tenant-b', user, qos: [{ model: 'glm-9b', rateLimits: [] }] })),
      ],
      workloads: [...workloads, ...manyUsers.map((user) => ({ ...at(workloads, 2), user, arrivals: constant(0.003) }))],
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
