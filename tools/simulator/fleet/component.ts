import type { Process, SimulatedPod } from '../cluster.js';

/** A pod of the install itself, and what may happen to it while a scenario runs. */
export interface Component {
  readonly pod: () => SimulatedPod | undefined;
  /** False where nothing answers a scrape. */
  answers: boolean;
  /** False where there is no such pod. */
  exists: boolean;
}

/** A component that is there and answers. */
export function createComponent(
  pod: Omit<SimulatedPod, 'process' | 'phase'>,
  { store, refresh }: Pick<Process, 'store' | 'refresh'>,
): Component {
  const component: Component = {
    answers: true,
    exists: true,
    pod: () => {
      if (!component.exists) return undefined;
      return { ...pod, phase: 'Running', process: { store, refresh, answers: () => component.answers } };
    },
  };
  return component;
}
