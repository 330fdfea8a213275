import type { RouterWorker } from '../model/router-events.js';

/** How both routers write the state of a circuit breaker. */
export const CIRCUIT_STATES: Readonly<Record<RouterWorker['circuit'], number>> = { closed: 0, open: 1, 'half-open': 2 };
