import { engines, finishedReasons } from '../counts.js';
import { VLLM_GENERATIONS } from './generations.js';

export { engines, finishedReasons };

export const EVERY = VLLM_GENERATIONS;
export const V0 = ['v0'] as const;
export const V1 = ['v1', 'v1-0.12'] as const;
export const V1_UNTIL_0_11 = ['v1'] as const;
export const V1_FROM_0_12 = ['v1-0.12'] as const;

/** `engine` numbers the data-parallel engines behind one API server; it is no replica. */
export const ENGINE = { model_name: 1, engine: engines } as const;
