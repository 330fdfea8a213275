import { engines, finishedReasons } from '../counts.js';

export { engines, finishedReasons };

/** The generations of vLLM that tell apart what is exposed: the V0 engine, V1 up to 0.11, and V1 from 0.12 on. */
export const EVERY = ['v0', 'v1', 'v1-0.12'] as const;
export const V0 = ['v0'] as const;
export const V1 = ['v1', 'v1-0.12'] as const;
export const V1_UNTIL_0_11 = ['v1'] as const;
export const V1_FROM_0_12 = ['v1-0.12'] as const;

/** `engine` numbers the data-parallel engines behind one API server; it is no replica. */
export const ENGINE = { model_name: 1, engine: engines } as const;
