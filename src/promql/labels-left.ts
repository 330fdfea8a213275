import { unquoted } from './quoted.js';
import { labelsBehind, partsOf, type Selector, type Tree } from './tree.js';

/** The labels that series may have; nothing where nobody knows. */
export type LabelSet = ReadonlySet<string> | undefined;

/** What an expression names that its series do not have, a sentence each, and which labels it leaves. */
interface Left {
  readonly labels: LabelSet;
  readonly findings: readonly string[];
}

const NO_LABELS: LabelSet = new Set();
const WITHOUT_SERIES: readonly string[] = ['time', 'scalar', 'vector', 'pi'];
const MADE_OF_MATCHERS: readonly string[] = ['absent', 'absent_over_time', 'label_join', 'label_replace', 'info'];
/** Aggregations that leave series as they are. */
const CHOOSING: readonly string[] = ['topk', 'bottomk', 'limitk', 'limit_ratio'];
const OF_LEFT: readonly string[] = ['and', 'unless'];

/** Follows labels through an expression from its series on: `labelsOf` says which a selector's may have. */
export function labelsLeft(tree: Tree, labelsOf: (of: Selector) => LabelSet): Left {
  const left = (part: Tree) => labelsLeft(part, labelsOf);
  switch (tree.kind) {
    case 'literal':
      return { labels: NO_LABELS, findings: [] };
    case 'selector': {
      const labels = labelsOf(tree);
      const named = tree.matchers.map(({ label }) => label).filter((label) => label !== '__name__');
      return { labels, findings: missing(named, labels, `${tree.name} is matched by`) };
    }
    case 'range':
    case 'moved':
    case 'unary':
      return left(tree.operand);
    case 'call':
      return ofCall(tree.name, tree.args, tree.args.map(left));
    case 'aggregate': {
      const args = tree.args.map(left);
      const inner = args.at(-1)?.labels;
      const by = labelsBehind(tree.modifiers, 'by');
      const without = labelsBehind(tree.modifiers, 'without');
      const findings = [
        ...args.flatMap((arg) => arg.findings),
        ...missing(by ?? without ?? [], inner, `${tree.operator} groups by`),
      ];
      if (CHOOSING.includes(tree.operator)) return { labels: inner, findings };
      const kept = without === undefined ? new Set(by ?? []) : less(inner, without);
      const counted = tree.operator === 'count_values' ? textOf(tree.args[0]) : undefined;
      return { labels: counted === undefined ? kept : more(kept, [counted]), findings };
    }
    case 'binary':
      return ofBinary(tree, left(tree.left), left(tree.right));
  }
}

function ofCall(name: string, args: readonly Tree[], parts: readonly Left[]): Left {
  const findings = parts.flatMap((part) => part.findings);
  if (WITHOUT_SERIES.includes(name)) return { labels: NO_LABELS, findings };
  const [first] = parts;
  if (name === 'label_replace' || name === 'label_join') {
    const made = textOf(args[1]);
    return { labels: made === undefined ? undefined : more(first?.labels, [made]), findings };
  }
  if (MADE_OF_MATCHERS.includes(name)) return { labels: undefined, findings };
  const series = parts.filter((_, index) => readsSeries(args[index]));
  const labels = series.length === 0 ? NO_LABELS : series.at(-1)?.labels;
  return { labels: name === 'histogram_quantile' ? less(labels, ['le']) : labels, findings };
}

function ofBinary({ operator, modifiers }: Extract<Tree, { kind: 'binary' }>, left: Left, right: Left): Left {
  const on = labelsBehind(modifiers, 'on');
  const many = modifiers.find(({ word }) => word === 'group_left' || word === 'group_right');
  const [manySide, oneSide] = many?.word === 'group_right' ? [right, left] : [left, right];
  const findings = [
    ...left.findings,
    ...right.findings,
    ...[left, right].flatMap(({ labels }) => missing(on ?? [], labels, `${operator} is matched on`)),
    ...missing(many?.labels ?? [], oneSide.labels, `${many?.word ?? ''} takes over`),
  ];
  if (operator === 'or') {
    const both = left.labels === undefined || right.labels === undefined;
    return { labels: both ? undefined : more(left.labels, [...(right.labels ?? [])]), findings };
  }
  if (OF_LEFT.includes(operator)) return { labels: left.labels, findings };
  if (many !== undefined) return { labels: more(manySide.labels, many.labels ?? []), findings };
  // A number beside series has no labels to match.
  const series = left.labels?.size === 0 && on === undefined ? right.labels : left.labels;
  return { labels: on === undefined ? series : new Set(on), findings };
}

function missing(named: readonly string[], labels: LabelSet, what: string): readonly string[] {
  if (labels === undefined) return [];
  return named.filter((label) => !labels.has(label)).map((label) => `${what} ${label}, which its series do not have`);
}

function less(labels: LabelSet, gone: readonly string[]): LabelSet {
  return labels === undefined ? undefined : new Set([...labels].filter((label) => !gone.includes(label)));
}

function more(labels: LabelSet, come: readonly string[]): LabelSet {
  return labels === undefined ? undefined : new Set([...labels, ...come]);
}

function readsSeries(tree: Tree | undefined): boolean {
  return tree !== undefined && (tree.kind === 'selector' || partsOf(tree).some(readsSeries));
}

function textOf(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'literal' && /^["'`]/.test(tree.text) ? unquoted(tree.text) : undefined;
}
