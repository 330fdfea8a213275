import type { Sizing } from '../../../src/config/sizing.js';
import type { MetricStore } from '../exposition/instruments.js';
import { createStore } from '../exposition/store.js';
import type { EngineExporter } from '../model/application/engines.js';
import type { EngineSettings } from '../model/engine/settings.js';
import type { EngineObserver } from '../model/engine-events.js';
import type { FrontendEnd, FrontendObserver } from '../model/frontend-events.js';
import type { RequestRecord } from '../model/request.js';
import { hideEngine, showFromTheStart, showModel, showSteps } from './dynamo-instruments.js';
import { type DynamoRequests, dynamoRequests, type ErrorType } from './dynamo-requests.js';

/** Those of a frontend; of the catalogue's others a worker's port shows pages, which nothing scrapes for Arks. */
export type DynamoGeneration = 'nv_llm' | 'frontend' | 'frontend-1.6';

export interface DynamoProps {
  readonly generation: DynamoGeneration;
  readonly modelName: string;
  readonly sizing: Sizing;
  readonly settings: EngineSettings;
}

/** A request that it has taken and is not done with. */
interface Held {
  readonly startedAt: number;
  /** Intervals between tokens that are not observed yet: how long each was, and how many of them. */
  intervals: { readonly seconds: number; readonly count: number }[];
  begun: boolean;
}

/** It observes as many intervals of a request together, and what is left at the end. */
const INTERVALS_TOGETHER = 64;

const ERRORS: Readonly<Record<FrontendEnd, ErrorType>> = {
  answered: '',
  'client left': 'cancelled',
  'engine lost': 'unavailable',
  'engine failed': 'internal',
};

/**
 * Dynamo's frontend, as a running 1.6.1 counted. Of a model it shows nothing before an engine registers it, and nothing of its
 * requests before the first; all of that stays when the engines are gone, but for `model_ready`. A request is in flight from its
 * arrival to its end and queued until its first token, when its length is observed, too; its duration is, however it ended; the
 * length of its answer where it had a first token; what was cached where it was answered. A client leaves whether or not the engine
 * hears of it.
 * Chosen, since nothing recorded says otherwise: older generations count alike; an error of an engine is one of the type `internal`.
 * Not played: requests for models that it does not have, since no route leads there. Its own steps are shown, and stay at 0.
 */
export function dynamoExporter({ generation, modelName, sizing, settings }: DynamoProps): EngineExporter {
  const store = createStore({ component: 'dynamo', generation, sizing, features: [] });
  const requests = dynamoRequests(store, { generation, modelName });
  const held = new Map<RequestRecord, Held>();
  const model = { model: modelName };
  let asked = false;
  showFromTheStart(store);
  const frontend: FrontendObserver = {
    model: (state) => {
      asked = false;
      if (state === 'ready') showModel(store, model, settings);
      else hideEngine(store);
      showReady(store, modelName, state);
    },
    started: (request, atSeconds) => {
      if (!asked) showSteps(store, model);
      asked = true;
      held.set(request, { startedAt: atSeconds, intervals: [], begun: false });
      requests.started(request.ask);
      requests.holds(held);
    },
    ended: (request, end, atSeconds) => {
      const one = held.get(request);
      if (one === undefined) return;
      held.delete(request);
      flush(requests, one, 1);
      requests.ended(request, { error: ERRORS[end], begun: one.begun, seconds: atSeconds - one.startedAt });
      requests.holds(held);
    },
    refused: requests.refused,
  };
  return { store, observer: engineObserver(requests, held), frontend };
}

function engineObserver(requests: DynamoRequests, held: Map<RequestRecord, Held>): EngineObserver {
  const nothing = () => undefined;
  return {
    scheduled: nothing,
    firstToken: (request) => {
      const one = held.get(request);
      if (one === undefined) return;
      one.begun = true;
      requests.firstToken(request.ask, (request.firstTokenAt ?? one.startedAt) - one.startedAt);
      requests.holds(held);
    },
    tokens: (request, count, seconds) => {
      const one = held.get(request);
      if (one === undefined) return;
      requests.tokens(count);
      one.intervals.push({ seconds, count });
      flush(requests, one, INTERVALS_TOGETHER);
    },
    preempted: nothing,
    // Engines tell the frontend, which tells its clients and its exporter.
    finished: nothing,
    transferred: nothing,
    state: nothing,
  };
}

/** Observes what makes whole groups of that many. */
function flush(requests: DynamoRequests, one: Held, together: number): void {
  const all = one.intervals.reduce((sum, { count }) => sum + count, 0);
  let left = all - (all % together);
  if (left === 0) return;
  one.intervals = one.intervals.flatMap(({ seconds, count }) => {
    const observed = Math.min(left, count);
    left -= observed;
    if (observed > 0) requests.interval(seconds, observed);
    return observed < count ? [{ seconds, count: count - observed }] : [];
  });
}

function showReady(store: MetricStore, model: string, state: Parameters<FrontendObserver['model']>[0]): void {
  const name = 'dynamo_frontend_model_ready';
  if (!store.exposes(name)) return;
  if (state === 'unknown') store.remove(name, { model });
  else store.gauge(name, { model }).set(state === 'ready' ? 1 : 0);
}
