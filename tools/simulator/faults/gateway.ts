import { constant } from '../model/arrivals.js';
import { standardFleet, workloads } from '../scenarios/standard.js';
import { at, burns, type Fault, nothing } from './fault.js';

const QUOTA = { namespace: 'tenant-a', quota_name: 'team', quota_type: 'total' };
const manyUsers = Array.from({ length: 14 }, (_, index) => `robot-${index}`);

/** What goes wrong in Envoy, in the plugin, and between them and what they count. */
export const gatewayFaults: readonly Fault[] = [
  {
    name: 'upstreams-lost',
    title: 'Envoy reaches one host of three behind a model',
    fleet: standardFleet,
    minutes: 30,
    begin: (fleet) => {
      fleet.gateway.faults('tenant-a', 'qwen-7b').lostHosts = 2;
    },
    raises: [
      { alert: 'ArksGatewayUpstreamUnhealthy', withinMinutes: 15, labels: { namespace: 'tenant-a', model: 'qwen-7b' } },
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
      { alert: 'ArksGatewayExtProcFailing', withinMinutes: 15 },
      { alert: 'ArksGatewayErrorRatioHigh', withinMinutes: 15 },
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
      { alert: 'ArksGatewayDown', withinMinutes: 10 },
      { alert: 'ArksGatewayExtProcFailing', withinMinutes: 15 },
      { alert: 'ArksGatewayErrorRatioHigh', withinMinutes: 15 },
      burns('gateway-availability'),
    ],
  },
  {
    name: 'gateway-5xx',
    title: 'one request in five is answered with 503 on its way to the engines',
    fleet: standardFleet,
    minutes: 30,
    begin: (fleet) => {
      for (const [namespace, model] of [
        ['tenant-a', 'qwen-7b'],
        ['tenant-a', 'deepseek-r1'],
        ['tenant-b', 'glm-9b'],
      ] as const) {
        fleet.gateway.faults(namespace, model).errorShare = 0.2;
      }
    },
    raises: [{ alert: 'ArksGatewayErrorRatioHigh', withinMinutes: 15 }, burns('gateway-availability')],
  },
  {
    name: 'streams-not-counted',
    title: 'usage and end of a stream come in different chunks, so the plugin counts no streamed token',
    fleet: standardFleet,
    settleMinutes: 60,
    minutes: 240,
    begin: (fleet) => {
      fleet.gateway.chunking.usageWithEndShare = 0;
    },
    raises: [{ alert: 'ArksTokenAccountingDrift', withinMinutes: 220 }],
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
    raises: [{ alert: 'ArksScrapeBudgetExceeded', withinMinutes: 55 }],
  },
];

/** What single tenants do, and what is done to them. */
export const tenantFaults: readonly Fault[] = [
  {
    name: 'rate-limited-all-day',
    title: 'a user asks twice as often as its limit allows',
    fleet: standardFleet,
    minutes: 60,
    begin: (fleet) => fleet.traffic('alice', 'qwen-7b').scale(9),
    raises: [
      {
        alert: 'ArksGatewayRateLimited',
        withinMinutes: 45,
        labels: { namespace: 'tenant-a', user: 'alice', model: 'qwen-7b' },
      },
    ],
  },
  {
    name: 'tenant-floods',
    title: 'one user without a limit takes most tokens while another is limited',
    fleet: {
      ...standardFleet,
      tokens: standardFleet.tokens.map((token) =>
        token.user === 'dave'
          ? { ...token, qos: [{ model: 'glm-9b', rateLimits: [{ type: 'rpm', value: 7 }] }] }
          : token,
      ),
    },
    minutes: 60,
    begin: (fleet) => fleet.traffic('carol', 'glm-9b').scale(9),
    raises: [
      { alert: 'ArksTenantDominates', withinMinutes: 50, labels: { namespace: 'tenant-b', user: 'carol' } },
      { alert: 'ArksGatewayRateLimited', withinMinutes: 50, labels: { namespace: 'tenant-b', user: 'dave' } },
    ],
  },
  {
    name: 'quota-runs-out-today',
    title: 'at this rate a quota is used up within the day',
    fleet: {
      ...standardFleet,
      quotas: [{ namespace: 'tenant-a', name: 'team', limits: [{ type: 'total', value: 16_000_000 }] }],
    },
    settleMinutes: 0,
    minutes: 150,
    begin: nothing,
    raises: [{ alert: 'ArksQuotaRunwayShort', withinMinutes: 120, labels: QUOTA }],
  },
  {
    name: 'quota-nearly-used',
    title: 'a quota is lowered to little more than what was used of it, and hardly anybody draws on it any more',
    fleet: standardFleet,
    minutes: 25,
    begin: (fleet) => {
      fleet.setQuota('tenant-a', 'team', 'total', 1.06 * fleet.quotaUsed('tenant-a', 'team', 'total'));
      for (const model of ['qwen-7b', 'deepseek-r1']) fleet.traffic('alice', model).scale(0.01);
    },
    raises: [{ alert: 'ArksQuotaNearlyExhausted', withinMinutes: 15, labels: QUOTA }],
  },
  {
    name: 'quota-used-up',
    title: 'a quota is lowered below what was used of it',
    fleet: standardFleet,
    minutes: 30,
    begin: (fleet) => fleet.setQuota('tenant-a', 'team', 'total', 1_000),
    raises: [{ alert: 'ArksQuotaExhausted', withinMinutes: 10, labels: QUOTA }],
  },
];
