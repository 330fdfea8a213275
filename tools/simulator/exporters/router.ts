import type { Sizing } from '../../../src/config/sizing.js';
import type { MetricStore } from '../exposition/instruments.js';
import { createStore } from '../exposition/store.js';
import type { RouterObserver } from '../model/router-events.js';
import { sglRouterObserver } from './sgl-router.js';
import { firstSglRouterObserver } from './sgl-router-0.1.js';
import { smgObserver } from './smg-router.js';

/** Of sglang-router 0.1.x, 0.2.x and 0.3.x, and of smg 1.13. */
export type RouterGeneration = 'sgl_router-0.1' | 'sgl_router' | 'smg' | 'smg-1.13';

export interface RouterProps {
  readonly generation: RouterGeneration;
  readonly modelName: string;
  readonly sizing: Sizing;
}

const OBSERVERS: Readonly<Record<RouterGeneration, (store: MetricStore, modelName: string) => RouterObserver>> = {
  'sgl_router-0.1': firstSglRouterObserver,
  sgl_router: sglRouterObserver,
  smg: (store, modelName) => smgObserver(store, modelName, 'smg'),
  'smg-1.13': (store, modelName) => smgObserver(store, modelName, 'smg-1.13'),
};

/**
 * The router of a disaggregated application. Its series appear when they are fed first, as Rust's client makes them.
 * Not shown: rate limits, connections, policies, the cache-aware tree, backoff, discovery, its own process and runtime, and what
 * gRPC workers add.
 */
export function routerExporter({ generation, modelName, sizing }: RouterProps): {
  readonly store: MetricStore;
  readonly observer: RouterObserver;
} {
  const store = createStore({ component: 'sglangRouter', generation, sizing, features: [] });
  return { store, observer: OBSERVERS[generation](store, modelName) };
}
