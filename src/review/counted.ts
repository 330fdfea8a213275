import { resultLabels } from '../documented/result-labels.js';
import type { Matcher } from '../promql/matchers.js';
import { parsePromql } from '../promql/parse.js';
import { type Selector, selectorsIn, type Tree } from '../promql/tree.js';

/** What an objective counts, in words; empty where its rules do not say it. */
export interface Counted {
  readonly total: string;
  /** Of these the good events, or the bad ones. */
  readonly good: string;
  readonly bad: string;
  /** Labels of which each set has a budget. */
  readonly by: string;
}

/** What is too late is told as a threshold. */
const BOUND = 'le';

/**
 * What the expressions of bad events and of all events count: series, and where their labels are what. The objective's own labels are left
 * out, and matchers that only say that a label is there.
 */
export function countedIn(
  exprs: { readonly bad: string; readonly total: string },
  own: Readonly<Record<string, string>>,
): Counted {
  const total = parsed(exprs.total);
  const bad = parsed(exprs.bad);
  const all = seriesOf(total, own);
  const some = seriesOf(bad, own).filter((one) => !all.includes(one));
  const part = (some.length === 0 ? all : some).join(' and ');
  // What is not good is bad, and never less than nothing.
  const isOfGood = bad?.kind === 'call' && bad.name === 'clamp_min';
  return {
    total: all.join(' and '),
    good: isOfGood ? part : '',
    bad: isOfGood ? '' : part,
    by:
      total === undefined
        ? ''
        : [...resultLabels(exprs.total, () => [])].filter((label) => label !== 'cluster').join(', '),
  };
}

function parsed(expr: string): Tree | undefined {
  try {
    return parsePromql(expr);
  } catch {
    return undefined;
  }
}

function seriesOf(tree: Tree | undefined, own: Readonly<Record<string, string>>): readonly string[] {
  return tree === undefined ? [] : [...new Set(selectorsIn(tree).map((selector) => worded(selector, own)))];
}

function worded({ name, matchers }: Selector, own: Readonly<Record<string, string>>): string {
  const where = matchers
    .filter(({ label, operator, value }) => {
      const isThere = operator === '!=' && value === '';
      return label !== BOUND && !isThere && !(operator === '=' && own[label] === value);
    })
    .map(({ label, operator, value }: Matcher) => `${label}${operator}${value}`);
  return where.length === 0 ? name : `${name} where ${where.join(', ')}`;
}
