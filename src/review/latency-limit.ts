import { catalogue } from '../metrics/catalogue.js';
import { parsePromql } from '../promql/parse.js';
import { type Selector, selectorsIn, type Tree } from '../promql/tree.js';

const SHORT: Readonly<Record<string, string>> = { seconds: 's', milliseconds: 'ms' };
/** Both spellings of one bound: Prometheus 3 and Python write 1.0 where Go writes 1. */
const OTHER_SPELLING = /\.0$/;

/** The bounds of the buckets that an expression reads, with their unit, as in `2.5s`; empty where it reads no bucket. */
export function latencyLimit(expr: string): string {
  const limits = selectorsOf(expr).flatMap(({ name, matchers }) =>
    matchers
      .filter(({ label, operator }) => label === 'le' && (operator === '=' || operator === '=~'))
      .flatMap(({ operator, value }) => (operator === '=' ? [value] : alternatives(value)))
      .map((bound) => `${bound.replace(OTHER_SPELLING, '')}${unitOf(name)}`),
  );
  return [...new Set(limits)].join(', ');
}

function selectorsOf(expr: string): readonly Selector[] {
  let tree: Tree;
  try {
    tree = parsePromql(expr);
  } catch {
    return [];
  }
  return selectorsIn(tree);
}

/** What a regex of plain texts matches. */
function alternatives(regex: string): readonly string[] {
  return regex.split('|').map((text) => text.replace(/\\(.)/g, '$1'));
}

/** The unit of a histogram: what the catalogue says, else what the name ends in. */
function unitOf(bucketName: string): string {
  const name = bucketName.replace(/_bucket$/, '');
  const unit = catalogue.find((metric) => metric.name === name)?.unit ?? /_((?:milli)?seconds)$/.exec(name)?.[1] ?? '';
  return SHORT[unit] ?? '';
}
