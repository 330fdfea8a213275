import { grid } from '../bucket-grids.js';

export const routerDuration = grid(
  'router_duration',
  [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 45, 60, 90, 120, 180, 240],
);
