import type { PanelCheck } from './check.js';

const COUNT_UNITS = ['short', 'none', 'locale'];

/** What is counted is whole, and printed so; of what is 0 alone nobody knows whether it is counted. */
export const wholeCounts: PanelCheck = {
  name: 'whole-counts',
  of: ({ fields }) =>
    fields
      .filter(
        ({ unit, least, most }) =>
          (least !== 0 || most !== 0) &&
          COUNT_UNITS.includes(unit) &&
          Number.isInteger(least) &&
          Number.isInteger(most),
      )
      .filter(({ text }) => /^-?\d+\.0+$/.test(text))
      .map(({ name, text }) => `${name} counts, and is printed as "${text}"`),
};
