import { parser } from '@prometheus-io/lezer-promql';
import { formatPromql } from './format.js';
import type { Matcher } from './matchers.js';

/**
 * The expression over the series that a matcher leaves: it is added to every selector that does not have it, as
 * `promtool promql label-matchers set` does. Throws where the text is not PromQL.
 */
export function confined(expression: string, { label, operator, value }: Matcher): string {
  const text = formatPromql(expression);
  const matcher = `${label}${operator}${JSON.stringify(value)}`;
  const parts: string[] = [];
  let written = 0;
  parser
    .parse(text)
    .cursor()
    .iterate(({ name, node, to }) => {
      if (name !== 'VectorSelector') return;
      const list = node.getChild('LabelMatchers');
      const present = [];
      for (let one = list?.firstChild; one; one = one.nextSibling) present.push(text.slice(one.from, one.to));
      const all = present.includes(matcher) ? present : [...present, matcher];
      parts.push(text.slice(written, list?.from ?? to), `{${all.join(',')}}`);
      written = to;
    });
  return formatPromql([...parts, text.slice(written)].join(''));
}
