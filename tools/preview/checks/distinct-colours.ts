import type { PanelCheck } from './check.js';
import { alikeTo } from './colours.js';

/** So many series have a colour each in a palette that everybody can read. */
const MOST_SERIES = 8;
/**
 * Grafana has one palette to choose from by turns, of which the first five differ for everybody; its sixth, purple, is its third, blue, for
 * protanopia. No dashboard can say another, so that of more such lines the legend tells which is which.
 */
const MOST_BY_TURNS = 5;

/** Two of few series never have colours that look alike, to whomever; a broken line differs from an unbroken one. */
export const distinctColours: PanelCheck = {
  name: 'distinct-colours',
  of: ({ type, fields }) => {
    if (type !== 'timeseries' || fields.length > MOST_SERIES) return [];
    const isManyByTurns = fields.filter(({ byTurns }) => byTurns).length > MOST_BY_TURNS;
    return fields.flatMap(({ name, colour, line, byTurns }, index) => {
      const pairs = fields
        .slice(0, index)
        .filter((field) => field.line === line && !(isManyByTurns && byTurns && field.byTurns))
        .map((field) => ({ field, eyes: alikeTo(field.colour, colour) }));
      const alike = pairs.find(({ eyes }) => eyes !== undefined);
      return alike === undefined
        ? []
        : [`${alike.field.name} (${alike.field.colour}) and ${name} (${colour}) look alike to ${alike.eyes}`];
    });
  },
};
