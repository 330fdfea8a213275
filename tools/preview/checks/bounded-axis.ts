import type { PanelCheck } from './check.js';

const RATIO_UNITS = ['percentunit'];
/** Grafana leaves some room above the highest value. */
const MOST = 1.2;

/** A ratio of a part to its whole is at most 1, and so is its axis, but for a little room. */
export const boundedAxis: PanelCheck = {
  name: 'bounded-axis',
  of: ({ axes, fields }) =>
    axes
      .filter(({ unit, most }) => RATIO_UNITS.includes(unit) && most > MOST)
      .filter(() => fields.every(({ most }) => most === null || most <= 1))
      .map(({ most }) => `its axis goes to ${Math.round(most * 100)}%, and no ratio can be above 100%`),
};
