import { remembered } from '../lib/remembered.js';
import { isMetricName, type MetricName } from '../metrics/catalogue.js';
import { parsePromql, type Tree } from './tree.js';

const namesOf = remembered((expression: string): readonly string[] => [...new Set(namesIn(parsePromql(expression)))]);
const SUFFIX = /_(bucket|sum|count)$/;

/** The names of the series that an expression reads, each once. Throws where it is not PromQL. */
export function seriesNames(expression: string): readonly string[] {
  return namesOf(expression);
}

/** The catalogue's metrics that an expression reads; recorded series are none. */
export function metricsRead(expression: string): readonly MetricName[] {
  return seriesNames(expression).flatMap((name) => [name, name.replace(SUFFIX, '')].find(isMetricName) ?? []);
}

/** The names of the series that a tree reads, as often as it does. */
export function namesIn(tree: Tree): readonly string[] {
  switch (tree.kind) {
    case 'atom':
      return /^[a-zA-Z_:]/.test(tree.text) ? [tree.text.replace(/\{.*$/s, '')] : [];
    case 'suffixed':
    case 'unary':
      return namesIn(tree.operand);
    case 'binary':
      return [...namesIn(tree.left), ...namesIn(tree.right)];
    case 'aggregate':
    case 'call':
      return tree.args.flatMap(namesIn);
  }
}
