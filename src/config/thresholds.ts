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
      'Below this traffic a percentile or a ratio is a matter of single requests: 0.05/s are 15 in the window.',
    ),
  minimumTokensPerSecond: upTo(MOST_TOKENS_PER_SECOND)
    .default(100)
    .describe('Below this many tokens per second a ratio is a matter of a few long prompts.'),

  replicaStart: durationUpTo(MOST_DAYS.replicaStart)
    .default('15m')
    .describe('Large models take minutes to load, and a replica answers nothing before; longer is stuck.'),
  queuedRequestsPerReplica: upTo(MOST_REQUESTS_PER_REPLICA)
    .default(20)
    .describe('A queue this long per replica means tens of seconds of waiting at usual batch sizes.'),
  firstTokenP95Seconds: above0
    .default(10)
    .describe('Interactive users leave after about ten seconds without a first token.'),
  interTokenP95Seconds: above0
    .default(0.2)
    .describe('Five tokens a second is about reading speed; slower text is felt as stuttering.'),
  requestP95Seconds: above0.default(120).describe('Two minutes is longer than most clients wait for a whole answer.'),
  kvCacheUsageRatio: share
    .default(0.95)
    .describe('From here on engines preempt; vLLM reports blocks in use, so 0.95 is nearly full.'),
  prefixCacheDropRatio: ratio
    .default(0.5)
    .describe('The hit ratio halved against the hours before: a changed prompt or a router that spreads prefixes.'),
  prefixCacheUsualRatio: share
    .default(0.2)
    .describe('Below this the workload has no shared prefixes that could be lost.'),
  preemptionsPerSecondPerReplica: upTo(MOST_REQUESTS_PER_SECOND)
    .default(0.2)
    .describe('One preemption in five seconds wastes a visible part of the batch.'),
  errorRatio: share.default(0.05).describe('One request in twenty failing in the engine is never normal.'),
  abandonedRatio: share
    .default(0.3)
    .describe(
      'People stop one answer in ten, or close the window; three in ten are time-outs, or an engine too slow for its clients.',
    ),
  loadImbalanceRatio: upTo(MOST_REQUESTS_PER_REPLICA)
    .gt(1, 'must be above 1, which evenly spread load has')
    .default(3)
    .describe('Three times what the others have is routing, not load; one idle replica among three makes twice.'),
  loadImbalanceMinimumRequests: upTo(MOST_REQUESTS_PER_REPLICA)
    .default(4)
    .describe('With fewer requests per replica than this, chance alone makes one look busy.'),
  kvTransferFailuresPerSecond: upTo(MOST_REQUESTS_PER_SECOND)
    .default(0.02)
    .describe('One failed transfer in fifty seconds; each is a request that starts over or fails.'),
  disaggregatedQueuePerReplica: upTo(MOST_REQUESTS_PER_REPLICA)
    .default(10)
    .describe('As many requests as a replica batches, waiting for the other role.'),

  gatewayErrorRatio: share
    .default(0.05)
    .describe('One request in twenty answered with 5xx or broken off is an outage for somebody.'),
  gatewayP95Milliseconds: above0
    .default(10_000)
    .describe(
      'The last boundary of Envoy below the 15 s at which it cuts answers unless a route says otherwise: raise both together.',
    ),
  routeTimeoutRatio: share
    .default(0.01)
    .describe('One answer in a hundred cut at the route timeout: those who waited longest get nothing.'),
  upstreamHealthyRatio: ratio
    .default(0.6)
    .describe('More than two in five hosts behind a model gone, so one of two: the rest takes their load.'),
  externalProcessingFailureRatio: share
    .default(0.01)
    .describe('The gateway refuses what the plugin did not see: one in a hundred is felt.'),
  pluginRestarts: upTo(MOST_RESTARTS)
    .default(1)
    .describe(
      'One restart of a container is an accident; each further one within half an hour cuts every stream it holds again.',
    ),
  tooLargeRequestsPerSecond: upTo(MOST_REQUESTS_PER_SECOND)
    .default(0.02)
    .describe('One in fifty seconds for a quarter of an hour is a client whose prompts never fit, not a slip.'),

  rateLimitHitsPerSecond: upTo(MOST_REQUESTS_PER_SECOND)
    .default(0.1)
    .describe(
      'One rejection in ten seconds, for half an hour, is a limit that is too low or a client that does not back off.',
    ),
  quotaNearlyRatio: share.default(0.9).describe('A tenth is left: time to ask the owner before requests are rejected.'),
  quotaRunwayHours: upTo(HOURS_PER_YEAR)
    .default(24)
    .describe('A day is what it takes to raise a quota in office hours.'),
  accountingDriftRatio: share
    .default(0.2)
    .describe('A fifth more charged than computed: more than a late status and a scrape that failed explain.'),
  tenantShareRatio: share
    .default(0.8)
    .describe("Four fifths of a model's output for one user while others are turned away."),

  reconcileErrorRatio: share.default(0.1).describe('One reconcile in ten failing keeps objects from converging.'),
  modelLoad: durationUpTo(MOST_DAYS.modelLoad)
    .default('1h')
    .describe('Hundreds of gigabytes take an hour on a slow link; longer is stuck.'),
  seriesAddedRatio: upTo(MOST_STARTS)
    .default(1)
    .describe(
      'A start adds each series once, and a scrape holds no more than its limit: who adds more within an hour makes them up.',
    ),
  sampleLimitRatio: share.default(0.8).describe('One more label value must not fail the next scrape.'),
});

export const thresholds = limits.prefault({});

export type Thresholds = z.output<typeof limits>;
export type ThresholdName = keyof Thresholds;
/** Thresholds that a quantity is held against. */
export type LimitName = { [Name in ThresholdName]: Thresholds[Name] extends number ? Name : never }[ThresholdName];
/** Thresholds that say how long something may take. */
export type WaitName = Exclude<ThresholdName, LimitName>;

export const thresholdNames: readonly ThresholdName[] = limits.keyof().options;

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
