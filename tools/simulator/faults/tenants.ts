import { standardFleet } from '../scenarios/standard.js';
import { type Fault, nothing } from './fault.js';

const CHAT = { namespace: 'tenant-a', application: 'chat', role: 'unified' };
const QUOTA = { namespace: 'tenant-a', quota_name: 'team', quota_type: 'total' };

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
          ? { ...token, qos: [{ model: 'glm-9b', rateLimits: [{ type: 'rpm', value: 3 }] }] }
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
    minutes: 45,
    begin: (fleet) => fleet.setQuota('tenant-a', 'team', 'total', 1_000),
    ends: {
      afterMinutes: 20,
      quietWithinMinutes: 20,
      mend: (fleet) => fleet.setQuota('tenant-a', 'team', 'total', 900_000_000),
    },
    raises: [{ alert: 'ArksQuotaExhausted', withinMinutes: 10, labels: QUOTA }],
  },
  {
    name: 'charged-and-not-scraped',
    title: 'an application goes on serving users with a quota while nothing scrapes its engines',
    fleet: standardFleet,
    settleMinutes: 60,
    minutes: 185,
    begin: (fleet) => fleet.unified('chat').relabelService({ 'prometheus-discovery': 'false' }),
    raises: [
      { alert: 'ArksTokenAccountingDrift', withinMinutes: 180, labels: { namespace: 'tenant-a' } },
      { alert: 'ArksRuntimeMetricsAbsent', withinMinutes: 25, labels: CHAT },
      { alert: 'ArksApplicationReplicasUnavailable', withinMinutes: 25, labels: CHAT },
    ],
  },
];
