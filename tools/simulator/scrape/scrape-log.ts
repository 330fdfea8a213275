import type { Scrape, Series } from './series.js';

/** Values of a series at steps one after the other, the first at this one. */
export interface Stretch {
  readonly start: number;
  readonly values: readonly number[];
}

/** All that was scraped of a series. After every stretch that ends before the last step it was marked stale. */
export interface LoggedSeries {
  readonly series: Series;
  readonly stretches: readonly Stretch[];
}

/** Everything that was scraped at a fixed step. */
export interface ScrapeLog {
  readonly stepSeconds: number;
  /** Throws where a scrape is not one step after the one before. */
  readonly add: (scrape: Scrape) => void;
  /** When the first scrape was, undefined before. */
  readonly startTime: () => number | undefined;
  readonly steps: () => number;
  /** In the order in which they were first seen. */
  readonly series: () => readonly LoggedSeries[];
}

interface OpenStretch extends Stretch {
  readonly values: number[];
}

/** A millisecond, to which Prometheus rounds times. */
const SAME_TIME_SECONDS = 0.001;

/** A log without scrapes. */
export function createScrapeLog(stepSeconds: number): ScrapeLog {
  const logged = new Map<Series, OpenStretch[]>();
  let startTime: number | undefined;
  let steps = 0;
  const append = (series: Series, value: number) => {
    let stretches = logged.get(series);
    if (stretches === undefined) {
      stretches = [];
      logged.set(series, stretches);
    }
    const open = stretches.at(-1);
    if (open !== undefined && open.start + open.values.length === steps) open.values.push(value);
    else stretches.push({ start: steps, values: [value] });
  };
  return {
    stepSeconds,
    add: ({ time, samples }) => {
      startTime ??= time;
      const due = startTime + steps * stepSeconds;
      if (Math.abs(time - due) >= SAME_TIME_SECONDS)
        throw new Error(`a scrape must be at ${due} s, got one at ${time} s`);
      for (const { series, value } of samples) append(series, value);
      steps += 1;
    },
    startTime: () => startTime,
    steps: () => steps,
    series: () => [...logged].map(([series, stretches]) => ({ series, stretches })),
  };
}

/** What was scraped from one step to before another; a series without a value there is left out. */
export function partOf(log: ScrapeLog, from: number, to: number): Pick<ScrapeLog, 'stepSeconds' | 'series'> {
  const cut = ({ start, values }: Stretch): readonly Stretch[] => {
    const first = Math.max(start, from);
    const inside = values.slice(first - start, Math.max(first, to) - start);
    return inside.length === 0 ? [] : [{ start: first, values: inside }];
  };
  return {
    stepSeconds: log.stepSeconds,
    series: () =>
      log
        .series()
        .map(({ series, stretches }) => ({ series, stretches: stretches.flatMap(cut) }))
        .filter(({ stretches }) => stretches.length > 0),
  };
}
