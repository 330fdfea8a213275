import type { RequestRecord } from '../request.js';

/** A request inside an engine. */
export interface Sequence {
  readonly request: RequestRecord;
  /** Told once how it ended: the engine may hold on to a request whose client has left. */
  done: (request: RequestRecord) => void;
  /** KV cache that it holds, in tokens. */
  held: number;
  /** Tokens yet to be computed before the next output token. */
  prefillLeft: number;
  /** Output tokens, with the part of the next one that is computed. */
  progress: number;
  /** When its last whole token came. */
  lastTokenAt: number;
}

export function sequenceOf(request: RequestRecord, done: (request: RequestRecord) => void): Sequence {
  return { request, done, held: 0, prefillLeft: 0, progress: request.generatedTokens, lastTokenAt: 0 };
}

/** Tokens that its KV cache is made of when it is in the batch. */
export function contextOf({ request }: Sequence): number {
  return request.ask.promptTokens + request.generatedTokens;
}

/** Output tokens it still wants. */
export function tokensLeft({ request, progress }: Sequence): number {
  return request.ask.generationTokens - progress;
}
