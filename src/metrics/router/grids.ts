import { grid } from '../bucket-grids.js';

export const routerDuration = grid(
  'router_duration',
  [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 45, 60, 90, 120, 180, 240],
);

/** The same up to two hours: since smg 1.13. */
export const longRouterDuration = grid('router_duration_to_2h', [
  ...(routerDuration.fixed ?? []),
  300,
  480,
  900,
  1200,
  1800,
  2700,
  3600,
  5400,
  7200,
]);

export const retryBackoff = grid('router_retry_backoff', [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]);

export const eventLoopDelay = grid('router_event_loop_delay', [0, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1]);

export const tenths = grid('tenths', [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
