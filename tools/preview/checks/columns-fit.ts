import type { PanelCheck } from './check.js';

/** Nobody scrolls a table to the right to see what it says. */
export const columnsFit: PanelCheck = {
  name: 'columns-fit',
  of: ({ table }) =>
    table !== undefined && table.has > 0 && table.needs > table.has + 1
      ? [`its columns need ${table.needs} px, and it has ${table.has}`]
      : [],
};
