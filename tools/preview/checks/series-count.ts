import type { PanelCheck } from './check.js';

/** More lines than these nobody tells apart. */
const MOST_SERIES = 20;

/** A graph has so few series that each can be found. */
export const seriesCount: PanelCheck = {
  name: 'series-count',
  of: ({ type, fields }) =>
    type === 'timeseries' && fields.length > MOST_SERIES
      ? [`it has ${fields.length} series, and at most ${MOST_SERIES} can be told apart`]
      : [],
};
