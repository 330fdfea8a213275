import { durationSeconds } from '../lib/duration.js';
import {
  clampMin,
  countBy,
  delta,
  dividedBy,
  firstOf,
  type Matcher,
  maxBy,
  minus,
  number,
  plus,
  ratio,
  sumBy,
  times,
} from '../promql/build.js';
import { abandonedShare } from './abandonment.js';
import { select } from './exposed.js';
import { grouping, ON_RUNTIME, USER } from './identity.js';
import { gatewayRequests, gatewayUpstreamRequests } from './recorded/gateway.js';
import { tenantQuotaLimit, tenantQuotaUsed } from './recorded/quotas.js';
import { requestsRunning, requestsRunningPerPod, requestsWaiting, requestsWaitingPerPod } from './recorded/requests.js';
import { tenantOutput, tenantRateLimitHits, tenantUnaryTokens } from './recorded/tenants.js';
import type { Signal } from './signal.js';
import type { View } from './view.js';

const QUOTA = ['namespace', 'quota_name', 'quota_type'] as const;
/** Long enough to even out a burst, short enough to see a new client within the day. */
export const RUNWAY_WINDOW = '6h';
const SECONDS_PER_MINUTE = 60;

const matching = (view: View, ...own: readonly Matcher[]): View => ({ ...view, matchers: [...own, ...view.matchers] });

/** Requests at a replica, running or waiting. */
export const loadPerPod: Signal = {
  title: 'Load per replica',
  unit: 'requests',
  description: 'Requests at a replica, running or waiting.',
  labels: [...ON_RUNTIME, 'pod'],
  query: (view) => plus(requestsRunningPerPod.query(view), requestsWaitingPerPod.query(view)),
};

/** Against the mean of all, the busiest of two could never reach twice; so it is compared with the others. */
export const loadImbalance: Signal = {
  title: 'Load imbalance',
  unit: 'count',
  description:
    'How many times the load of the other replicas the busiest has; idle others count as having one request each.',
  labels: ON_RUNTIME,
  query: (view) => {
    const by = grouping(view, ...ON_RUNTIME);
    const busiest = () => maxBy(by, loadPerPod.query(view));
    const all = plus(requestsRunning.query(view), requestsWaiting.query(view));
    const otherReplicas = minus(countBy(by, loadPerPod.query(view)), number(1));
    return ratio(busiest(), clampMin(ratio(minus(all, busiest()), otherReplicas), 1));
  },
};

export const gatewayClientErrorRatio: Signal = {
  title: 'Gateway client error ratio',
  unit: 'ratio',
  description:
    'Share of requests that the gateway answered with 4xx, rate limits and quotas included. Source: Envoy, which sees every request.',
  labels: [],
  query: (view) => {
    const clientErrors: Matcher = { label: 'envoy_response_code_class', operator: '=', value: '4' };
    const sum = (of: View) => sumBy(grouping(view), gatewayRequests.query(of));
    return ratio(sum(matching(view, clientErrors)), sum(view));
  },
};

export const rateLimitShare: Signal = {
  title: 'Rate-limit share',
  unit: 'ratio',
  description:
    'Share of the requests for a model that a rate limit rejected. Source: hits from the plugin, the rest from Envoy, which ' +
    'sends rejected requests nowhere.',
  labels: ['namespace', 'model'],
  query: (view) => {
    const by = grouping(view, 'namespace', 'model');
    const hits = () => sumBy(by, tenantRateLimitHits.query(view));
    const passed = sumBy(by, gatewayUpstreamRequests.query(view));
    return ratio(hits(), plus(hits(), firstOf(passed, times(hits(), number(0)))));
  },
};

export const rateLimitHeadroom: Signal = {
  title: 'Rate-limit headroom at most',
  unit: 'ratio',
  description:
    'The most that can be left of the tokens a minute that a user may use, averaged over 5m: prompts of streams are not ' +
    'seen, so that less is left where a user streams. Needs the limits of ArksTokens ' +
    '(surfaces.customResources.tokenLimits). Source of use: the plugin, tokens of whole answers and chunks of streams.',
  labels: USER,
  query: (view) => {
    const by = grouping(view, ...USER);
    const input: Matcher = { label: 'type', operator: '=', value: 'input' };
    const seen = firstOf(tenantUnaryTokens.query(matching(view, input)), tenantOutput.query(view));
    const used = times(sumBy(by, seen), number(SECONDS_PER_MINUTE));
    const perMinute: Matcher = { label: 'rule_type', operator: '=', value: 'tpm' };
    const limit = () => maxBy(by, select('arks_token_spec_rate_limit', matching(view, perMinute).matchers));
    return clampMin(ratio(minus(limit(), firstOf(used, times(limit(), number(0)))), limit()), 0);
  },
};

export const quotaRemaining: Signal = {
  title: 'Quota remaining',
  unit: 'tokens',
  description: 'Tokens left of a quota; 0 where it is used up or overdrawn.',
  labels: QUOTA,
  query: (view) => clampMin(minus(tenantQuotaLimit.query(view), tenantQuotaUsed.query(view)), 0),
};

export const quotaRunway: Signal = {
  title: 'Quota runway',
  unit: 'seconds',
  description: `How long a quota lasts at the rate of the last ${RUNWAY_WINDOW}; nothing while none of it is used.`,
  labels: QUOTA,
  query: (view) => {
    // Not increase: a fall to 0 is Redis lost, and what comes after it says nothing of the hours before.
    const used = delta(tenantQuotaUsed.record, RUNWAY_WINDOW, view.matchers);
    return ratio(quotaRemaining.query(view), dividedBy(used, durationSeconds(RUNWAY_WINDOW)));
  },
};

/** Every derived signal, so that what it reads is kept. */
export const derivedSignals: readonly Signal[] = [
  abandonedShare,
  loadPerPod,
  loadImbalance,
  gatewayClientErrorRatio,
  rateLimitShare,
  rateLimitHeadroom,
  quotaRemaining,
  quotaRunway,
];
