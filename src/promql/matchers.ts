import { numberText } from './number.js';

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
