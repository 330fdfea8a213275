/** A worker's part in a disaggregated application. */
export type WorkerKind = 'prefill' | 'decode';

/** What a router knows of a worker; `url` names host and port, as its label `worker` does. */
export interface RouterWorker {
  readonly url: string;
  readonly kind: WorkerKind;
  readonly healthy: boolean;
  /** Requests that the router has there. */
  readonly load: number;
  readonly circuit: 'closed' | 'open' | 'half-open';
}

/** A request that found a pair of workers. */
export interface RoutedRequest {
  readonly streaming: boolean;
  /** URLs of its workers. */
  readonly prefill: string;
  readonly decode: string;
}

/** Where a request broke, once it had workers. */
export type RouterFailure = 'prefill' | 'decode' | 'stream' | 'timeout';

/** What a router tells its exporter as it happens. Routers stop their clock when the decode worker's answer begins. */
export interface RouterObserver {
  /** Arrived at the router and got a pair of workers. */
  readonly routed: (request: RoutedRequest) => void;
  /** The answer began, or came whole. */
  readonly answered: (request: RoutedRequest, seconds: number, status: number) => void;
  /** Failed at a worker; one whose stream breaks was answered before. */
  readonly failed: (request: RoutedRequest, failure: RouterFailure, seconds: number, status: number) => void;
  /** Arrived and found no worker of one kind. */
  readonly unroutable: (streaming: boolean, seconds: number) => void;
  /** Tried again, for want of this kind of worker. */
  readonly retried: (kind: WorkerKind) => void;
  /** All workers that the router knows; called before every scrape. One that is no longer among them was removed. */
  readonly workers: (workers: readonly RouterWorker[]) => void;
}
