import type { Chunks } from './gateway-events.js';
import type { RequestRecord } from './request.js';

/** Bulks that a stream's chunks are told in: their times matter little, their number does. */
const BULKS = 4;

/** How answers come through Envoy in chunks; may change while a scenario runs. */
export interface Chunking {
  /** Tokens that Envoy passes in one chunk of a stream. */
  tokensPerChunk: number;
  /** Share of streams whose usage comes in the chunk that ends them; the others' tokens the plugin never counts. */
  usageWithEndShare: number;
}

/** Chunks of a stream of that many tokens: its tokens, then usage and end together or one after the other. */
export function streamChunks(generatedTokens: number, tokensPerChunk: number, closingChunks: 1 | 2): number {
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
