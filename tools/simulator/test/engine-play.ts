import { startClock } from '../clock.js';
import { createCore, type EngineCore } from '../model/engine/core.js';
import { enqueue } from '../model/engine/engine.js';
import { ENGINE_DEFAULTS, type EngineSettings } from '../model/engine/settings.js';
import type { EngineObserver } from '../model/engine-events.js';
import type { Ask, RequestRecord } from '../model/request.js';
import { randomStream } from '../random.js';

export const ASK: Ask = {
  namespace: 'tenant-a',
  user: 'alice',
  model: 'qwen-7b',
  streaming: true,
  promptTokens: 907,
  generationTokens: 211,
};

/** What an observer was told, added up. */
export interface Told {
  scheduled: number;
  firstTokens: number;
  tokens: number;
  tokenSeconds: number;
  preempted: number;
  readonly finished: string[];
}

/** An engine with its clock, and all that it told. */
export interface Played {
  readonly core: EngineCore;
  readonly told: Told;
  readonly submit: (ask?: Partial<Ask>) => RequestRecord;
  readonly run: (seconds: number) => void;
}

export function recordOf(ask: Ask, arrivedAt: number, id = 1): RequestRecord {
  return { id, ask, arrivedAt, status: 0, outcome: 'pending', generatedTokens: 0, cachedTokens: 0, preemptions: 0 };
}

/** One engine whose clock the test moves. */
export function playEngine(settings: Partial<EngineSettings> = {}): Played {
  const clock = startClock();
  const told: Told = { scheduled: 0, firstTokens: 0, tokens: 0, tokenSeconds: 0, preempted: 0, finished: [] };
  const core = createCore({
    clock,
    random: randomStream(7, 'engine'),
    settings: { ...ENGINE_DEFAULTS, ...settings },
    observer: counting(told),
    rank: 0,
  });
  return {
    core,
    told,
    submit: (ask = {}) => {
      const request = recordOf({ ...ASK, ...ask }, clock.now());
      enqueue(core, request, () => undefined);
      return request;
    },
    run: (seconds) => clock.runUntil(clock.now() + seconds),
  };
}

function counting(told: Told): EngineObserver {
  return {
    scheduled: () => {
      told.scheduled += 1;
    },
    firstToken: () => {
      told.firstTokens += 1;
    },
    tokens: (_, count, interval) => {
      told.tokens += count;
      told.tokenSeconds += count * interval;
    },
    preempted: () => {
      told.preempted += 1;
    },
    finished: (_, reason) => told.finished.push(reason),
    transferred: () => undefined,
    state: () => undefined,
  };
}
