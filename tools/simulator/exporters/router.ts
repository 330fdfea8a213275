import type { Sizing } from '../../../src/config/sizing.js';
import type { MetricStore } from '../exposition/instruments.js';
import { createStore } from '../exposition/store.js';
import type { RouterObserver } from '../model/router-events.js';
import { sglRouterObserver } from './sgl-router.js';
import { smgObserver } from './smg-router.js';

export interface RouterProps {
  readonly generation: 'smg' | 'sgl_router';
  readonly modelName: string;
  readonly sizing: Sizing;
}

const OBSERVERS = { smg: smgObserver, sgl_router: sglRouterObserver } as const;

/**
 * The router of a disaggregated application. Its series appear when they are fed first, as Rust's client makes them.
 * Not shown: rate limits, connections, policies, the cache-aware tree, backoff, discovery, and what gRPC workers add.
 */
export function routerExporter({ generation, modelName, sizing }: RouterProps): {
  readonly store: MetricStore;
  readonly observer: RouterObserver;
} {
  const store = createStore({ component: 'sglangRouter', generation, sizing, features: [] });
  return { store, observer: OBSERVERS[generation](store, modelName) };
}
