/** Signs that a terminal obeys, that break a line, that turn the order of what follows, or that nobody sees. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const BASIC_PLANE_END = 0xffff;

/** A text on one line in which everything is seen: other signs stand in it as JSON or JavaScript write them. */
export function printable(text: string): string {
  return text.replace(UNSEEN, (sign) => {
    const point = sign.codePointAt(0) ?? 0;
    const digits = point.toString(16).padStart(4, '0');
    return point > BASIC_PLANE_END ? `\\u{${digits}}` : `\\u${digits}`;
  });
}

/** The same of each line of a text. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
