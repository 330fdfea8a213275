import type { PanelCheck } from './check.js';

/** Ten, and the rest: more lines nobody tells apart. */
const MOST_SERIES = 11;
/** So many names are read without an order. */
const MOST_UNSORTED = 8;

/** A graph has so few series that each can be found, and names the worst first. */
export const seriesCount: PanelCheck = {
  name: 'series-count',
  of: ({ type, fields, legend }) => {
    if (type !== 'timeseries') return [];
    return [
      ...(fields.length > MOST_SERIES
        ? [`it has ${fields.length} series, and at most ${MOST_SERIES} can be told apart`]
        : []),
      ...(fields.length > MOST_UNSORTED && legend?.sortedBy === ''
        ? [`it lists ${fields.length} series by name, and the worst should come first`]
        : []),
    ];
  },
};
