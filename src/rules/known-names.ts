import type { SettingFacts } from '../files/setting-facts.js';
import { catalogue, metricNames } from '../metrics/catalogue.js';
import { removedMetrics } from '../metrics/removed.js';
import { alertNames } from './alerts/index.js';
import { ALERT } from './objectives/budget-burn.js';
import { overrideProblems } from './override-problems.js';
import { percentileCeilings } from './reach.js';

/** The names that an environment file may use and that the rooms left of this one define, and how far percentiles reach. */
export const knownNames: SettingFacts = {
  metrics: metricNames,
  series: new Set(catalogue.flatMap(({ name, suffixes }) => suffixes.map((suffix) => name + suffix))),
  removed: removedMetrics,
  alerts: [...alertNames, ALERT],
  reach: percentileCeilings,
  overrides: overrideProblems,
};
