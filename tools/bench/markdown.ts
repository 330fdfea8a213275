/** A column of a table: its title, what stands in it, and whether that is a number. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
  readonly number?: true;
}

/** A Markdown table of these rows. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    `|${columns.map(({ number }) => (number ? '--:' : '---')).join('|')}|`,
    ...rows.map((row) => line(columns.map(({ cell }) => cell(row)))),
  ].join('\n');
}
