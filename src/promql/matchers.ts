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

/** Matches a label that has one of these values: a single one without a regex, several literally. */
export function oneOf(label: string, values: readonly string[]): Matcher {
  const [only = '', ...others] = values;
  if (others.length === 0) return { label, operator: '=', value: only };
  return { label, operator: '=~', value: values.map(regexLiteral).join('|') };
}

/** Matches a label that has none of these values, or is missing: a single one without a regex, several literally. */
export function noneOf(label: string, values: readonly string[]): Matcher {
  const { operator, value } = oneOf(label, values);
  return { label, operator: operator === '=' ? '!=' : '!~', value };
}

/** Matches one bucket of a histogram in both spellings: Prometheus 3 and Python write 1.0 where Go writes 1. */
export function bucket(bound: number): Matcher {
  const plain = numberText(bound);
  return oneOf('le', Number.isInteger(bound) ? [plain, `${plain}.0`] : [plain]);
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
