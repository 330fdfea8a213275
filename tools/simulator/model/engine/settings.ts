/** How fast an engine is and how much it holds. */
export interface EngineSettings {
  /** Requests in the batch at most (max_num_seqs, max_running_requests). */
  readonly maxRunning: number;
  /** KV cache in tokens. */
  readonly kvTokens: number;
  /** Prompt tokens computed per second while nothing is decoded. */
  readonly prefillTokensPerSecond: number;
  /** A decode step of an empty batch, what each request in it adds, and each thousand tokens of context. */
  readonly stepSeconds: number;
  readonly stepSecondsPerRequest: number;
  readonly stepSecondsPerThousandTokens: number;
  /** Share of the token budget of a step that a prompt takes while others decode. */
  readonly prefillShare: number;
  /** Prompt beginnings that the prefix cache keeps. */
  readonly cachedPrefixes: number;
}

/** A mid-size model on one modern GPU: about 80 tokens a second for a lone request, 2,000 for a full batch. */
export const ENGINE_DEFAULTS: EngineSettings = {
  maxRunning: 64,
  kvTokens: 120_000,
  prefillTokensPerSecond: 9_000,
  stepSeconds: 0.0113,
  stepSecondsPerRequest: 0.00021,
  stepSecondsPerThousandTokens: 0.000037,
  prefillShare: 0.5,
  cachedPrefixes: 16,
};

/** What a fault changes in a running engine. */
export interface EngineCondition {
  /** Holds its requests and computes nothing. */
  hung: boolean;
  /** How much longer everything takes; 1 is healthy. */
  slowness: number;
  /** Share of requests that end in an engine error. */
  errorShare: number;
  /** Share of the KV cache that something else holds. */
  kvTaken: number;
  /** No prompt finds its beginning in the cache. */
  cacheMisses: boolean;
}

export function healthyEngine(): EngineCondition {
  return { hung: false, slowness: 1, errorShare: 0, kvTaken: 0, cacheMisses: false };
}
