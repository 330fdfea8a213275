/** A row of the table of docs/security.md that says where namespaces come together, taken apart. */
export interface CrossingRow {
  readonly rule: string;
  readonly lost: string;
  /** Whose word it is, several in the order of the alphabet. */
  readonly word: string;
}

const HEAD = '| rules | where namespaces end | on whose word | why |';

/** The rows of that table, one for each rule and each place; throws where one gives no reason. */
export function crossingRows(text: string): readonly CrossingRow[] {
  const [, table = ''] = text.split(`${HEAD}\n`);
  const [body = ''] = table.split('\n\n');
  return body
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [rules = '', places = '', word = '', why = ''] = line
        .split(' | ')
        .map((cell) => cell.replace(/^\||\|$/g, '').trim());
      if (why === '') throw new Error(`each row must say why namespaces may come together, got ${line}`);
      return quoted(rules).flatMap((rule) => quoted(places).map((lost) => ({ rule, lost, word })));
    });
}

function quoted(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}
