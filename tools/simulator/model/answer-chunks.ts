import type { Chunks } from './gateway-events.js';
import type { RequestRecord } from './request.js';

/** Bulks that a stream's chunks are told in: their times matter little, their number does. */
const BULKS = 4;

/** How answers come through Envoy to the plugin; may change while a scenario runs. */
export interface Chunking {
  /** Tokens that Envoy passes in one chunk of a stream. */
  tokensPerChunk: number;
  /**
   * Messages after the tokens of a stream, by how the engine writes its tail: usage, `[DONE]` and end, some of them together.
   * The end never comes with the usage, so the plugin counts the tokens of no stream.
   */
  closingChunks: 1 | 2 | 3;
  /** Whether Envoy shows the plugin its own replies, too: 1.40 does, 1.36 does not. */
  passesLocalReplies: boolean;
}

/** As the Envoys that Envoy Gateway ships and an engine that writes usage and `[DONE]` together. */
export const USUAL_CHUNKING: Chunking = { tokensPerChunk: 1, closingChunks: 2, passesLocalReplies: false };

/** Messages that the plugin gets of a stream of that many tokens. */
export function streamChunks(generatedTokens: number, { tokensPerChunk, closingChunks }: Chunking): number {
  return Math.ceil(generatedTokens / tokensPerChunk) + closingChunks;
}

/** That many chunks spread from the first token to now. */
export function spread(request: RequestRecord, count: number, now: number): readonly Chunks[] {
  const first = (request.firstTokenAt ?? now) - request.arrivedAt;
  const last = now - request.arrivedAt;
  return Array.from({ length: BULKS }, (_, bulk) => ({
    count: Math.floor((count * (bulk + 1)) / BULKS) - Math.floor((count * bulk) / BULKS),
    seconds: first + ((last - first) * (bulk + 0.5)) / BULKS,
  })).filter((chunks) => chunks.count > 0);
}
