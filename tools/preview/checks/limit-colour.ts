import type { PanelCheck } from './check.js';

/** A limit has another colour than what is drawn, and is not the colour of calm. */
export const limitColour: PanelCheck = {
  name: 'limit-colour',
  of: ({ type, fields }) => {
    if (type !== 'timeseries') return [];
    const limits = new Set(fields.flatMap(({ thresholds }) => thresholds.map(({ colour }) => colour.toLowerCase())));
    return fields
      .filter(({ colour }) => limits.has(colour.toLowerCase()))
      .map(({ name, colour }) => `${name} is drawn in ${colour}, the colour of its limit`);
  },
};
