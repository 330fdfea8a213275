import type { Check } from '../../check.js';
import { missing, old, taken } from './dashboards.js';
import { dataSource } from './data-source.js';

/** Every check of a Grafana. */
export const grafanaChecks: readonly Check[] = [taken, missing, dataSource, old];
