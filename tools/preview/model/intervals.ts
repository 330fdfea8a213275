import type { Shown } from './answer.js';
import type { Panel, Target } from './dashboard.js';

/**
 * Upper ends and what an interval below them becomes, in milliseconds: `roundInterval` of @grafana/data, which does not load
 * without a browser.
 */
const ROUNDED: readonly (readonly [number, number])[] = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1_500, 1_000],
  [3_500, 2_000],
  [7_500, 5_000],
  [12_500, 10_000],
  [17_500, 15_000],
  [25_000, 20_000],
  [45_000, 30_000],
  [90_000, 60_000],
  [210_000, 120_000],
  [450_000, 300_000],
  [750_000, 600_000],
  [1_050_000, 900_000],
  [1_500_000, 1_200_000],
  [2_700_000, 1_800_000],
  [5_400_000, 3_600_000],
  [9_000_000, 7_200_000],
  [16_200_000, 10_800_000],
  [32_400_000, 21_600_000],
  [86_400_000, 43_200_000],
];
const DAY_MILLISECONDS = 86_400_000;
const MILLISECONDS = 1_000;
const UNITS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};
/** A rate over fewer scrapes than these may see one sample alone. */
const RATE_SCRAPES = 4;

/** Seconds of `30s`, `>1m`, `now-6h` without its `now-`, or a number alone. Throws where it is none of them. */
export function secondsOf(text: string): number {
  const { amount, unit = 's' } = /^>?(?<amount>\d+(?:\.\d+)?)(?<unit>ms|[smhdwy])?$/.exec(text.trim())?.groups ?? {};
  const seconds = UNITS[unit];
  if (amount === undefined || seconds === undefined)
    throw new Error(`an interval must be such as 30s or 6h, got "${text}"`);
  return Number(amount) * seconds;
}

/** `5m` of 300. */
export function durationOf(seconds: number): string {
  if (seconds % UNITS_HOUR === 0) return `${seconds / UNITS_HOUR}h`;
  return seconds % UNITS_MINUTE === 0 ? `${seconds / UNITS_MINUTE}m` : `${seconds}s`;
}
const UNITS_HOUR = 3_600;
const UNITS_MINUTE = 60;

/** The step in which a query of a panel of so many pixels is asked, in seconds, as Grafana takes it. */
export function stepOf(
  panel: Pick<Panel, 'interval' | 'maxDataPoints'>,
  target: Pick<Target, 'interval'>,
  width: number,
  shown: Shown,
): number {
  const least = panel.interval === undefined ? shown.scrapeSeconds : secondsOf(panel.interval);
  const points = panel.maxDataPoints ?? width;
  const rounded = roundedSeconds((shown.to - shown.from) / Math.max(1, points));
  const ofTarget = target.interval === undefined || target.interval === '' ? 0 : secondsOf(target.interval);
  return Math.max(rounded, least, ofTarget);
}

/** What `$__rate_interval` is at a step, in seconds. */
export function rateIntervalOf(step: number, { scrapeSeconds }: Pick<Shown, 'scrapeSeconds'>): number {
  return Math.max(step + scrapeSeconds, RATE_SCRAPES * scrapeSeconds);
}

function roundedSeconds(seconds: number): number {
  const milliseconds = seconds * MILLISECONDS;
  const [, rounded = DAY_MILLISECONDS] = ROUNDED.find(([end]) => milliseconds < end) ?? [];
  return rounded / MILLISECONDS;
}
