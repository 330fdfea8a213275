import { parser } from '@prometheus-io/lezer-promql';

/** How durations of ranges, subqueries and offsets are called in the grammar. */
const DURATION = 'NumberDurationLiteralInDurationContext';

/** The expression with each duration of a range, a subquery or an offset replaced. */
export function scaledRanges(expression: string, scaled: (duration: string) => string): string {
  const parts: string[] = [];
  let written = 0;
  parser
    .parse(expression)
    .cursor()
    .iterate(({ name, from, to }) => {
      if (name !== DURATION) return;
      parts.push(expression.slice(written, from), scaled(expression.slice(from, to)));
      written = to;
    });
  return [...parts, expression.slice(written)].join('');
}
