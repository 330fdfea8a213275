import { z } from 'zod';

/** What Prometheus and its operator read as a duration above 0, milliseconds left out: nothing here is that fast. */
const DURATION = /^(?=.*[1-9])((\d+)y)?((\d+)w)?((\d+)d)?((\d+)h)?((\d+)m)?((\d+)s)?$/;
/** What Go reads as a duration, too: it has no days, weeks and years. */
const HOURS_TO_SECONDS = /^(?=.*[1-9])(\d+h)?(\d+m)?(\d+s)?$/;
/** A year: nothing here waits longer, and Prometheus refuses what is above 292 of them. */
const MAX_DAYS = 365;
const SECONDS_PER_DAY = 86_400;
export const SECONDS_PER_HOUR = 3_600;
const SECONDS_OF_UNIT = [31_536_000, 604_800, SECONDS_PER_DAY, SECONDS_PER_HOUR, 60, 1];

const ONE_UNIT = [
  ['d', SECONDS_PER_DAY],
  ['h', SECONDS_PER_HOUR],
  ['m', 60],
  ['s', 1],
] as const;

/** Seconds of a Prometheus duration such as `1m30s`; NaN where the text is none, or none above 0. */
export function durationSeconds(text: string): number {
  const match = DURATION.exec(text);
  if (match === null) return Number.NaN;
  return SECONDS_OF_UNIT.reduce((sum, seconds, unit) => sum + Number(match[2 * unit + 2] ?? 0) * seconds, 0);
}

/** A duration above zero and of that many days at most, as Prometheus writes it. */
export const durationUpTo = (days: number) =>
  durationOf(DURATION, days, 'must be a duration above 0 such as 30s or 1m30s');

export const duration = durationUpTo(MAX_DAYS);

/** A duration above zero that programs in Go read as well, and so the CRDs of grafana-operator. */
export const goDuration = durationOf(
  HOURS_TO_SECONDS,
  MAX_DAYS,
  'must be a duration above 0 in h, m and s such as 36h or 1h30m, since grafana-operator knows no longer units',
);

function durationOf(pattern: RegExp, days: number, rule: string) {
  return (
    z
      .string(rule)
      .regex(pattern, rule)
      // False of what is no duration at all: one problem is enough.
      .refine((text) => !(durationSeconds(text) > days * SECONDS_PER_DAY), `must be at most ${days}d`)
  );
}

/**
 * The same duration as one number and one unit, which is all that Grafana reads after `now-` and as the time between two
 * refreshes: 1h30m is 90m. What is one already stays as it is. Throws where it is none.
 */
export function inOneUnit(text: string): string {
  if (/^\d+[a-z]$/.test(text)) return text;
  const seconds = durationSeconds(text);
  const [unit, size] = ONE_UNIT.find(([, each]) => seconds % each === 0) ?? [];
  if (unit === undefined || size === undefined) throw new Error(`must be a duration above 0, got "${text}"`);
  return `${seconds / size}${unit}`;
}
