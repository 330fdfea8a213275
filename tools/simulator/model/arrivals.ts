const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;

/** How often requests come, as a rate that may change with the time on the clock. */
export interface Arrivals {
  readonly perSecond: (time: number) => number;
  /** The rate is never above it. */
  readonly peakPerSecond: number;
}

/** The same rate always. */
export function constant(perSecond: number): Arrivals {
  return { perSecond: () => perSecond, peakPerSecond: perSecond };
}

/**
 * A working day: nothing before `fromHour` and from `toHour` on, and between them a rise to the peak and a fall.
 * Hours are those of the clock, which starts at midnight, shifted by `startHour` where a scenario starts at another hour.
 */
export function diurnal({ peakPerSecond, fromHour, toHour, startHour = 0 }: DiurnalProps): Arrivals {
  return {
    peakPerSecond,
    perSecond: (time) => {
      const hour = ((time + startHour * HOUR_SECONDS) % DAY_SECONDS) / HOUR_SECONDS;
      if (hour < fromHour || hour >= toHour) return 0;
      return peakPerSecond * Math.sin((Math.PI * (hour - fromHour)) / (toHour - fromHour));
    },
  };
}

interface DiurnalProps {
  readonly peakPerSecond: number;
  readonly fromHour: number;
  readonly toHour: number;
  readonly startHour?: number;
}

/** A quiet rate with bursts: every `everySeconds`, the first at 0, for `forSeconds`. */
export function bursts({ quietPerSecond, burstPerSecond, everySeconds, forSeconds }: BurstsProps): Arrivals {
  return {
    peakPerSecond: Math.max(quietPerSecond, burstPerSecond),
    perSecond: (time) => (time % everySeconds < forSeconds ? burstPerSecond : quietPerSecond),
  };
}

interface BurstsProps {
  readonly quietPerSecond: number;
  readonly burstPerSecond: number;
  readonly everySeconds: number;
  readonly forSeconds: number;
}

/** A week that repeats: so much of the rate on each of its days, the first of which begins at 0. */
export function weekly(shareByDay: readonly number[], arrivals: Arrivals): Arrivals {
  return {
    peakPerSecond: arrivals.peakPerSecond * Math.max(...shareByDay),
    perSecond: (time) => {
      const day = Math.floor(time / DAY_SECONDS) % shareByDay.length;
      return arrivals.perSecond(time) * (shareByDay[day] ?? 0);
    },
  };
}

/** Only between two times, and nothing before and after. */
export function during(from: number, to: number, arrivals: Arrivals): Arrivals {
  return { ...arrivals, perSecond: (time) => (time >= from && time < to ? arrivals.perSecond(time) : 0) };
}
