import type { PanelReport } from '../model/report.js';
import type { PageCheck, PanelCheck } from './check.js';

/** Pixels of a large screen. */
export const SCREEN = 1_080;
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

/** A text is read to its end. */
export const cutText: PanelCheck = {
  name: 'cut-text',
  of: ({ cut }) => (cut.length === 0 ? [] : [`${cut.length} of its texts are cut off, such as "${cut[0]}"`]),
};

/** No panel lies on another. */
export const overlap: PageCheck = {
  name: 'overlap',
  of: ({ whole: { panels } }) =>
    panels.flatMap((panel, index) =>
      panels
        .slice(0, index)
        .filter((before) => overlaps(before, panel))
        .map((before) => `"${before.title}" and "${panel.title}" lie on one another`),
    ),
};

function overlaps(one: PanelReport, other: PanelReport): boolean {
  const apart = (from: number, size: number, otherFrom: number, otherSize: number) =>
    from + size <= otherFrom || otherFrom + otherSize <= from;
  return !apart(one.left, one.width, other.left, other.width) && !apart(one.top, one.height, other.top, other.height);
}
