import TinyQueue from 'tinyqueue';

interface Event {
  readonly time: number;
  /** Breaks ties: what was planned first happens first, so that a run is the same every time. */
  readonly order: number;
  readonly happen: () => void;
}

/** A virtual clock: seconds since the scenario's start, which pass only from event to event. */
export interface Clock {
  readonly now: () => number;
  /** Plans an event; one of the past happens now. */
  readonly at: (time: number, happen: () => void) => void;
  /** Plans an event that many seconds from now. */
  readonly after: (seconds: number, happen: () => void) => void;
  /** Lets everything happen up to and including this time. */
  readonly runUntil: (time: number) => void;
}

/** A clock at 0 with nothing planned. */
export function startClock(): Clock {
  const queue = new TinyQueue<Event>([], (a, b) => a.time - b.time || a.order - b.order);
  let now = 0;
  let planned = 0;
  const at: Clock['at'] = (time, happen) => {
    planned += 1;
    queue.push({ time: Math.max(time, now), order: planned, happen });
  };
  return {
    now: () => now,
    at,
    after: (seconds, happen) => at(now + seconds, happen),
    runUntil: (time) => {
      for (let next = queue.peek(); next !== undefined && next.time <= time; next = queue.peek()) {
        queue.pop();
        now = next.time;
        next.happen();
      }
      now = Math.max(now, time);
    },
  };
}
