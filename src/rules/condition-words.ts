import type { RuntimeName } from '../config/runtimes.js';
import type { LimitName, ThresholdName, Thresholds } from '../config/thresholds.js';
import { SECONDS_PER_HOUR } from '../lib/duration.js';
import type { Signal, Unit } from '../signals/vocabulary/signal.js';
import type { Limit } from './alert.js';
import { DURATION, PERCENT, percent, RATE, seconds, VALUE } from './alert-words.js';

/** What the summary of any alert may say. */
export interface RuleWords {
  /** How long its condition has held. */
  readonly wait: string;
  /** A threshold as it is set. Throws where the alert does not name it among its own. */
  readonly threshold: <Name extends ThresholdName>(name: Name) => Thresholds[Name];
}

/** What the summary of an alert with a condition says of it, in the unit of its signal. */
export interface ConditionWords {
  /** The value, as a Go template. */
  readonly value: string;
  /** The limit, as people write it and the value is printed. */
  readonly limit: string;
  readonly wait: string;
  /** The runtimes that are read in this environment. */
  readonly runtimes: readonly RuntimeName[];
}

const MILLISECONDS_PER_SECOND = 1_000;

/** How a value of each unit is printed, and its limit alike; of milliseconds the rule yields seconds. */
const PRINTED: Readonly<Partial<Record<Unit, { readonly value: string; readonly limit: (limit: number) => string }>>> =
  {
    ratio: { value: PERCENT, limit: percent },
    seconds: { value: DURATION, limit: seconds },
    milliseconds: { value: DURATION, limit: (limit) => seconds(limit / MILLISECONDS_PER_SECOND) },
    'requests/s': { value: RATE, limit: String },
    'tokens/s': { value: RATE, limit: String },
    'count/s': { value: RATE, limit: String },
  };
const COUNTED = { value: VALUE, limit: String };

/** How the value of a signal and a limit of it are printed. */
export function printed(
  { unit }: Signal,
  limit: Limit | number,
  thresholds: Thresholds,
): Pick<ConditionWords, 'value' | 'limit'> {
  const { value, limit: written } = PRINTED[unit] ?? COUNTED;
  if (typeof limit === 'object') return { value, limit: `${thresholds[limit.hours]}h` };
  return { value, limit: written(limitValue(limit, thresholds)) };
}

/** A limit in the unit of its signal. */
export function limitValue(limit: Limit | number, thresholds: Readonly<Record<LimitName, number>>): number {
  if (typeof limit === 'number') return limit;
  return typeof limit === 'string' ? thresholds[limit] : thresholds[limit.hours] * SECONDS_PER_HOUR;
}

/** What a value of this unit is divided by so that it can be told as a duration, which people read in seconds; 1 for others. */
export function secondsDivisor({ unit }: Signal): number {
  return unit === 'milliseconds' ? MILLISECONDS_PER_SECOND : 1;
}
