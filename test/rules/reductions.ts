import type { Matcher } from '../../src/promql/matchers.js';
import { labelsBehind, type Tree } from '../../src/promql/tree.js';

/** One aggregation: what it does, and by which labels. */
export interface Reduction {
  readonly operator: string;
  readonly labels: readonly string[];
}

/** How a record reads a series: its matchers, whether it takes the rate, and the aggregations above it, the outermost first. */
export interface Reading {
  readonly matchers: readonly Matcher[];
  readonly isRate: boolean;
  /** How far back it looks, as in `5m`; empty where it does not. */
  readonly window: string;
  readonly reductions: readonly Reduction[];
}

/** Operators that leave a series as it is where there is no other, and it is above zero. */
const HARMLESS = ['or', '>', '>='];

/** How a record reads series of this name when there are no others; undefined where others decide what comes out. */
export function readingOf(tree: Tree, name: string): Reading | undefined {
  switch (tree.kind) {
    case 'selector':
      return tree.name === name ? { matchers: tree.matchers, isRate: false, window: '', reductions: [] } : undefined;
    case 'range': {
      const inner = readingOf(tree.operand, name);
      return inner && { ...inner, window: tree.window };
    }
    case 'binary':
      return HARMLESS.includes(tree.operator) ? (readingOf(tree.left, name) ?? readingOf(tree.right, name)) : undefined;
    case 'call': {
      const [argument] = tree.args;
      const inner = tree.name === 'rate' && argument !== undefined ? readingOf(argument, name) : undefined;
      return inner && { ...inner, isRate: true };
    }
    case 'aggregate': {
      const [argument] = tree.args;
      const inner = argument && readingOf(argument, name);
      const labels = labelsBehind(tree.modifiers, 'by', 'without') ?? [];
      return inner && { ...inner, reductions: [{ operator: tree.operator, labels }, ...inner.reductions] };
    }
    case 'literal':
    case 'moved':
    case 'unary':
      return undefined;
  }
}
