import type { Matcher } from './matchers.js';
import { parsePromql } from './parse.js';
import { quoted } from './quoted.js';
import type { Modifier, Range, Selector, Tree } from './tree.js';

/** Longest line of a formatted expression; what fits is not broken. */
const WIDTH = 100;
const INDENT = '  ';

/** How tightly an operator binds, loosest first. */
const PRECEDENCE: readonly (readonly string[])[] = [
  ['or'],
  ['and', 'unless'],
  ['==', '!=', '<=', '<', '>=', '>'],
  ['+', '-'],
  ['*', '/', '%', 'atan2'],
  ['^'],
];
/** Names that need no quotes. */
const NAME = /^[a-zA-Z_:][\w:]*$/;
const LABEL = /^[a-zA-Z_]\w*$/;
const UNARY = PRECEDENCE.length;
const POWER = PRECEDENCE.length - 1;

/**
 * An expression as people read it: no needless parentheses, broken over lines where it is long, operators leading the
 * line. It means what the given one means. Throws where the text is not PromQL.
 */
export function formatPromql(expression: string): string {
  return printTree(parsePromql(expression));
}

/** The expression that a tree means, as people read it. */
export function printTree(tree: Tree): string {
  return lines(tree).join('\n');
}

/** The lines of a tree: one where it fits, else its parts, each indented by its depth. */
function lines(tree: Tree): readonly string[] {
  const oneLine = inline(tree);
  if (oneLine.length <= WIDTH) return [oneLine];
  switch (tree.kind) {
    case 'binary':
      return chain(tree, tree.operator).flatMap(({ operator, modifiers, operand, side }, index) => {
        const inner = operandLines(operand, tree.operator, side);
        if (index === 0) return inner;
        return modifiers.length === 0
          ? hang(operator, inner)
          : [`${operator} ${wordsOf(modifiers)}`, ...inner.map(indented)];
      });
    case 'aggregate':
      return wrapped(`${aggregation(tree)}(`, tree.args);
    case 'call':
      return wrapped(`${tree.name}(`, tree.args);
    case 'range':
    case 'moved': {
      const inner = operandLines(tree.operand, '^', 'left');
      return [...inner.slice(0, -1), `${inner.at(-1)}${suffix(tree)}`];
    }
    case 'unary':
      return hang(tree.operator, operandLines(tree.operand, '^', 'left'));
    case 'selector':
    case 'literal':
      return [oneLine];
  }
}

interface Link {
  readonly operator: string;
  readonly modifiers: readonly Modifier[];
  readonly operand: Tree;
  readonly side: 'left' | 'right';
}

/** `a or b or c` as links of one chain, so that all stand at one depth; `^` groups to the right and makes no chain. */
function chain(tree: Tree, operator: string): readonly Link[] {
  if (tree.kind !== 'binary' || tree.operator !== operator) {
    return [{ operator: '', modifiers: [], operand: tree, side: 'left' }];
  }
  const left: readonly Link[] =
    operator === '^' ? [{ operator: '', modifiers: [], operand: tree.left, side: 'left' }] : chain(tree.left, operator);
  return [...left, { operator, modifiers: tree.modifiers, operand: tree.right, side: 'right' }];
}

function operandLines(tree: Tree, operator: string, side: 'left' | 'right'): readonly string[] {
  const inner = lines(tree);
  if (!needsParentheses(tree, operator, side)) return inner;
  return inner.length === 1 ? [`(${inner[0]})`] : ['(', ...inner.map(indented), ')'];
}

function wrapped(opening: string, args: readonly Tree[]): readonly string[] {
  const parts = args.map(lines);
  return [
    opening,
    ...parts.flatMap((part, index) => {
      const comma = index < parts.length - 1 ? ',' : '';
      return part.map((line, row) => indented(row === part.length - 1 ? line + comma : line));
    }),
    ')',
  ];
}

function hang(operator: string, inner: readonly string[]): readonly string[] {
  const [head = '', ...rest] = inner;
  return [`${operator} ${head}`, ...rest];
}

function indented(line: string): string {
  return INDENT + line;
}

/** A tree on one line. */
function inline(tree: Tree): string {
  switch (tree.kind) {
    case 'literal':
      return tree.text;
    case 'selector':
      return selected(tree);
    case 'range':
    case 'moved':
      return `${operand(tree.operand, '^', 'left')}${suffix(tree)}`;
    case 'unary':
      return `${tree.operator}${operand(tree.operand, '^', 'left')}`;
    case 'call':
      return `${tree.name}(${tree.args.map(inline).join(', ')})`;
    case 'aggregate':
      return `${aggregation(tree)}(${tree.args.map(inline).join(', ')})`;
    case 'binary': {
      const modifier = tree.modifiers.length === 0 ? '' : ` ${wordsOf(tree.modifiers)}`;
      return `${operand(tree.left, tree.operator, 'left')} ${tree.operator}${modifier} ${operand(tree.right, tree.operator, 'right')}`;
    }
  }
}

function selected({ name, matchers }: Selector): string {
  const isPlain = NAME.test(name) || name === '';
  const listed = [...(isPlain ? [] : [quoted(name)]), ...matchers.map(matcherText)];
  return `${isPlain ? name : ''}${listed.length === 0 ? '' : `{${listed.join(',')}}`}`;
}

function matcherText({ label, operator, value }: Matcher): string {
  return `${LABEL.test(label) ? label : quoted(label)}${operator}${quoted(value)}`;
}

function suffix(tree: Range | Extract<Tree, { kind: 'moved' }>): string {
  if (tree.kind === 'moved') return ` ${tree.to}`;
  return tree.step === undefined ? `[${tree.window}]` : `[${tree.window}:${tree.step}]`;
}

function aggregation({ operator, modifiers }: Extract<Tree, { kind: 'aggregate' }>): string {
  return modifiers.length === 0 ? operator : `${operator} ${wordsOf(modifiers)} `;
}

/** `by (a, b)`, `on (a) group_left ()`. */
function wordsOf(modifiers: readonly Modifier[]): string {
  return modifiers
    .map(({ word, labels }) => (labels === undefined ? word : `${word} (${labels.join(', ')})`))
    .join(' ');
}

function operand(tree: Tree, operator: string, side: 'left' | 'right'): string {
  return needsParentheses(tree, operator, side) ? `(${inline(tree)})` : inline(tree);
}

/** Every binary operator but `^` groups to the left. */
function needsParentheses(tree: Tree, operator: string, side: 'left' | 'right'): boolean {
  if (tree.kind === 'unary') return operator === '^' && side === 'left';
  // Newer grammars compute with durations: `offset 1h * 2` is an offset of two hours there.
  if (tree.kind === 'moved') return tree.to.startsWith('offset');
  if (tree.kind !== 'binary') return false;
  const outer = precedence(operator);
  const inner = precedence(tree.operator);
  if (inner !== outer) return inner < outer;
  return outer === POWER ? side === 'left' : side === 'right';
}

function precedence(operator: string): number {
  const level = PRECEDENCE.findIndex((operators) => operators.includes(operator));
  return level < 0 ? UNARY : level;
}
