import { printTree } from '../../src/promql/format.js';
import { parsePromql } from '../../src/promql/parse.js';
import type { Modifier, Selector, Tree } from '../../src/promql/tree.js';

/** An expression with one thing wrong, and what it is. */
export interface Mutant {
  readonly what: string;
  readonly expression: string;
}

const COMPARATORS: Readonly<Record<string, string>> = { '>': '<', '<': '>', '>=': '<', '<=': '>', '==': '!=' };
const SET_OPERATORS: Readonly<Record<string, readonly string[]>> = {
  and: ['or', 'unless'],
  or: ['and', 'unless'],
  unless: ['and', 'or'],
};
/** A quarter of a window and four times it: what a slip of the pen makes. */
const WINDOW_FACTORS = [0.25, 4];

/** Every mutant of an expression: one comparator, matcher, label, set operator, name or window changed at a time. */
export function mutantsOf(expression: string): readonly Mutant[] {
  return mutations(parsePromql(expression)).map(({ what, tree }) => ({ what, expression: printTree(tree) }));
}

interface Mutation {
  readonly what: string;
  readonly tree: Tree;
}

function mutations(tree: Tree): readonly Mutation[] {
  switch (tree.kind) {
    case 'literal':
      return [];
    case 'selector':
      return selectorMutations(tree);
    case 'range':
      return [
        ...(tree.step === undefined ? windowMutations(tree.window) : []).map(({ what, window }) => ({
          what,
          tree: { ...tree, window },
        })),
        ...inside(tree.operand, (operand) => ({ ...tree, operand })),
      ];
    case 'moved':
    case 'unary':
      return inside(tree.operand, (operand) => ({ ...tree, operand }));
    case 'call':
      return tree.args.flatMap((_, index) => argumentMutations(tree, index));
    case 'aggregate':
      return [
        ...labelLists(tree.modifiers).map(({ what, modifiers }) => ({ what, tree: { ...tree, modifiers } })),
        ...tree.args.flatMap((_, index) => argumentMutations(tree, index)),
      ];
    case 'binary':
      return [
        ...operatorMutations(tree.operator).map((operator) => ({
          what: `${tree.operator} becomes ${operator}`,
          tree: { ...tree, operator },
        })),
        ...labelLists(tree.modifiers).map(({ what, modifiers }) => ({ what, tree: { ...tree, modifiers } })),
        ...inside(tree.left, (left) => ({ ...tree, left })),
        ...inside(tree.right, (right) => ({ ...tree, right })),
      ];
  }
}

function inside(tree: Tree, rebuild: (inner: Tree) => Tree): readonly Mutation[] {
  return mutations(tree).map(({ what, tree: inner }) => ({ what, tree: rebuild(inner) }));
}

function argumentMutations(tree: Extract<Tree, { args: readonly Tree[] }>, index: number): readonly Mutation[] {
  const argument = tree.args[index];
  if (argument === undefined) return [];
  return inside(argument, (inner) => ({ ...tree, args: tree.args.with(index, inner) }));
}

function operatorMutations(operator: string): readonly string[] {
  const flipped = COMPARATORS[operator];
  return [...(flipped === undefined ? [] : [flipped]), ...(SET_OPERATORS[operator] ?? [])];
}

/** A selector with another name, or with one matcher less. */
function selectorMutations(tree: Selector): readonly Mutation[] {
  const { name, matchers } = tree;
  return [
    { what: `${name} is renamed`, tree: { ...tree, name: `${name}_renamed` } },
    ...matchers.map((gone, index): Mutation => {
      const { label, operator, value } = gone;
      const what = `${printTree(tree)} loses ${label}${operator}"${value}"`;
      return { what, tree: { ...tree, matchers: matchers.toSpliced(index, 1) } };
    }),
  ];
}

/** Lists of labels with one less; of the cluster's the stories know only one. */
function labelLists(modifiers: readonly Modifier[]): readonly { what: string; modifiers: readonly Modifier[] }[] {
  return modifiers.flatMap(({ word, labels = [] }, index) =>
    labels.map((gone) => ({
      what: `${word} (${labels.join(', ')}) loses ${gone}`,
      modifiers: modifiers.with(index, { word, labels: labels.filter((label) => label !== gone) }),
    })),
  );
}

function windowMutations(window: string): readonly { what: string; window: string }[] {
  const match = /^(\d+)([smhd])$/.exec(window);
  if (match === null) return [];
  const seconds = Number(match[1]) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[match[2] ?? 's'] ?? 1);
  return WINDOW_FACTORS.map((factor) => {
    const changed = `${Math.max(60, seconds * factor)}s`;
    return { what: `[${window}] becomes [${changed}]`, window: changed };
  });
}
