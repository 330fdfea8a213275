import type { KnownNames } from '../files/known-names.js';
import { metricNames } from '../metrics/catalogue.js';
import { removedMetrics } from '../metrics/removed.js';
import { alertNames } from './alerts/index.js';
import { ALERT } from './objectives/budget-burn.js';
import { percentileReach } from './reach.js';

/** The names that an environment file may use and that the rooms left of this one define, and how far percentiles reach. */
export const knownNames: KnownNames = {
  metrics: metricNames,
  removed: removedMetrics,
  alerts: [...alertNames, ALERT],
  reach: percentileReach,
};
