import type { Fleet } from '../fleet/fleet.js';
import type { ListedScenario } from '../scenarios/listed.js';

/** A line that says how far a scenario is. */
export interface Progress {
  /** Says it again where the last time is long enough ago; at this many times real time. */
  readonly tell: (speed: number) => void;
  /** Leaves the line. */
  readonly end: () => void;
}

/** A terminal's line is written over; in a file every line stays. */
const TERMINAL_SECONDS = 1;
const FILE_SECONDS = 60;
const SECONDS_PER_MINUTE = 60;
const MILLISECONDS = 1_000;

/** Progress on standard error. */
export function progress(fleet: Fleet, scenario: ListedScenario): Progress {
  const { isTTY } = process.stderr;
  const everyMilliseconds = (isTTY ? TERMINAL_SECONDS : FILE_SECONDS) * MILLISECONDS;
  let told = Number.NEGATIVE_INFINITY;
  return {
    tell: (speed) => {
      if (performance.now() - told < everyMilliseconds) return;
      told = performance.now();
      const line = progressLine(fleet, scenario, speed);
      process.stderr.write(isTTY ? `\r\u001b[K${line}` : `${line}\n`);
    },
    end: () => {
      if (isTTY) process.stderr.write('\n');
    },
  };
}

/** `minute 12.5 of 120, 10.0 times real time, 13 pods, 1204 requests`. */
export function progressLine(
  { clock, cluster, gateway }: Pick<Fleet, 'clock' | 'cluster' | 'gateway'>,
  { minutes, unseenMinutes = 0 }: Pick<ListedScenario, 'minutes' | 'unseenMinutes'>,
  speed: number,
): string {
  const minute = clock.now() / SECONDS_PER_MINUTE - unseenMinutes;
  const place =
    minute <= minutes
      ? `minute ${minute.toFixed(1)} of ${minutes}`
      : `minute ${minute.toFixed(1)}, all of ${minutes} done`;
  return `${place}, ${speed.toFixed(1)} times real time, ${cluster.pods().length} pods, ${gateway.log.length} requests`;
}
