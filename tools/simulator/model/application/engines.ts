import type { Clock } from '../../clock.js';
import type { MetricStore } from '../../exposition/instruments.js';
import type { Random } from '../../random.js';
import { advance, stateOf, usedTokens } from '../engine/batch.js';
import { createCore, type EngineCore } from '../engine/core.js';
import { abandon, enqueue, hangUp, settle } from '../engine/engine.js';
import type { Sequence } from '../engine/sequence.js';
import type { EngineCondition, EngineSettings } from '../engine/settings.js';
import type { EngineObserver, EngineState } from '../engine-events.js';
import type { FrontendObserver } from '../frontend-events.js';
import { closedAt, type RequestRecord } from '../request.js';
import { behindFrontend } from './frontend.js';

/** The exporter of an engine process: what it shows, and who tells it what happens. */
export interface EngineExporter {
  readonly store: MetricStore;
  readonly observer: EngineObserver;
  /** Where it is not the engines that clients ask, but what stands before them. */
  readonly frontend?: FrontendObserver;
}

/** The data-parallel engines of one replica behind one API server. */
export interface Engines {
  readonly store: MetricStore;
  readonly cores: readonly EngineCore[];
  /** Hands a request to the engine with the least to do. */
  readonly submit: (request: RequestRecord, done: (request: RequestRecord) => void) => void;
  /** Requests that it holds, waiting and running. */
  readonly load: () => number;
  /** Brings all that is shown up to the clock; the queues of disaggregated serving are the caller's to know. */
  readonly refresh: (queues?: (core: EngineCore) => Partial<EngineState>) => void;
  /** Changes the condition of every engine, from now on. */
  readonly change: (condition: Partial<EngineCondition>) => void;
  /** Ends all requests: the process dies. */
  readonly die: () => void;
  /** Engines are lost, and what stands before them stays, or new ones register there. Each throws where nothing stands before them. */
  readonly loseEngines: () => void;
  readonly findEngines: () => void;
}

export interface EnginesProps {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: EngineSettings;
  /** How many engines there are; 1 unless data-parallel. */
  readonly engines: number;
  readonly exporter: EngineExporter;
  readonly prefilled?: (sequence: Sequence) => void;
}

/** Engines that have just started, with nothing to do. */
export function startEngines(props: EnginesProps): Engines {
  const { clock, exporter } = props;
  const engines = enginesAlone(props);
  return exporter.frontend === undefined ? engines : behindFrontend(engines, { clock, observer: exporter.frontend });
}

function enginesAlone({ engines, exporter, ...props }: EnginesProps): Engines {
  const cores = Array.from({ length: engines }, (_, rank) =>
    createCore({ ...props, observer: exporter.observer, rank }),
  );
  const loadOf = ({ waiting, running, prefilling }: EngineCore) =>
    waiting.length + running.length + (prefilling === undefined ? 0 : 1);
  /** Gauges come out of the engine's loop, so those of one that hangs stay as they were. */
  const show = (core: EngineCore, queues: (core: EngineCore) => Partial<EngineState>) => {
    advance(core);
    if (core.condition.hung) return;
    const none = { bootstrapQueue: 0, inflightQueue: 0, preallocationQueue: 0, transferQueue: 0 };
    exporter.observer.state({ ...stateOf(core), ...none, ...queues(core) }, core.rank);
  };
  return {
    store: exporter.store,
    cores,
    submit: (request, done) => {
      const core = cores.reduce((least, other) => (loadOf(other) < loadOf(least) ? other : least));
      enqueue(core, request, done);
      hangUpInTime(core, request);
    },
    load: () => cores.reduce((sum, core) => sum + loadOf(core), 0),
    refresh: (queues = noQueues) => {
      for (const core of cores) show(core, queues);
    },
    change: (condition) => {
      for (const core of cores) {
        show(core, noQueues);
        Object.assign(core.condition, condition);
        settle(core);
      }
    },
    die: () => {
      for (const core of cores) abandon(core);
    },
    loseEngines: withoutFrontend,
    findEngines: withoutFrontend,
  };
}

function withoutFrontend(): never {
  throw new Error('only engines behind a frontend come and go without it');
}

function noQueues(): Partial<EngineState> {
  return {};
}

/** A client that has lost patience closes the connection, or Envoy does, which aborts its request. */
function hangUpInTime(core: EngineCore, request: RequestRecord): void {
  const at = closedAt(request);
  if (at === undefined) return;
  core.clock.at(at, () => {
    if (request.finishedAt === undefined) hangUp(core, request);
  });
}

/** Room in the KV cache of an engine, in tokens. */
export function roomOf(core: EngineCore): number {
  advance(core);
  return core.settings.kvTokens * (1 - core.condition.kvTaken) - usedTokens(core);
}
