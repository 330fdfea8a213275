import type { PanelCheck } from './check.js';

/** A thousandth of a token, a request or a replica is nothing that anybody counts. */
const THOUSANDTH = /^-?[\d.]+ ?[mµn](?:tok|req|c|ops|rps|wps|cores?)(?:\/|s$|$)/;

/** No value is printed in parts of what has none. */
export const unitPrefix: PanelCheck = {
  name: 'unit-prefix',
  of: ({ fields }) =>
    fields
      .filter(({ text }) => THOUSANDTH.test(text))
      .map(({ name, text, unit }) => `${name} is printed as "${text}" by the unit ${unit}`),
};
