import { printTree } from './format.js';
import { parsePromql } from './parse.js';
import { labelsBehind, type Modifier, type Selector, type Tree, withParts } from './tree.js';

/** Labels that some series have beside those that queries name, alike on all that is of one replica. */
export interface ExtraLabels {
  readonly labels: readonly string[];
  /** Whether series of a selector may have them. One that never does loses nothing where it is said to. */
  readonly carries: (selector: Selector) => boolean;
}

/** Who groups or matches by one of these speaks of single applications or replicas; of anything wider the labels say nothing. */
const KEYS = ['application', 'pod'];
const SET_OPERATORS = ['and', 'or', 'unless'];
const SCALARS = ['time', 'scalar', 'pi'];
/** Yield values of no series. */
const OF_NO_SERIES = [...SCALARS, 'absent', 'absent_over_time', 'vector'];
/** Choose among series, and leave their labels. */
const CHOOSING = ['topk', 'bottomk', 'limitk', 'limit_ratio'];

/** An expression, with what is known of its series. */
interface Known {
  readonly tree: Tree;
  readonly carries: boolean;
}

/**
 * The expression as it keeps labels of its series: what is grouped by application or replica is grouped by them as well, and sides
 * match by them where both have them. A side that has none is matched with every one of the other, whose labels stay.
 * Throws where the text is not PromQL, and where two sides could not be matched so.
 */
export function withExtraLabels(expression: string, extra: ExtraLabels): string {
  return printTree(known(parsePromql(expression), extra).tree);
}

/** The same of what an expression aggregates, which is grouped as it was; of one that aggregates nothing all of it. */
export function withExtraLabelsInside(expression: string, extra: ExtraLabels): string {
  const tree = parsePromql(expression);
  const isGrouped = tree.kind === 'aggregate';
  return printTree(isGrouped ? withParts(tree, (part) => known(part, extra).tree) : known(tree, extra).tree);
}

/** Whether series of an expression have the labels in the end. */
export function carriesExtraLabels(expression: string, extra: ExtraLabels): boolean {
  return known(parsePromql(expression), extra).carries;
}

function known(tree: Tree, extra: ExtraLabels): Known {
  switch (tree.kind) {
    case 'literal':
      return { tree, carries: false };
    case 'selector':
      return { tree, carries: extra.carries(tree) };
    case 'range':
    case 'moved':
    case 'unary':
    case 'call':
      return passedOn(tree, extra);
    case 'aggregate':
      return aggregated(tree, extra);
    case 'binary':
      return matched(tree, extra);
  }
}

function passedOn(tree: Tree, extra: ExtraLabels): Known {
  let carries = false;
  const changed = withParts(tree, (part) => {
    const one = known(part, extra);
    carries ||= one.carries;
    return one.tree;
  });
  return { tree: changed, carries: carries && !(tree.kind === 'call' && OF_NO_SERIES.includes(tree.name)) };
}

function aggregated(tree: Extract<Tree, { kind: 'aggregate' }>, extra: ExtraLabels): Known {
  const parts = tree.args.map((part) => known(part, extra));
  const carrying = parts.some(({ carries }) => carries);
  const inner = { ...tree, args: parts.map((part) => part.tree) };
  const by = labelsBehind(tree.modifiers, 'by');
  if (CHOOSING.includes(tree.operator) || by === undefined) {
    const isKept = CHOOSING.includes(tree.operator) || labelsBehind(tree.modifiers, 'without') !== undefined;
    return { tree: inner, carries: carrying && isKept };
  }
  if (!carrying || !isKeyed(by)) return { tree: inner, carries: false };
  return { tree: { ...inner, modifiers: added(tree.modifiers, 'by', extra.labels) }, carries: true };
}

type Binary = Extract<Tree, { kind: 'binary' }>;

function matched(tree: Binary, extra: ExtraLabels): Known {
  const [left, right] = [known(tree.left, extra), known(tree.right, extra)];
  const changed = { ...tree, left: left.tree, right: right.tree };
  if (isScalar(tree.left) || isScalar(tree.right)) return { tree: changed, carries: left.carries || right.carries };
  const of = { tree: changed, left: left.carries, right: right.carries };
  return SET_OPERATORS.includes(tree.operator) ? combined(of, extra) : computed(of, extra);
}

interface Sides {
  readonly tree: Binary;
  /** Which of the sides have the labels. */
  readonly left: boolean;
  readonly right: boolean;
}

/** What is there on both sides, or on one: of each label where both have it, whatever it is where one lacks it. */
function combined({ tree, left, right }: Sides, { labels }: ExtraLabels): Known {
  const carries = tree.operator === 'or' ? left || right : left;
  return { tree: { ...tree, modifiers: compared(tree.modifiers, left, right, labels) }, carries };
}

function compared(modifiers: readonly Modifier[], left: boolean, right: boolean, labels: readonly string[]) {
  const on = labelsBehind(modifiers, 'on');
  if (on !== undefined) return left && right && isKeyed(on) ? added(modifiers, 'on', labels) : modifiers;
  return left === right ? modifiers : added(modifiers, 'ignoring', labels);
}

/**
 * A number of two series. Throws where several of one side would stand against one of the other that does not say which it is of: what
 * that means no rule can know.
 */
function computed({ tree, left, right }: Sides, { labels }: ExtraLabels): Known {
  const many = tree.modifiers.find(({ word }) => word === 'group_left' || word === 'group_right')?.word;
  const [ofMany, ofOne] = many === 'group_right' ? [right, left] : [left, right];
  const on = labelsBehind(tree.modifiers, 'on');
  const isMatched = ofMany === ofOne ? !ofMany || on === undefined || isKeyed(on) : ofMany && many !== undefined;
  if (!isMatched) throw new Error(`both sides must have ${labels.join(', ')}, or neither: ${printTree(tree)}`);
  return { tree: { ...tree, modifiers: compared(tree.modifiers, left, right, labels) }, carries: ofMany };
}

function isKeyed(labels: readonly string[]): boolean {
  return KEYS.some((key) => labels.includes(key));
}

/** Numbers have no labels, and are matched with anything. */
function isScalar(tree: Tree): boolean {
  switch (tree.kind) {
    case 'literal':
      return true;
    case 'call':
      return SCALARS.includes(tree.name);
    case 'unary':
      return isScalar(tree.operand);
    case 'binary':
      return isScalar(tree.left) && isScalar(tree.right);
    default:
      return false;
  }
}

/** The labels behind a word as well, which is added where it is not there; grouped sides come after what they are matched by. */
function added(modifiers: readonly Modifier[], word: string, labels: readonly string[]): readonly Modifier[] {
  if (labelsBehind(modifiers, word) === undefined) {
    const [bool, others] = [
      modifiers.filter((one) => one.word === 'bool'),
      modifiers.filter((one) => one.word !== 'bool'),
    ];
    return [...bool, { word, labels }, ...others];
  }
  return modifiers.map((one) =>
    one.word === word ? { ...one, labels: [...new Set([...(one.labels ?? []), ...labels])] } : one,
  );
}
