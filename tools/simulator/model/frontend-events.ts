import type { RequestRecord } from './request.js';

/** How a request ended at a frontend: answered, its client left, the engine behind it was lost or answered with an error. */
export type FrontendEnd = 'answered' | 'client left' | 'engine lost' | 'engine failed';

/** What a frontend, which stands before engines and lives on without them, tells its exporter as it happens. */
export interface FrontendObserver {
  /** A model can be asked for, or not at the moment, or is not known any more. */
  readonly model: (state: 'ready' | 'not ready' | 'unknown') => void;
  /** Took a request for a model that is ready. */
  readonly started: (request: RequestRecord, atSeconds: number) => void;
  /** Is done with a request that it took. */
  readonly ended: (request: RequestRecord, end: FrontendEnd, atSeconds: number) => void;
  /** Turned a request away whose model is not ready. */
  readonly refused: () => void;
}
