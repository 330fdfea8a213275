const PLAIN_ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|(.))/gs;

/** What a literal of PromQL says: in double or single quotes with escapes as Go has them, in backticks as it stands. */
export function unquoted(literal: string): string {
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) return inner;
  return inner.replace(ESCAPE, (_, byte?: string, short?: string, long?: string, octal?: string, plain?: string) => {
    if (plain !== undefined) return PLAIN_ESCAPES[plain] ?? plain;
    const code = octal === undefined ? Number.parseInt(byte ?? short ?? long ?? '', 16) : Number.parseInt(octal, 8);
    return String.fromCodePoint(code);
  });
}

/** A text as a literal of PromQL, in double quotes. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
