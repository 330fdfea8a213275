import type { Check } from '../../check.js';
import { names } from './names.js';
import { refusals } from './refused.js';
import { series } from './series.js';
import { shapes } from './shapes.js';

/** Every check of one page, what Prometheus refuses first. */
export const pageChecks: readonly Check[] = [...refusals, ...series, ...names, ...shapes];
