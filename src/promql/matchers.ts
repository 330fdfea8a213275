import { numberText } from './number.js';

const EXPONENT_FROM = 1_000_000;

/** A condition on a label. */
export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** Escapes a text so that a regex matcher takes it literally. */
export function regexLiteral(value: string): string {
  return value.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/** Matches one bucket of a histogram in both spellings: Prometheus 3 and Python write 1.0 where Go writes 1. */
export function bucket(bound: number): Matcher {
  const plain = numberText(bound);
  const spellings = Number.isInteger(bound) ? [plain, `${plain}.0`] : [plain];
  return { label: 'le', operator: '=~', value: spellings.map(regexLiteral).join('|') };
}

/** Matches any of these buckets, in both spellings. */
export function anyBucket(bounds: readonly number[]): Matcher {
  return { label: 'le', operator: '=~', value: `(${bounds.map(boundText).map(regexLiteral).join('|')})(\\.0)?` };
}

/** A bound without a point, as Go and Python write it: from a million on with an exponent. */
function boundText(bound: number): string {
  const plain = numberText(bound);
  if (bound < EXPONENT_FROM) return plain;
  const [mantissa = '', exponent = ''] = bound.toExponential().split('e+');
  return `${mantissa}e+${exponent.padStart(2, '0')}`;
}
