import type { Clock } from '../clock.js';
import type { RateLimit, RateRule } from './access.js';

const MINUTE = 60;
const DAY = 86_400;
const WINDOW_SECONDS: Readonly<Record<RateRule, number>> = { rpm: MINUTE, rpd: DAY, tpm: MINUTE, tpd: DAY };
const COUNTED: Readonly<Record<RateRule, 'requests' | 'tokens'>> = {
  rpm: 'requests',
  rpd: 'requests',
  tpm: 'tokens',
  tpd: 'tokens',
};

/** Unix time of a scenario's start unless it says another: 2026-01-14, midnight UTC, where a day's window begins. */
export const DEFAULT_EPOCH_SECONDS = 1_768_348_800;

/** Whose counter it is: limits are kept by namespace, user and model. */
export interface LimitScope {
  readonly namespace: string;
  readonly user: string;
  readonly model: string;
}

/** The rate limits of the gateway as Redis keeps them: fixed windows that begin at full minutes and days of Unix time. */
export interface RateLimits {
  /** The first rule that a further request would break, or that tokens already broke; rejected requests count nowhere. */
  readonly exceeded: (scope: LimitScope, limits: readonly RateLimit[]) => RateRule | undefined;
  /** Counts a request that is let through. */
  readonly countRequest: (scope: LimitScope, limits: readonly RateLimit[]) => void;
  /** Counts the tokens of an answer, which is when they are known: a window can end up far above its limit. */
  readonly countTokens: (scope: LimitScope, limits: readonly RateLimit[], tokens: number) => void;
  /** What the window of this moment has counted. */
  readonly used: (scope: LimitScope, rule: RateRule) => number;
  /** Redis has no volume: a restart forgets every window. */
  readonly forget: () => void;
}

/** Rate limits that count from nothing. */
export function createRateLimits({ clock, epochSeconds = DEFAULT_EPOCH_SECONDS }: RateLimitsProps): RateLimits {
  const counters = new Map<string, { window: number; used: number }>();
  const counter = ({ namespace, user, model }: LimitScope, rule: RateRule) => {
    const key = `${namespace}/${user}/${model}/${rule}`;
    const window = Math.floor((epochSeconds + clock.now()) / WINDOW_SECONDS[rule]);
    const known = counters.get(key);
    if (known?.window === window) return known;
    const fresh = { window, used: 0 };
    counters.set(key, fresh);
    return fresh;
  };
  const count = (scope: LimitScope, limits: readonly RateLimit[], what: 'requests' | 'tokens', amount: number) => {
    for (const { type } of limits) if (COUNTED[type] === what) counter(scope, type).used += amount;
  };
  return {
    exceeded: (scope, limits) =>
      limits.find(({ type, value }) => counter(scope, type).used + (COUNTED[type] === 'requests' ? 1 : 0) > value)
        ?.type,
    countRequest: (scope, limits) => count(scope, limits, 'requests', 1),
    countTokens: (scope, limits, tokens) => count(scope, limits, 'tokens', tokens),
    used: (scope, rule) => counter(scope, rule).used,
    forget: () => counters.clear(),
  };
}

interface RateLimitsProps {
  readonly clock: Clock;
  /** Unix time at 0 of the clock. */
  readonly epochSeconds?: number | undefined;
}
