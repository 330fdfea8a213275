import type { ErrorWindow } from '../../signals/objectives/objectives.js';
import type { Severity } from '../alert.js';

/** A long window that shows the budget burning, a short one that shows it still is, and how fast is too fast. */
export interface BurnWindow {
  readonly severity: Severity;
  readonly long: ErrorWindow;
  readonly short: ErrorWindow;
  /** Times the rate at which the budget would last exactly the objective's window. */
  readonly factor: number;
  readonly for: string;
}

/** Multi-window, multi-burn-rate alerts of the SRE Workbook, chapter 5: 2 % of 30 days in 1 h, 5 % in 6 h, 10 % in 1 d and 3 d; of 7 days they are 9, 21, 43 and 43 %. */
export const BURN_WINDOWS: readonly BurnWindow[] = [
  { severity: 'critical', long: '1h', short: '5m', factor: 14.4, for: '2m' },
  { severity: 'critical', long: '6h', short: '30m', factor: 6, for: '15m' },
  { severity: 'warning', long: '1d', short: '2h', factor: 3, for: '1h' },
  { severity: 'warning', long: '3d', short: '6h', factor: 1, for: '3h' },
];

/** Windows that a page depends on, evaluated as often as everything else. */
export const FAST_WINDOWS = ['5m', '30m', '1h', '2h', '6h'] as const;
/** Longer windows move slowly and read many samples: they are evaluated less often, and yet twice within the 5m after which Prometheus forgets a sample. */
export const SLOW_WINDOWS = ['1d', '3d'] as const;
export const SLOW_INTERVAL = '2m';
/** How long a budget is told of an application that is gone: an outage of a night is still seen, and a deleted one is soon forgotten. */
export const FORGOTTEN_AFTER = '1d';
