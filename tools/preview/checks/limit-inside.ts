import type { PanelCheck } from './check.js';

/** Data within a factor of ten of a limit are close enough for it to be seen. */
const NEAR = 10;

/** Where data come near a limit, the limit is inside the axis. */
export const limitInside: PanelCheck = {
  name: 'limit-inside',
  of: ({ type, axes, fields }) => {
    const [axis] = axes;
    if (type !== 'timeseries' || axis === undefined || axes.length > 1) return [];
    const limits = new Set(fields.flatMap(({ thresholds }) => thresholds.map(({ value }) => value)));
    const most = Math.max(...fields.map((field) => field.most ?? Number.NEGATIVE_INFINITY));
    return [...limits]
      .filter((limit) => limit > axis.most && most * NEAR >= limit)
      .map((limit) => `its limit of ${limit} is above the axis, which ends at ${axis.most}, and data reach ${most}`);
  },
};
