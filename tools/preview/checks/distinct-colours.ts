import type { PanelCheck } from './check.js';
import { alikeTo } from './colours.js';

/** So many series have a colour each in a palette that everybody can read. */
const MOST_SERIES = 8;

/** Two of few series never have colours that look alike, to whomever; a broken line differs from an unbroken one. */
export const distinctColours: PanelCheck = {
  name: 'distinct-colours',
  of: ({ type, fields }) => {
    if (type !== 'timeseries' || fields.length > MOST_SERIES) return [];
    return fields.flatMap(({ name, colour, dashed }, index) => {
      const pairs = fields
        .slice(0, index)
        .filter((field) => field.dashed === dashed)
        .map((field) => ({ field, eyes: alikeTo(field.colour, colour) }));
      const alike = pairs.find(({ eyes }) => eyes !== undefined);
      return alike === undefined
        ? []
        : [`${alike.field.name} (${alike.field.colour}) and ${name} (${colour}) look alike to ${alike.eyes}`];
    });
  },
};
