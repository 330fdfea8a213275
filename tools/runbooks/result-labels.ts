import { parsePromql, type Tree } from '../../src/promql/tree.js';

/** The labels of the series of one name. */
export type LabelsOfSeries = (name: string) => readonly string[];

const SET_OPERATORS = ['and', 'or', 'unless'];
const LABELLESS = ['absent_over_time', 'scalar', 'time', 'vector'];

/** The labels that the result of an expression carries, as Prometheus works them out. Throws where it is not PromQL. */
export function resultLabels(expression: string, labelsOfSeries: LabelsOfSeries): readonly string[] {
  const ofTree = (tree: Tree): readonly string[] => {
    switch (tree.kind) {
      case 'atom':
        return isLiteral(tree) ? [] : labelsOfSeries(tree.text.replace(/\{.*$/s, ''));
      case 'suffixed':
      case 'unary':
        return ofTree(tree.operand);
      case 'aggregate':
        return listed(tree.grouping, 'by') ?? [];
      case 'call':
        return ofCall(tree.name, tree.args);
      case 'binary':
        return ofBinary(tree.operator, tree.modifier, [tree.left, tree.right]);
    }
  };
  const ofCall = (name: string, args: readonly Tree[]): readonly string[] => {
    const labels = LABELLESS.includes(name) ? [] : distinct(args.flatMap(ofTree));
    if (name === 'absent') return args.flatMap(equalityLabels);
    return name === 'histogram_quantile' ? labels.filter((label) => label !== 'le') : labels;
  };
  const ofBinary = (operator: string, modifier: string, [left, right]: readonly [Tree, Tree]): readonly string[] => {
    if (operator === 'or') return distinct([...ofTree(left), ...ofTree(right)]);
    if (isLiteral(left)) return ofTree(right);
    const on = SET_OPERATORS.includes(operator) || modifier.includes('group_left') ? undefined : listed(modifier, 'on');
    return on ?? ofTree(left);
  };
  return ofTree(parsePromql(expression));
}

/** Prometheus takes the labels of an absent series from its selector; where it is asked about more than one, it has none. */
function equalityLabels(tree: Tree): readonly string[] {
  return tree.kind === 'atom' ? [...tree.text.matchAll(/(\w+)="/g)].flatMap(([, label]) => label ?? []) : [];
}

function listed(modifier: string, word: string): readonly string[] | undefined {
  const [, list] = new RegExp(`\\b${word} \\(([^)]*)\\)`).exec(modifier) ?? [];
  return list?.split(', ').filter((label) => label !== '');
}

function isLiteral(tree: Tree): boolean {
  return tree.kind === 'atom' && /^[\d."']/.test(tree.text);
}

function distinct(labels: readonly string[]): readonly string[] {
  return [...new Set(labels)];
}
