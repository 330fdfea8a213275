import { memoize } from '../lib/memoize.js';
import { parsePromql } from './parse.js';
import { unquoted } from './quoted.js';
import type { Modifier, Tree } from './tree.js';

const DURATION = /\b(?:\d+(?:ms|[smhdwy]))+\b/g;
const PART = /(\d+)(ms|[smhdwy])/g;
const SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};
/** Rules of a large install, each as it should be and as it is. */
const EXPRESSIONS = 2_000;

/** Whether two expressions say the same, however they are written: spaces, parentheses, numbers, durations, the order of matchers. */
export function isSameExpression(one: string, other: string): boolean {
  return one === other || meaningOf(one) === meaningOf(other);
}

/** What is not PromQL means what it says. */
const meaningOf = memoize((expression: string): string => {
  try {
    return JSON.stringify(canonical(parsePromql(expression)));
  } catch {
    return expression;
  }
}, EXPRESSIONS);

function canonical(tree: Tree): unknown {
  switch (tree.kind) {
    case 'selector':
      return [tree.name, tree.matchers.map(({ label, operator, value }) => `${label}${operator}${value}`).sort()];
    case 'literal':
      return literal(tree.text);
    case 'binary': {
      const { operator, modifiers, left, right } = tree;
      return [operator, words(modifiers), canonical(left), canonical(right)];
    }
    case 'unary':
      return [tree.operator, canonical(tree.operand)];
    case 'aggregate':
      return [tree.operator, words(tree.modifiers), tree.args.map(canonical)];
    case 'call':
      return [tree.name, tree.args.map(canonical)];
    case 'moved':
      return [inSeconds(tree.to), canonical(tree.operand)];
    case 'range':
      return [inSeconds(`${tree.window}:${tree.step ?? ''}`), canonical(tree.operand)];
  }
}

/** A word that says nothing, as `group_left ()` beside `group_left`, and labels in any order. */
function words(modifiers: readonly Modifier[]): unknown {
  return modifiers.map(({ word, labels = [] }) => [word, [...labels].sort()]).sort();
}

function literal(text: string): unknown {
  if (/^["'`]/.test(text)) return { text: unquoted(text) };
  const number = Number(text.replaceAll('_', ''));
  return Number.isNaN(number) ? text.toLowerCase() : number;
}

function inSeconds(text: string): string {
  return text.replace(DURATION, (duration) => {
    const seconds = [...duration.matchAll(PART)].reduce(
      (sum, [, count, unit = '']) => sum + Number(count) * (SECONDS[unit] ?? 0),
      0,
    );
    return `${seconds}`;
  });
}
