import { stateOf } from '../engine/batch.js';
import type { EngineCore } from '../engine/core.js';
import { settle } from '../engine/engine.js';
import { sequenceOf } from '../engine/sequence.js';
import type { RequestRecord } from '../request.js';
import { roomOf } from './engines.js';

/** Requests that a decode engine has promised to take, or that wait for the promise. */
export interface DecodeQueues {
  /** Waiting for room in the KV cache. */
  readonly preallocation: { readonly request: RequestRecord; readonly granted: () => void }[];
  /** Promised room, while the prompt is computed and moved. */
  readonly transfer: Set<RequestRecord>;
}

/** Share of the KV cache that decode leaves free for the requests it has. */
const RESERVE = 0.05;

/** Promises room to those that wait, in their order, as far as it goes. */
export function grant(core: EngineCore, queues: DecodeQueues): void {
  for (
    let next = queues.preallocation[0];
    next !== undefined && fits(core, queues, next.request);
    next = queues.preallocation[0]
  ) {
    queues.preallocation.shift();
    core.reserved += next.request.ask.promptTokens;
    queues.transfer.add(next.request);
    next.granted();
  }
}

/** The transfer is over, one way or the other: the promise is kept or void. */
export function release(core: EngineCore, queues: DecodeQueues, request: RequestRecord): void {
  if (queues.transfer.delete(request)) core.reserved -= request.ask.promptTokens;
}

/** Decodes a request whose prompt has come, from its first token on. */
export function decode(core: EngineCore, request: RequestRecord, done: (request: RequestRecord) => void): void {
  settle(core);
  const now = core.clock.now();
  const sequence = sequenceOf(request, done);
  request.scheduledAt = now;
  request.firstTokenAt = now;
  request.generatedTokens = 1;
  core.observer.scheduled(request, core.rank);
  core.observer.firstToken(request, core.rank);
  sequence.progress = 1;
  sequence.lastTokenAt = now;
  sequence.held = request.ask.promptTokens + 1;
  core.running.push(sequence);
  settle(core);
}

function fits(core: EngineCore, { transfer }: DecodeQueues, { ask }: RequestRecord): boolean {
  const { maxRunning, kvTokens } = core.settings;
  return (
    !core.condition.hung &&
    stateOf(core).running + transfer.size < maxRunning &&
    roomOf(core) - ask.promptTokens > kvTokens * RESERVE
  );
}
