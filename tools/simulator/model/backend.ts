import type { RequestRecord } from './request.js';

/** Hosts behind a route as Envoy resolves them. */
export interface Hosts {
  readonly total: number;
  readonly healthy: number;
}

/** What serves an ArksEndpoint. Without hosts the endpoint has no backend, and the gateway asks nothing of it. */
export interface Backend {
  /**
   * Takes a request and calls `done` once: with the answer complete, or as its connection is closed, at
   * `closedAt` (a backend that hangs may miss that). By then `outcome` is set, and `status` where it is another than the outcome
   * says (200 for an answer, 500 for an error); where it answered, also `firstTokenAt` and `generatedTokens`.
   */
  readonly submit: (request: RequestRecord, done: (request: RequestRecord) => void) => void;
  readonly hosts: () => Hosts;
}

/** An ArksEndpoint with what serves it. */
export interface Endpoint {
  readonly namespace: string;
  /** Name of the ArksEndpoint, which is the model asked for. */
  readonly model: string;
  readonly backend: Backend;
}
