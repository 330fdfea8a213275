import type { Check } from '../check.js';

/** Every check, what explains others before what follows from it, and what hurts most first. */
export const checks: readonly Check[] = [];
