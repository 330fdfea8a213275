import type { RequestRecord } from './request.js';

/** Why an engine is done with a request. */
export type FinishReason = 'stop' | 'length' | 'abort' | 'error';

/** What an engine is doing at a moment; ratios are 0 to 1, counts of tokens are tokens of KV cache. */
export interface EngineState {
  readonly running: number;
  readonly waiting: number;
  readonly usedTokens: number;
  readonly capacityTokens: number;
  /** Share of prompt tokens found in the prefix cache by the requests of the last minutes; undefined before the first. */
  readonly recentHitRatio: number | undefined;
  /** Output tokens per second right now. */
  readonly generationSpeed: number;
  /** Queues of a disaggregated engine, 0 on a unified one. */
  readonly bootstrapQueue: number;
  readonly inflightQueue: number;
  readonly preallocationQueue: number;
  readonly transferQueue: number;
}

/**
 * What an engine tells its exporter as it happens. Each exporter turns it into the counters, histograms and gauges
 * that its generation has; times are read from the record (`queuedAt`, `scheduledAt`, `firstTokenAt`, `finishedAt`).
 * `rank` is the data-parallel engine or rank, 0 where there is one.
 */
export interface EngineObserver {
  /** Taken into the batch for the first time. */
  readonly scheduled: (request: RequestRecord, rank: number) => void;
  /** The prompt is computed and the first token is out; `generatedTokens` is 1. */
  readonly firstToken: (request: RequestRecord, rank: number) => void;
  /** So many more output tokens of one request came, each this many seconds after the one before. */
  readonly tokens: (request: RequestRecord, count: number, intervalSeconds: number, rank: number) => void;
  /** Lost its place in the batch for want of KV cache. */
  readonly preempted: (request: RequestRecord, rank: number) => void;
  readonly finished: (request: RequestRecord, reason: FinishReason, rank: number) => void;
  /** KV cache of a request moved from prefill to decode, or failed to; told to prefill and decode alike. */
  readonly transferred: (transfer: KvTransfer, rank: number) => void;
  /** Called before every scrape. */
  readonly state: (state: EngineState, rank: number) => void;
}

export interface KvTransfer {
  readonly seconds: number;
  readonly megabytes: number;
  readonly failed: boolean;
}
