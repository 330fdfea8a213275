const MARK = '\u0000';
const MARKED = /"\\u0000(-?\d+)"/g;

/** JSON in which a bigint is written as the number it is: an int64 beyond 2^53 arrives whole. */
export function jsonText(value: unknown): string {
  const marked = JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? `${MARK}${one}` : one));
  return marked.replace(MARKED, '$1');
}
