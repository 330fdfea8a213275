import type { Clock } from '../clock.js';
import type { Random } from '../random.js';
import type { Flaw } from './admission.js';
import type { Arrivals } from './arrivals.js';
import { type Habits, nextAsk } from './asks.js';
import type { Gateway } from './gateway.js';

/** What one user sends to one model, and when. */
export interface Workload extends Habits {
  readonly arrivals: Arrivals;
  /** What is wrong with every request; nothing where it is left out. */
  readonly flaw?: Flaw;
}

/** A workload under way. */
export interface Traffic {
  /** From now on so many times the rate that the workload has; 0 is silence. */
  readonly scale: (factor: number) => void;
  /** From now on requests are like this; arrivals stay. */
  readonly become: (habits: Partial<Habits>) => void;
}

export interface WorkloadProps {
  readonly clock: Clock;
  /** A stream of its own, so that other users do not change what this one sends. */
  readonly random: Random;
  readonly gateway: Pick<Gateway, 'send'>;
  readonly workload: Workload;
}

/** Sends requests from now on, each independent of the others: a Poisson process, thinned to the rate of the moment. */
export function startWorkload({ clock, random, gateway, workload }: WorkloadProps): Traffic {
  const { arrivals, flaw } = workload;
  let habits: Habits = workload;
  let factor = 1;
  let plan = 0;
  const next = () => {
    const peak = arrivals.peakPerSecond * factor;
    if (peak <= 0) return;
    const planned = plan;
    clock.after(random.exponential(1 / peak), () => {
      if (planned !== plan) return;
      const kept = random.uniform() * arrivals.peakPerSecond < arrivals.perSecond(clock.now());
      if (kept) gateway.send(nextAsk(habits, random), flaw);
      next();
    });
  };
  next();
  return {
    // Times between arrivals have no memory, so what was planned may be planned anew.
    scale: (changed) => {
      factor = changed;
      plan += 1;
      next();
    },
    become: (changed) => {
      habits = { ...habits, ...changed };
    },
  };
}
