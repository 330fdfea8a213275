import type { Clock } from '../../clock.js';
import type { Random } from '../../random.js';
import type { EngineObserver } from '../engine-events.js';
import { createPrefixCache, type PrefixCache } from './prefix-cache.js';
import type { Sequence } from './sequence.js';
import { type EngineCondition, type EngineSettings, healthyEngine } from './settings.js';

/** What an engine works on and with; its parts read and change it. */
export interface EngineCore {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: EngineSettings;
  /** Who is told what happens; somebody else may listen, too. */
  observer: EngineObserver;
  /** Number among the data-parallel engines of a replica. */
  readonly rank: number;
  readonly condition: EngineCondition;
  readonly cache: PrefixCache;
  readonly waiting: Sequence[];
  readonly running: Sequence[];
  prefilling: Sequence | undefined;
  /** Up to when everything is computed. */
  advancedTo: number;
  /** Counts plans for the next event: one that was made before the last change is void. */
  plan: number;
  /** KV cache promised to sequences that are still being transferred here. */
  reserved: number;
  /** Whether each of the last prompts found its beginning: tokens found and looked up. */
  readonly recent: { readonly hits: number; readonly queries: number }[];
  /** Who takes a sequence over once its prompt is computed; without one it is decoded here. */
  readonly prefilled: ((sequence: Sequence) => void) | undefined;
}

export interface EngineProps {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: EngineSettings;
  readonly observer: EngineObserver;
  readonly rank: number;
  readonly prefilled?: (sequence: Sequence) => void;
}

/** An engine that starts now, with nothing to do. */
export function createCore({ prefilled, ...props }: EngineProps): EngineCore {
  return {
    ...props,
    prefilled,
    condition: healthyEngine(),
    cache: createPrefixCache(props.settings.cachedPrefixes),
    waiting: [],
    running: [],
    prefilling: undefined,
    advancedTo: props.clock.now(),
    plan: 0,
    reserved: 0,
    recent: [],
  };
}
