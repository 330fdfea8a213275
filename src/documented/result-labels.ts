import { parsePromql } from '../promql/parse.js';
import { labelsBehind, type Modifier, type Tree } from '../promql/tree.js';

/** The labels of the series of one name. */
export type LabelsOfSeries = (name: string) => readonly string[];

const SET_OPERATORS = ['and', 'or', 'unless'];
const LABELLESS = ['scalar', 'time', 'vector'];
/** These have the labels of the matchers of what they ask for. */
const OF_MATCHERS = ['absent', 'absent_over_time'];

/** The labels that the result of an expression carries, as Prometheus works them out. Throws where it is not PromQL. */
export function resultLabels(expression: string, labelsOfSeries: LabelsOfSeries): readonly string[] {
  const ofTree = (tree: Tree): readonly string[] => {
    switch (tree.kind) {
      case 'literal':
        return [];
      case 'selector':
        return labelsOfSeries(tree.name);
      case 'range':
      case 'moved':
      case 'unary':
        return ofTree(tree.operand);
      case 'aggregate':
        return labelsBehind(tree.modifiers, 'by') ?? [];
      case 'call':
        return ofCall(tree.name, tree.args);
      case 'binary':
        return ofBinary(tree.operator, tree.modifiers, [tree.left, tree.right]);
    }
  };
  const ofCall = (name: string, args: readonly Tree[]): readonly string[] => {
    if (OF_MATCHERS.includes(name)) return args.flatMap(equalityLabels);
    const labels = LABELLESS.includes(name) ? [] : distinct(args.flatMap(ofTree));
    return name === 'histogram_quantile' ? labels.filter((label) => label !== 'le') : labels;
  };
  const ofBinary = (
    operator: string,
    modifiers: readonly Modifier[],
    [left, right]: readonly [Tree, Tree],
  ): readonly string[] => {
    if (operator === 'or') return distinct([...ofTree(left), ...ofTree(right)]);
    if (left.kind === 'literal') return ofTree(right);
    const keepsLeft = SET_OPERATORS.includes(operator) || modifiers.some(({ word }) => word === 'group_left');
    return (keepsLeft ? undefined : labelsBehind(modifiers, 'on')) ?? ofTree(left);
  };
  return ofTree(parsePromql(expression));
}

/** Prometheus takes the labels of an absent series from its selector; where it is asked about more than one, it has none. */
function equalityLabels(tree: Tree): readonly string[] {
  if (tree.kind === 'range') return equalityLabels(tree.operand);
  return tree.kind === 'selector'
    ? tree.matchers.flatMap(({ label, operator }) => (operator === '=' ? label : []))
    : [];
}

function distinct(labels: readonly string[]): readonly string[] {
  return [...new Set(labels)];
}
