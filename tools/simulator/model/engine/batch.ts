import type { EngineState } from '../engine-events.js';
import type { EngineCore } from './core.js';
import { tokensLeft } from './sequence.js';

const THOUSAND = 1_000;

/** KV cache in use, in tokens. */
export function usedTokens({ running, prefilling, reserved }: EngineCore): number {
  return running.reduce((sum, { held }) => sum + held, reserved + (prefilling?.held ?? 0));
}

/** KV cache there is, in tokens. */
export function capacityOf({ settings, condition }: EngineCore): number {
  return settings.kvTokens * (1 - condition.kvTaken);
}

/** How long each running request waits for its next token: more requests and longer contexts make a step longer. */
export function stepSeconds(core: EngineCore): number {
  const { settings, running, condition, prefilling } = core;
  const context = running.reduce((sum, { held }) => sum + held, 0);
  const step =
    settings.stepSeconds +
    settings.stepSecondsPerRequest * running.length +
    (settings.stepSecondsPerThousandTokens * context) / THOUSAND;
  const share = prefilling === undefined ? 1 : 1 - settings.prefillShare;
  return (step * condition.slowness) / share;
}

function prefillSpeed({ settings, running, condition }: EngineCore): number {
  const share = running.length === 0 ? 1 : settings.prefillShare;
  return (settings.prefillTokensPerSecond * share) / condition.slowness;
}

/** Computes up to now what the batch of the last event makes of the time since. */
export function advance(core: EngineCore): void {
  const now = core.clock.now();
  const elapsed = now - core.advancedTo;
  core.advancedTo = now;
  if (elapsed <= 0 || core.condition.hung) return;
  const step = stepSeconds(core);
  if (core.prefilling !== undefined) core.prefilling.prefillLeft -= elapsed * prefillSpeed(core);
  for (const sequence of core.running) {
    const { request } = sequence;
    sequence.progress = Math.min(sequence.progress + elapsed / step, request.ask.generationTokens);
    const whole = Math.floor(sequence.progress + 1e-6);
    const count = whole - request.generatedTokens;
    if (count <= 0) continue;
    // When the last whole token came: the part of the next one is already computed.
    const cameAt = Math.min(now, now - (sequence.progress - whole) * step);
    core.observer.tokens(request, count, (cameAt - sequence.lastTokenAt) / count, core.rank);
    request.generatedTokens = whole;
    sequence.lastTokenAt = cameAt;
    sequence.held += count;
  }
}

/** Seconds until a prompt is computed, an answer complete, or the KV cache full; infinite where nothing goes on. */
export function secondsToNextEvent(core: EngineCore): number {
  const { running, prefilling, condition } = core;
  if (condition.hung) return Number.POSITIVE_INFINITY;
  const step = stepSeconds(core);
  const left = running.reduce((least, sequence) => Math.min(least, tokensLeft(sequence)), Number.POSITIVE_INFINITY);
  const room = capacityOf(core) - usedTokens(core);
  return Math.min(
    prefilling === undefined ? Number.POSITIVE_INFINITY : prefilling.prefillLeft / prefillSpeed(core),
    left * step,
    running.length === 0 ? Number.POSITIVE_INFINITY : (Math.max(room, 1) / running.length) * step,
  );
}

/** What the engine shows of itself; queues between prefill and decode are its pod's to add. */
export function stateOf(
  core: EngineCore,
): Omit<EngineState, 'bootstrapQueue' | 'inflightQueue' | 'preallocationQueue' | 'transferQueue'> {
  const { running, prefilling, waiting, recent, condition } = core;
  const queries = recent.reduce((sum, one) => sum + one.queries, 0);
  const hits = recent.reduce((sum, one) => sum + one.hits, 0);
  return {
    running: running.length + (prefilling === undefined ? 0 : 1),
    waiting: waiting.length,
    usedTokens: usedTokens(core),
    capacityTokens: capacityOf(core),
    recentHitRatio: queries === 0 ? undefined : hits / queries,
    generationSpeed: condition.hung ? 0 : running.length / stepSeconds(core),
  };
}
