import { printTree } from '../../src/promql/format.js';
import { parsePromql, type Tree } from '../../src/promql/tree.js';

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
    case 'atom':
      return atomMutations(tree.text);
    case 'suffixed':
      return [
        ...windowMutations(tree.suffix).map(({ what, suffix }) => ({ what, tree: { ...tree, suffix } })),
        ...inside(tree.operand, (operand) => ({ ...tree, operand })),
      ];
    case 'unary':
      return inside(tree.operand, (operand) => ({ ...tree, operand }));
    case 'call':
      return tree.args.flatMap((_, index) => argumentMutations(tree, index));
    case 'aggregate':
      return [
        ...labelLists(tree.grouping).map(({ what, text }) => ({ what, tree: { ...tree, grouping: text } })),
        ...tree.args.flatMap((_, index) => argumentMutations(tree, index)),
      ];
    case 'binary':
      return [
        ...operatorMutations(tree.operator).map((operator) => ({
          what: `${tree.operator} becomes ${operator}`,
          tree: { ...tree, operator },
        })),
        ...labelLists(tree.modifier).map(({ what, text }) => ({ what, tree: { ...tree, modifier: text } })),
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
function atomMutations(text: string): readonly Mutation[] {
  const match = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?$/s.exec(text);
  if (match === null) return [];
  const [, name = '', matchers = ''] = match;
  const single = matchers.match(/\w+(?:=~|!~|!=|=)"(?:[^"\\]|\\.)*"/g) ?? [];
  return [
    { what: `${name} is renamed`, tree: { kind: 'atom', text: text.replace(name, `${name}_renamed`) } },
    ...single.map((gone): Mutation => {
      const rest = single.filter((matcher) => matcher !== gone).join(',');
      return { what: `${text} loses ${gone}`, tree: { kind: 'atom', text: rest === '' ? name : `${name}{${rest}}` } };
    }),
  ];
}

/** A list of labels with one less; of the cluster's the stories know only one. */
function labelLists(text: string): readonly { what: string; text: string }[] {
  const list = /\(([^)]*)\)/.exec(text)?.[1];
  const labels = list?.split(', ').filter((label) => label !== '') ?? [];
  return labels.map((gone) => ({
    what: `${text} loses ${gone}`,
    text: text.replace(`(${list})`, `(${labels.filter((label) => label !== gone).join(', ')})`),
  }));
}

function windowMutations(suffix: string): readonly { what: string; suffix: string }[] {
  const match = /^\[(\d+)([smhd])\]$/.exec(suffix);
  if (match === null) return [];
  const seconds = Number(match[1]) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[match[2] ?? 's'] ?? 1);
  return WINDOW_FACTORS.map((factor) => {
    const changed = `[${Math.max(60, seconds * factor)}s]`;
    return { what: `${suffix} becomes ${changed}`, suffix: changed };
  });
}
