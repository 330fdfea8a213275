import type { Process, SimulatedPod } from '../cluster.js';
import type { Sample } from '../exposition/instruments.js';
import { crowded } from '../model/crowded.js';

/** A pod of the install itself, and what may happen to it while a scenario runs. */
export interface Component {
  readonly pod: () => SimulatedPod | undefined;
  /** Its process ends with all its counters, and another one starts in the same pod. */
  readonly restart: () => void;
  /** Shows these samples beside its own from the next scrape on, as of objects that somebody made. */
  readonly crowd: (samples: readonly Sample[]) => void;
  /** False where nothing answers a scrape. */
  answers: boolean;
  /** False where there is no such pod. */
  exists: boolean;
}

/** A component that is there and answers; `start` makes a process of it. */
export function createComponent(
  pod: Omit<SimulatedPod, 'process' | 'phase'>,
  start: () => Pick<Process, 'store' | 'refresh'>,
): Component {
  let made: readonly Sample[] = [];
  const component = { answers: true, exists: true };
  const show = (): SimulatedPod => ({
    ...pod,
    phase: 'Running',
    process: crowded({ ...start(), answers: () => component.answers }, () => made),
  });
  let shown = show();
  return Object.assign(component, {
    pod: () => (component.exists ? shown : undefined),
    crowd: (samples: readonly Sample[]) => {
      made = samples;
    },
    restart: () => {
      shown = show();
    },
  });
}
