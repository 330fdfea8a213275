import { printTree } from './format.js';
import type { Matcher } from './matchers.js';
import { parsePromql } from './parse.js';
import { quoted } from './quoted.js';
import { type Selector, type Tree, withParts } from './tree.js';

/** A label that some series of these names lack, and the value that it has for those whose other label matches a regex. */
export interface FilledLabel {
  readonly names: RegExp;
  readonly label: string;
  readonly value: string;
  readonly where: { readonly label: string; readonly regex: string };
}

/** Yields values of its own making, of no series. */
const ABSENT = ['absent', 'absent_over_time'];
/** Of an instant selector these read more than a value, which `label_replace` would not pass on. */
const OF_SELECTORS = ['timestamp', ...ABSENT];
const VARIABLE = /\$\{?\w/;

/**
 * The expression as it would read series that had the label: it is filled in where they are read, and matchers of it let those pass
 * that lack it and would have its value. Whether a variable of a dashboard means that value is known there alone, so that it
 * lets them pass. Throws where the text is not PromQL.
 */
export function withFilledLabel(expression: string, filled: FilledLabel): string {
  return printTree(filledTree(parsePromql(expression), filled));
}

function filledTree(tree: Tree, filled: FilledLabel): Tree {
  if (selectorOf(tree) !== undefined) return isOf(tree, filled) ? replaced(widened(tree, filled), filled) : tree;
  if (tree.kind === 'call' && tree.args.some((arg) => isOf(arg, filled) && (isRange(arg) || isOfSelectors(tree)))) {
    const call = { ...tree, args: tree.args.map((arg) => widened(arg, filled)) };
    return ABSENT.includes(tree.name) ? call : replaced(call, filled);
  }
  return withParts(tree, (part) => filledTree(part, filled));
}

const isOfSelectors = ({ name }: { readonly name: string }) => OF_SELECTORS.includes(name);

/** Whether what is read could be series that lack the label and get it. */
function isOf(tree: Tree, { names, label, value, where }: FilledLabel): boolean {
  const selector = selectorOf(tree);
  if (selector === undefined || !names.test(selector.name)) return false;
  return selector.matchers.every(({ label: of, operator, value: wanted }) => {
    if (operator !== '=' && operator !== '=~') return true;
    if (of === label) return operator === '=' ? wanted === value : means(wanted, value);
    return of !== where.label || operator !== '=' || means(where.regex, wanted);
  });
}

/** The selector that an expression is, with nothing but a window or another time around it. */
function selectorOf(tree: Tree): Selector | undefined {
  if (tree.kind === 'selector') return tree;
  if (tree.kind === 'moved' || (tree.kind === 'range' && tree.step === undefined)) return selectorOf(tree.operand);
  return undefined;
}

function isRange(tree: Tree): boolean {
  return tree.kind === 'range' || (tree.kind === 'moved' && isRange(tree.operand));
}

function replaced(tree: Tree, { label, value, where }: FilledLabel): Tree {
  const args = [label, value, where.label, where.regex].map(
    (text) => ({ kind: 'literal', text: quoted(text) }) as const,
  );
  return { kind: 'call', name: 'label_replace', args: [tree, ...args] };
}

function widened(tree: Tree, filled: FilledLabel): Tree {
  if (tree.kind !== 'selector') return withParts(tree, (part) => widened(part, filled));
  return { ...tree, matchers: tree.matchers.flatMap((matcher) => passing(matcher, filled)) };
}

/** What lets the same series pass before the label is filled in. */
function passing(matcher: Matcher, { label, value }: FilledLabel): readonly Matcher[] {
  if (matcher.label !== label) return [matcher];
  const missing: Matcher = { label, operator: '!=', value: '' };
  switch (matcher.operator) {
    case '=':
      return matcher.value === value ? [{ ...matcher, operator: '=~', value: `${value}|` }] : [matcher];
    case '!=':
      if (matcher.value === value) return [matcher, missing];
      return matcher.value === '' ? [] : [matcher];
    case '=~':
      return means(matcher.value, value) ? [{ ...matcher, value: `${matcher.value}|` }] : [matcher];
    case '!~':
      return means(matcher.value, value) && !VARIABLE.test(matcher.value) ? [matcher, missing] : [matcher];
  }
}

function means(regex: string, value: string): boolean {
  return VARIABLE.test(regex) || new RegExp(`^(?:${regex})$`).test(value);
}
