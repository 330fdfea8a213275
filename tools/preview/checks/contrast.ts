import type { PanelCheck } from './check.js';
import { contrast } from './colours.js';

/** WCAG 2 AA of what is no text, and of text as large as that of a tile. */
const LEAST = 3;

/**
 * Lines and coloured tiles are seen on what they are drawn on. What Grafana chooses by turns is left out: of the first eight of its palette two
 * are below this on white, and no dashboard can say another.
 */
export const enoughContrast: PanelCheck = {
  name: 'contrast',
  of: ({ type, fields }, { background }) =>
    fields.flatMap(({ name, colour, stateColour, byTurns }) => {
      const drawn = type !== 'timeseries' ? stateColour : byTurns ? undefined : colour;
      if (drawn === undefined || drawn === '') return [];
      const ratio = contrast(drawn, background);
      return ratio < LEAST
        ? [`${name} is drawn in ${drawn} on ${background}, a contrast of ${ratio.toFixed(1)}, and AA asks for ${LEAST}`]
        : [];
    }),
};
