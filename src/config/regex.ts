/**
 * What JavaScript reads and RE2 does not, or reads otherwise: lookarounds, back references, named groups, escapes of its own, empty
 * classes, and counts of groups, which RE2 multiplies up to a limit.
 */
const NOT_RE2 = /\(\?(?!:)|\\[0-9kcuUpP]|\[\^?\]|\[[^\]]*\\[bB]|\)\{/;
/** RE2 repeats nothing more often. */
const MOST_REPEATS = 1_000;

/** The check that Prometheus and this program find the same by a regular expression, with what it says where they may not. */
export const readAlike = [
  isRegex,
  'must be a regular expression that RE2 and JavaScript read alike: no (?...) but (?:...), no \\\\p, \\\\u or numbers behind \\\\, nothing repeated more than 1000 times, no group by a count',
] as const;

function isRegex(text: string): boolean {
  if (NOT_RE2.test(text)) return false;
  const repeats = [...text.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].flatMap(([, least, most]) => [
    Number(least),
    Number(most),
  ]);
  if (repeats.some((count) => count > MOST_REPEATS)) return false;
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}
