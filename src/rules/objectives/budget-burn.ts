import type { ThresholdName } from '../../config/thresholds.js';
import { objectiveBurn, objectiveBurnRate } from '../../signals/objectives/objectives.js';
import type { BudgetAlert } from '../limit-line.js';
import { BURN_WINDOWS } from './windows.js';

/** The one alert of every objective; its severity says how fast the budget burns. */
export const ALERT = 'ArksSloBudgetBurn';
/** What there must be of events before a budget can be said to burn. */
export const BUSY = 'minimumRequestsPerSecond' satisfies ThresholdName;
const WINDOWS = ['5m', '1h', '6h', '1d', '3d'] as const;

const [FASTEST = 0, ...SLOWER] = BURN_WINDOWS.map(({ factor }) => factor).sort((one, other) => other - one);

/** The alert of all objectives as panels and pages show it: its line is the rate at which the fastest page comes, others are of slower rules. */
export const budgetBurn = {
  name: ALERT,
  thresholds: [BUSY],
  line: {
    of: [objectiveBurnRate, ...WINDOWS.map(objectiveBurn)],
    is: 'above',
    limit: FASTEST,
    slower: SLOWER,
    classes: [],
  },
} as const satisfies BudgetAlert & { readonly thresholds: readonly ThresholdName[] };
