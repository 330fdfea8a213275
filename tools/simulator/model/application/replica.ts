import type { Clock } from '../../clock.js';
import type { SimulatedPod } from '../../cluster.js';
import type { EngineCondition } from '../engine/settings.js';
import type { RequestRecord } from '../request.js';
import { churning } from './churning.js';
import type { Engines } from './engines.js';
import { refuse } from './refusal.js';

/** One pod of an application: it starts, loads its model, serves, and may die and start again. */
export interface Replica {
  readonly name: string;
  readonly pod: () => SimulatedPod;
  /** Serves requests: its model is loaded and it is not leaving. */
  readonly ready: () => boolean;
  readonly engines: () => Engines;
  /** Outcome `error` at once where it serves nothing. */
  readonly submit: (request: RequestRecord, done: (request: RequestRecord) => void) => void;
  readonly change: (condition: Partial<EngineCondition>) => void;
  /** Its process ends with all its counters, and starts again in the same pod. */
  readonly restart: () => void;
  /** Gets no more requests, and is gone after its last answer or the grace period. */
  readonly leave: () => void;
  /** Gone at once with all it holds: its node is lost. */
  readonly vanish: () => void;
  readonly gone: () => boolean;
  /** False once it was told to leave. */
  readonly staying: () => boolean;
  /** Its port answers no scrape any more, or does again; it goes on serving. */
  readonly block: (blocked: boolean) => void;
  /** Shows so many series at each scrape that it never showed before; 0 ends it. */
  readonly churn: (seriesPerScrape: number) => void;
  /** Labels that its pod has beside, or instead of, the usual ones; an empty value takes a label away. */
  readonly relabel: (labels: Readonly<Record<string, string>>) => void;
}

export interface ReplicaProps {
  readonly clock: Clock;
  readonly pod: Omit<SimulatedPod, 'process' | 'phase'>;
  /** How long the model takes to load at each start; infinite where it never does. */
  readonly startSeconds: number;
  /** Loaded before the clock started. */
  readonly loaded?: true;
  /** A process of its own at each start. */
  readonly start: () => Engines;
  /** Before a scrape: what the application knows of the replica's queues. */
  readonly refresh?: (engines: Engines) => void;
}

/** What Kubernetes allows a pod to end its work. */
const GRACE_SECONDS = 30;
const LOOK_AGAIN_SECONDS = 5;

/** A replica that starts now. */
export function createReplica({
  clock,
  pod,
  startSeconds,
  loaded: already,
  start,
  refresh = plain,
}: ReplicaProps): Replica {
  let engines = start();
  let readyAt = clock.now() + (already ? 0 : startSeconds);
  let condition: Partial<EngineCondition> = {};
  let blocked = false;
  let newSeries = 0;
  let leaving = false;
  let gone = false;

  const loaded = () => !gone && clock.now() >= readyAt;
  const ready = () => loaded() && !leaving;
  // The same object until something of it changes, so that nobody has to look closer.
  const show = (labels: SimulatedPod['labels']): SimulatedPod => ({
    ...pod,
    labels,
    phase: 'Running',
    process: churning(
      { store: engines.store, refresh: () => refresh(engines), answers: () => loaded() && !blocked },
      newSeries,
    ),
  });
  let shown = show(pod.labels);
  const die = () => {
    gone = true;
    engines.die();
  };
  const leaveBy = (deadline: number) => {
    if (engines.load() === 0 || clock.now() >= deadline) die();
    else clock.after(LOOK_AGAIN_SECONDS, () => leaveBy(deadline));
  };
  return {
    name: pod.name,
    pod: () => shown,
    ready,
    engines: () => engines,
    submit: (request, done) => {
      if (ready()) {
        request.pod = pod.name;
        engines.submit(request, done);
        return;
      }
      refuse(clock, request, done);
    },
    change: (changed) => {
      condition = { ...condition, ...changed };
      engines.change(changed);
    },
    restart: () => {
      engines.die();
      engines = start();
      shown = show(shown.labels);
      engines.change(condition);
      readyAt = clock.now() + startSeconds;
    },
    leave: () => {
      leaving = true;
      leaveBy(clock.now() + GRACE_SECONDS);
    },
    vanish: die,
    gone: () => gone,
    staying: () => !leaving && !gone,
    block: (value) => {
      blocked = value;
    },
    churn: (seriesPerScrape) => {
      newSeries = seriesPerScrape;
      shown = show(shown.labels);
    },
    relabel: (changed) => {
      const labels = { ...shown.labels, ...changed };
      shown = show(Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== '')));
    },
  };
}

function plain(engines: Engines): void {
  engines.refresh();
}
