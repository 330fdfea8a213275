import type { PanelCheck } from './check.js';

/** Pixels of a large screen. */
const SCREEN = 1_080;
/** What can be read in a hover. */
const MOST_LETTERS = 400;

/** A panel is seen as a whole. */
export const panelHeight: PanelCheck = {
  name: 'panel-height',
  of: ({ height }) => (height > SCREEN ? [`it is ${height} px high, and a screen ${SCREEN}`] : []),
};

/** A description is read, or not written. */
export const descriptionLength: PanelCheck = {
  name: 'description-length',
  of: ({ descriptionLength }) =>
    descriptionLength > MOST_LETTERS
      ? [`its description has ${descriptionLength} letters, and at most ${MOST_LETTERS} are read`]
      : [],
};

/** What went wrong is told, and what has no data says so in words of its own. */
export const drawn: PanelCheck = {
  name: 'drawn',
  of: ({ error, empty }) => [
    ...(error === undefined ? [] : [error]),
    ...(empty === 'No data' || empty === '' ? ['it has no data, and no words for that'] : []),
  ],
};
