import type { FinishReason } from '../engine-events.js';
import type { RequestRecord } from '../request.js';
import { advance, capacityOf, secondsToNextEvent, usedTokens } from './batch.js';
import type { EngineCore } from './core.js';
import { contextOf, type Sequence, sequenceOf, tokensLeft } from './sequence.js';

/** Prompts that the recent hit ratio looks back over. */
const RECENT_PROMPTS = 20;
/** Share of the KV cache that admission leaves free, so that a new prompt does not evict the batch at once. */
const WATERMARK = 0.01;
/** Rounding must not keep a token from being whole. */
const EPSILON = 1e-6;

/** Puts a request into the queue. */
export function enqueue(core: EngineCore, request: RequestRecord, done: (request: RequestRecord) => void): void {
  advance(core);
  request.queuedAt ??= core.clock.now();
  core.waiting.push(sequenceOf(request, done));
  settle(core);
}

/** Does all that is due now, and plans when to look again. */
export function settle(core: EngineCore): void {
  advance(core);
  finishPrefill(core);
  if (!core.condition.hung)
    for (const sequence of core.running.filter(({ request }) => request.outcome === 'abort'))
      finish(core, sequence, 'abort');
  for (const sequence of core.running.filter((one) => tokensLeft(one) < EPSILON))
    finish(core, sequence, ending(core, sequence));
  evict(core);
  admit(core);
  core.plan += 1;
  const { plan } = core;
  const seconds = secondsToNextEvent(core);
  if (Number.isFinite(seconds)) {
    core.clock.after(Math.max(seconds, EPSILON), () => {
      if (plan === core.plan) settle(core);
    });
  }
}

/**
 * The client of a request leaves; nothing happens where the engine has it no more. An engine that hangs does not hear of
 * it, holds the request, and ends it when it gets on.
 */
export function hangUp(core: EngineCore, request: RequestRecord): void {
  advance(core);
  const sequence = [...core.waiting, ...core.running, core.prefilling].find((one) => one?.request === request);
  if (sequence === undefined) return;
  if (core.condition.hung) {
    request.outcome = 'abort';
    sequence.done(request);
    sequence.done = () => undefined;
    return;
  }
  finish(core, sequence, 'abort');
  settle(core);
}

/** The process dies with all it holds; nobody is left to count the requests. */
export function abandon(core: EngineCore): void {
  advance(core);
  const lost = [...core.running, ...(core.prefilling === undefined ? [] : [core.prefilling]), ...core.waiting];
  core.running.length = 0;
  core.waiting.length = 0;
  core.prefilling = undefined;
  core.plan += 1;
  for (const { request, done } of lost) {
    request.finishedAt = core.clock.now();
    if (request.outcome === 'pending') request.outcome = 'error';
    done(request);
  }
}

function finishPrefill(core: EngineCore): void {
  const sequence = core.prefilling;
  if (sequence === undefined || sequence.prefillLeft > EPSILON) return;
  core.prefilling = undefined;
  const { request } = sequence;
  const now = core.clock.now();
  // Computing a prompt yields a token: the first, or after a preemption the one that its client has waited for since.
  request.generatedTokens += 1;
  sequence.progress = request.generatedTokens;
  if (request.firstTokenAt === undefined) {
    request.firstTokenAt = now;
    core.observer.firstToken(request, core.rank);
  } else core.observer.tokens(request, 1, now - sequence.lastTokenAt, core.rank);
  sequence.lastTokenAt = now;
  sequence.held = contextOf(sequence);
  if (core.prefilled === undefined) core.running.push(sequence);
  else core.prefilled(sequence);
}

function ending({ condition, random }: EngineCore, { request }: Sequence): FinishReason {
  if (condition.errorShare > 0 && random.uniform() < condition.errorShare) return 'error';
  return request.ask.endsAtLength === true ? 'length' : 'stop';
}

/** Takes a sequence out and tells everybody that it is done. */
export function finish(core: EngineCore, sequence: Sequence, reason: FinishReason): void {
  remove(core.waiting, sequence);
  remove(core.running, sequence);
  if (core.prefilling === sequence) core.prefilling = undefined;
  sequence.held = 0;
  const { request } = sequence;
  request.finishedAt = core.clock.now();
  request.outcome = reason;
  core.observer.finished(request, reason, core.rank);
  sequence.done(request);
}

/** Those that came last go back to the queue until the rest fits; a lone one that does not fit is cut. */
function evict(core: EngineCore): void {
  while (usedTokens(core) >= capacityOf(core)) {
    const last = core.running.at(-1);
    if (last === undefined) return;
    if (core.running.length === 1 && core.prefilling === undefined) {
      finish(core, last, 'length');
      return;
    }
    core.running.pop();
    last.held = 0;
    last.progress = last.request.generatedTokens;
    last.request.preemptions += 1;
    core.observer.preempted(last.request, core.rank);
    core.waiting.unshift(last);
  }
}

/** The token budget goes to one prompt at a time, in the order they came. */
function admit(core: EngineCore): void {
  const { settings, condition } = core;
  if (condition.hung || core.prefilling !== undefined || core.running.length >= settings.maxRunning) return;
  const [next] = core.waiting;
  if (next === undefined) return;
  const context = contextOf(next);
  if (context >= capacityOf(core) * (1 - WATERMARK) && core.running.length === 0) {
    finish(core, next, 'error');
    admit(core);
    return;
  }
  if (usedTokens(core) + context >= capacityOf(core) * (1 - WATERMARK)) return;
  core.waiting.shift();
  next.held = context;
  next.prefillLeft = Math.max(1, context - cachedTokens(core, next.request));
  core.prefilling = next;
  if (next.request.scheduledAt === undefined) {
    next.request.scheduledAt = core.clock.now();
    core.observer.scheduled(next.request, core.rank);
  }
}

/** Looks the beginning up; a prompt that comes back after a preemption is not counted again. */
function cachedTokens(core: EngineCore, request: RequestRecord): number {
  const { prefix, promptTokens } = request.ask;
  const found = prefix !== undefined && core.cache.hit(prefix.name) && !core.condition.cacheMisses;
  const hits = found ? Math.min(prefix.tokens, promptTokens - 1) : 0;
  if (request.scheduledAt !== undefined) return hits;
  request.cachedTokens = hits;
  core.recent.push({ hits, queries: promptTokens });
  if (core.recent.length > RECENT_PROMPTS) core.recent.shift();
  return hits;
}

function remove(list: Sequence[], sequence: Sequence): void {
  const index = list.indexOf(sequence);
  if (index >= 0) list.splice(index, 1);
}
