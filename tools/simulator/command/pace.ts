import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.js';

export interface PaceProps {
  readonly clock: Clock;
  /** How many seconds pass on the clock in a real one. */
  readonly speed: number;
  /** Ends the passing of time. */
  readonly stop: AbortSignal;
  /** Told after every step, with the speed of the last one. */
  readonly passed: (speed: number) => void;
}

/** As often as this the clock moves, so that a scrape finds it where it should be. */
const STEP_MILLISECONDS = 100;
/** The rest of a step is left for answering scrapes. */
const BUSY_MILLISECONDS = 70;
/** Seconds on the clock that are computed before looking at the real one again. */
const SLICE_SECONDS = 1;
const MILLISECONDS = 1_000;

/** Lets a clock keep pace with the real one, or pass more slowly where a fleet takes longer to compute. */
export async function keepPace({ clock, speed, stop, passed }: PaceProps): Promise<void> {
  let seen = performance.now();
  while (!stop.aborted) {
    await sleep(STEP_MILLISECONDS);
    const now = performance.now();
    const elapsed = (now - seen) / MILLISECONDS;
    const from = clock.now();
    const due = from + elapsed * speed;
    seen = now;
    while (clock.now() < due && performance.now() < now + BUSY_MILLISECONDS)
      clock.runUntil(Math.min(due, clock.now() + SLICE_SECONDS));
    passed((clock.now() - from) / elapsed);
  }
}
