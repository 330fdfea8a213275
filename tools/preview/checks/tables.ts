import type { PanelCheck } from './check.js';

/** Nobody scrolls a table to the right to see what it says. */
export const columnsFit: PanelCheck = {
  name: 'columns-fit',
  of: ({ table }) =>
    table !== undefined && table.has > 0 && table.needs > table.has + 1
      ? [`its columns need ${table.needs} px, and it has ${table.has}`]
      : [],
};

/** What is not there is no name of a namespace: a label that a row lacks stays empty. */
export const labelCells: PanelCheck = {
  name: 'label-cells',
  of: ({ table }) =>
    (table?.columns ?? [])
      .filter(({ kind, empty, filler }) => kind === 'label' && empty > 0 && filler !== '')
      .map(({ name, filler }) => `rows without ${name} say "${filler}" in its column`),
};

/** A header is there whatever there is below it: a query without an answer takes no column away. */
export const columnsStay: PanelCheck = {
  name: 'columns-stay',
  of: ({ table }) => {
    const there = new Set(table?.columns.map(({ name }) => name));
    return (table?.calculated ?? [])
      .filter((name) => !there.has(name))
      .map((name) => `its column ${name} is not there`);
  },
};
