import type { Matcher } from './matchers.js';

/** A word of an aggregation or a comparison, with the labels behind it: `by (a, b)`, `on (a)`, `group_left ()`, `bool`. */
export interface Modifier {
  readonly word: string;
  /** Absent where no list follows the word. */
  readonly labels?: readonly string[];
}

/** The series of one name that some matchers leave. */
export interface Selector {
  readonly kind: 'selector';
  /** Empty where only matchers say what is selected. */
  readonly name: string;
  readonly matchers: readonly Matcher[];
}

/** What a PromQL expression means, parentheses and white space left out. */
export type Tree =
  | Selector
  | Range
  /** A number, or a text in quotes. */
  | { readonly kind: 'literal'; readonly text: string }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly modifiers: readonly Modifier[];
      readonly left: Tree;
      readonly right: Tree;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Tree }
  | {
      readonly kind: 'aggregate';
      readonly operator: string;
      readonly modifiers: readonly Modifier[];
      readonly args: readonly Tree[];
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Tree[] }
  /** Read at another time: `offset 1h`, `@ 1700000000`. */
  | { readonly kind: 'moved'; readonly operand: Tree; readonly to: string };

/** What was within a window: `[5m]` of a selector, `[5m:1m]` of anything, whose step may be left to Prometheus. */
export interface Range {
  readonly kind: 'range';
  readonly operand: Tree;
  readonly window: string;
  /** Of a subquery; empty where Prometheus chooses. */
  readonly step?: string;
}

/** The expressions that an expression is made of, from left to right. */
export function partsOf(tree: Tree): readonly Tree[] {
  switch (tree.kind) {
    case 'selector':
    case 'literal':
      return [];
    case 'range':
    case 'moved':
    case 'unary':
      return [tree.operand];
    case 'binary':
      return [tree.left, tree.right];
    case 'aggregate':
    case 'call':
      return tree.args;
  }
}

/** The same expression with each of the expressions that it is made of changed. */
export function withParts(tree: Tree, changed: (part: Tree) => Tree): Tree {
  switch (tree.kind) {
    case 'selector':
    case 'literal':
      return tree;
    case 'range':
    case 'moved':
    case 'unary':
      return { ...tree, operand: changed(tree.operand) };
    case 'binary':
      return { ...tree, left: changed(tree.left), right: changed(tree.right) };
    case 'aggregate':
    case 'call':
      return { ...tree, args: tree.args.map(changed) };
  }
}

/** Every selector of an expression, from left to right, as often as it stands there. */
export function selectorsIn(tree: Tree): readonly Selector[] {
  return tree.kind === 'selector' ? [tree] : partsOf(tree).flatMap(selectorsIn);
}

/** The labels behind one of these words, none where the word is not there. */
export function labelsBehind(
  modifiers: readonly Modifier[],
  ...words: readonly string[]
): readonly string[] | undefined {
  return modifiers.find(({ word }) => words.includes(word))?.labels;
}
