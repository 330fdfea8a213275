import { diffLines } from 'diff';
import { formatPromql } from '../promql/format.js';

const LIMIT = /([<>]=?|==|!=) (bool )?(-?[\d.]+(?:e[+-]?\d+)?)/g;
/** Unchanged lines told before and after changed ones. */
const AROUND = 1;

/** The changed lines of an expression, formatted as rules are, with a line around them. */
export function expressionDiff(before: string, after: string): string {
  return textDiff(formatted(before), formatted(after));
}

/** The changed lines of a text, each with + or -, with what stands around them. */
export function textDiff(before: string, after: string): string {
  const lines = diffLines(before === '' ? '' : `${before}\n`, after === '' ? '' : `${after}\n`).flatMap(
    ({ value, added, removed }) =>
      value
        .split('\n')
        .slice(0, -1)
        .map((line) => ({ sign: added ? '+' : removed ? '-' : ' ', line })),
  );
  const near = (index: number) =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ sign }) => sign !== ' ');
  return lines
    .flatMap(({ sign, line }, index) => {
      if (near(index)) return [`${sign} ${line}`.trimEnd()];
      return index > 0 && near(index - 1) ? ['  …'] : [];
    })
    .join('\n');
}

/** The numbers that an expression compares with, where two expressions differ in nothing else; otherwise nothing. */
export function limitsChanged(before: string, after: string): readonly (readonly [string, string])[] | undefined {
  const [left, right] = [formatted(before), formatted(after)].map((text) => text.replace(/\s+/g, ' '));
  if (left === undefined || right === undefined || blank(left) !== blank(right)) return undefined;
  const [old, now] = [limits(left), limits(right)];
  const pairs = old.map((limit, index) => [limit, now[index] ?? ''] as const).filter(([a, b]) => a !== b);
  return [...new Map(pairs.map((pair) => [pair.join(' '), pair])).values()];
}

/** An expression as a reviewer reads it; one that is not PromQL as it stands. */
export function formatted(expression: string): string {
  try {
    return formatPromql(expression);
  } catch {
    return expression;
  }
}

function blank(text: string): string {
  return text.replace(LIMIT, '$1 $2?');
}

function limits(text: string): readonly string[] {
  return [...text.matchAll(LIMIT)].map(([, , , limit = '']) => limit);
}
