import type { MetricStore } from './exposition/instruments.js';

/** A container port as a pod declares it. */
export interface Port {
  readonly name?: string;
  readonly number: number;
}

export interface Container {
  readonly name: string;
  readonly ports: readonly Port[];
}

/** What answers at a pod's metrics port. */
export interface Process {
  readonly store: MetricStore;
  /** Brings everything that is shown up to the clock, as an exporter does while it is scraped. */
  readonly refresh: () => void;
  /** False while nothing listens: the model loads, the process hangs or is blocked. */
  readonly answers: () => boolean;
}

/** The owner of a pod that made it. */
export interface Controller {
  readonly kind: string;
  readonly name: string;
}

export interface SimulatedPod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly Container[];
  /** None where somebody made the pod by hand. */
  readonly controller?: Controller;
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
  readonly process: Process | undefined;
}

export interface SimulatedService {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly (Port & { readonly name: string })[];
}

/** What Kubernetes' API shows at a moment: pods and Services come and go. */
export interface Cluster {
  readonly pods: () => readonly SimulatedPod[];
  readonly services: () => readonly SimulatedService[];
}
