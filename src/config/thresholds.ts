import { z } from 'zod';
import { durationUpTo } from '../lib/duration.js';

const above0 = z.number().positive('must be above 0');
/** Far above what any installation sees: beyond lies a slip in the unit, or an alert that `alerts.off` should name. */
const upTo = (most: number) => above0.max(most, `must be at most ${most}`);
const ratio = upTo(1);
/** A share of a whole, whose alert fires above the limit: above all of it is nothing. */
const share = above0.lt(1, 'must be below 1, above which no share can be');
const MOST_REQUESTS_PER_SECOND = 10_000;
const MOST_TOKENS_PER_SECOND = 10_000_000;
const MOST_REQUESTS_PER_REPLICA = 10_000;
/** The kubelet waits longer before each start of a container, up to five minutes: half an hour has no room for more. */
const MOST_RESTARTS = 8;
/** Somebody should know within a day that a replica does not start, within a week that a model does not load. */
const MOST_DAYS = { replicaStart: 1, modelLoad: 7 } as const;
/** Prometheus that begins anew every minute counts each series as often within an hour. */
const MOST_STARTS = 60;
const HOURS_PER_YEAR = 8_760;

/** What decides when an alert fires: units in the names, and with each default the reason why it is that number. */
const limits = z.strictObject({
  minimumRequestsPerSecond: upTo(MOST_REQUESTS_PER_SECOND)
    .default(0.05)
    .describe(
      'Below this traffic, single requests decide a percentile or a ratio: 0.05/s are 15 requests in the window.',
    ),
  minimumTokensPerSecond: upTo(MOST_TOKENS_PER_SECOND)
    .default(100)
    .describe('Below this many tokens per second, a few long prompts decide a ratio.'),

  replicaStart: durationUpTo(MOST_DAYS.replicaStart)
    .default('15m')
    .describe(
      'Large models take minutes to load, and a replica does not answer before that; one that takes longer is stuck.',
    ),
  queuedRequestsPerReplica: upTo(MOST_REQUESTS_PER_REPLICA)
    .default(20)
    .describe('A queue this long per replica means tens of seconds of waiting at usual batch sizes.'),
  firstTokenP95Seconds: above0
    .default(10)
    .describe('Interactive users leave after about ten seconds without a first token.'),
  interTokenP95Seconds: above0
    .default(0.2)
    .describe('Five tokens a second is about reading speed; slower text seems to stutter.'),
  requestP95Seconds: above0.default(120).describe('Two minutes is longer than most clients wait for a whole answer.'),
  kvCacheUsageRatio: share
    .default(0.95)
    .describe('Above this, engines start to preempt; vLLM reports blocks in use, so 0.95 is nearly full.'),
  prefixCacheDropRatio: ratio
    .default(0.5)
    .describe(
      'The hit ratio has halved compared with the hours before: a changed prompt or a router that spreads prefixes.',
    ),
  prefixCacheUsualRatio: share.default(0.2).describe('Below this the workload has no shared prefixes to lose.'),
  preemptionsPerSecondPerReplica: upTo(MOST_REQUESTS_PER_SECOND)
    .default(0.2)
    .describe('One preemption in five seconds wastes a visible part of the batch.'),
  errorRatio: share.default(0.05).describe('One request in twenty that fails in the engine is never normal.'),
  abandonedRatio: share
    .default(0.3)
    .describe(
      'People stop one answer in ten, or close the window; three in ten mean timeouts, or an engine too slow for its clients.',
    ),
  loadImbalanceRatio: upTo(MOST_REQUESTS_PER_REPLICA)
    .gt(1, 'must be above 1, which evenly spread load has')
    .default(3)
    .describe(
      'Three times the load of the others points to routing, not load; one idle replica among three already gives a ratio ' +
        'of two.',
    ),
  loadImbalanceMinimumRequests: upTo(MOST_REQUESTS_PER_REPLICA)
    .default(4)
    .describe('With fewer requests per replica than this, chance alone makes one replica look busy.'),
  kvTransferFailuresPerSecond: upTo(MOST_REQUESTS_PER_SECOND)
    .default(0.02)
    .describe('One failed transfer in fifty seconds; each is a request that starts over or fails.'),
  disaggregatedQueuePerReplica: upTo(MOST_REQUESTS_PER_REPLICA)
    .default(10)
    .describe('As many requests as a replica has in its batch are waiting for the other role.'),

  gatewayErrorRatio: share
    .default(0.05)
    .describe('One request in twenty answered with 5xx or broken off is an outage for somebody.'),
  gatewayP95Milliseconds: above0
    .default(10_000)
    .describe(
      'The last bucket bound of Envoy below the 15 s at which it cuts answers unless a route sets another timeout: raise both together.',
    ),
  routeTimeoutRatio: share
    .default(0.01)
    .describe('If one answer in a hundred is cut at the route timeout, those who waited longest get nothing.'),
  upstreamHealthyRatio: ratio
    .default(0.6)
    .describe('More than two in five hosts behind a model are gone, such as one of two: the others take their load.'),
  externalProcessingFailureRatio: share
    .default(0.01)
    .describe('The gateway rejects requests that the plugin did not check; users notice one in a hundred.'),
  pluginRestarts: upTo(MOST_RESTARTS)
    .default(1)
    .describe(
      'One restart of a container is an accident; each further one within half an hour again cuts every stream that it holds.',
    ),
  tooLargeRequestsPerSecond: upTo(MOST_REQUESTS_PER_SECOND)
    .default(0.02)
    .describe('One in fifty seconds for a quarter of an hour is a client whose prompts never fit, not a slip.'),

  rateLimitHitsPerSecond: upTo(MOST_REQUESTS_PER_SECOND)
    .default(0.1)
    .describe(
      'One rejection in ten seconds, for half an hour, is a limit that is too low or a client that does not back off.',
    ),
  quotaNearlyRatio: share
    .default(0.9)
    .describe('A tenth is left, which is time enough to ask the owner before requests are rejected.'),
  quotaRunwayHours: upTo(HOURS_PER_YEAR).default(24).describe('It takes about a day to raise a quota in office hours.'),
  accountingDriftRatio: share
    .default(0.2)
    .describe('A fifth more charged than computed is more than a late status and a failed scrape can explain.'),
  tenantShareRatio: share
    .default(0.8)
    .describe("Four fifths of a model's output for one user while others are turned away."),

  reconcileErrorRatio: share.default(0.1).describe('One reconcile in ten failing keeps objects from converging.'),
  modelLoad: durationUpTo(MOST_DAYS.modelLoad)
    .default('1h')
    .describe('Hundreds of gigabytes take an hour on a slow link; a download that takes longer is stuck.'),
  seriesAddedRatio: upTo(MOST_STARTS)
    .default(1)
    .describe(
      'A start adds each series once, and a scrape holds no more than its limit; a target that adds more within an hour ' +
        'keeps inventing series.',
    ),
  sampleLimitRatio: share
    .default(0.8)
    .describe('There must be room for another label value without failing the next scrape.'),
});

export const thresholds = limits.prefault({});

/** Limits of what is everybody's: no tenant, application or model has one of its own. */
const OF_ALL = {
  gatewayErrorRatio: true,
  gatewayP95Milliseconds: true,
  externalProcessingFailureRatio: true,
  pluginRestarts: true,
  tooLargeRequestsPerSecond: true,
  reconcileErrorRatio: true,
  seriesAddedRatio: true,
  sampleLimitRatio: true,
} as const;

/** Those limits that some may have of their own, within the same bounds; what is not said has no default. */
export const ownThresholds = z.strictObject(
  Object.fromEntries(
    Object.entries(limits.omit(OF_ALL).shape).map(([name, limit]) => [
      name,
      limit.unwrap().optional().describe(`In place of alerts.thresholds.${name}.`),
    ]),
  ),
);

export type Thresholds = z.output<typeof limits>;
export type ThresholdName = keyof Thresholds;
/** Thresholds that a quantity is held against. */
export type LimitName = { [Name in ThresholdName]: Thresholds[Name] extends number ? Name : never }[ThresholdName];
/** Thresholds that say how long something may take. */
export type WaitName = Exclude<ThresholdName, LimitName>;

export const thresholdNames: readonly ThresholdName[] = limits.keyof().options;

/** Thresholds with some of them in place of others. Throws where one of these is no threshold. */
export function withThresholds(all: Thresholds, own: Readonly<Record<string, unknown>>): Thresholds {
  const said = Object.entries(own).filter(([, limit]) => limit !== undefined);
  return limits.parse({ ...all, ...Object.fromEntries(said) });
}

const names: ReadonlySet<string> = new Set(thresholdNames);

/** Whether a threshold has that name. */
export function isThresholdName(name: string): name is ThresholdName {
  return names.has(name);
}

/** Why a threshold's default is what it is. Throws where nobody has said it. */
export function thresholdReason(name: ThresholdName): string {
  const { description } = limits.shape[name];
  if (description === undefined) throw new Error(`the threshold ${name} must be described`);
  return description;
}
