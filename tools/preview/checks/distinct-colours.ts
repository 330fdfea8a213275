import type { PanelCheck } from './check.js';

/** So many series have a colour each in every palette of Grafana. */
const MOST_SERIES = 8;

/** Two of few series never share a colour. */
export const distinctColours: PanelCheck = {
  name: 'distinct-colours',
  of: ({ type, fields }) => {
    if (type !== 'timeseries' || fields.length > MOST_SERIES) return [];
    return fields.flatMap(({ name, colour }, index) => {
      const before = fields.slice(0, index).find((field) => field.colour.toLowerCase() === colour.toLowerCase());
      return before === undefined ? [] : [`${before.name} and ${name} are both drawn in ${colour}`];
    });
  },
};
