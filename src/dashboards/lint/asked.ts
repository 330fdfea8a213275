import { remembered } from '../../lib/remembered.js';
import { isMetricName, type MetricName } from '../../metrics/catalogue.js';
import { parsePromql, type Tree } from '../../promql/tree.js';
import { askingPanels, type ClassicDashboard } from './classic.js';
import type { LintRule } from './rule.js';

/** A query as it stands in a dashboard. */
export interface AskedQuery {
  readonly where: string;
  readonly expr: string;
}

/** A part of an expression, with the parts it stands in, the nearest first. */
export interface Node {
  readonly tree: Tree;
  readonly within: readonly Tree[];
}

/** A vector selector. */
export interface Selector {
  readonly name: string;
  readonly matchers: readonly string[];
  readonly within: readonly Tree[];
}

const SUFFIX = /_(bucket|sum|count)$/;
const MATCHER = /\w+ ?(?:=~|!~|!=|=) ?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)/g;

/** Every query of panels and annotations. */
export function queriesOf(dashboard: ClassicDashboard): readonly AskedQuery[] {
  const { uid, annotations } = dashboard;
  return [
    ...askingPanels(dashboard).flatMap(({ title, targets }) =>
      targets.map(({ refId, expr }) => ({ where: `${uid}: "${title}" ${refId}`, expr })),
    ),
    ...annotations.list
      .filter(({ expr }) => expr !== '')
      .map(({ name, expr }) => ({ where: `${uid}: annotation "${name}"`, expr })),
  ];
}

/** Findings for the queries that are wrong. Those that are no PromQL have a rule of their own and are left out. */
export function inQueries(
  wrong: (nodes: readonly Node[], dashboard: ClassicDashboard) => boolean,
): LintRule['findings'] {
  return (dashboard) =>
    queriesOf(dashboard)
      .filter(({ expr }) => {
        const nodes = nodesIn(expr);
        return nodes !== undefined && wrong(nodes, dashboard);
      })
      .map(({ where, expr }) => `${where}: ${expr}`);
}

/** Whether an expression is PromQL. */
export function isPromql(expr: string): boolean {
  return nodesIn(expr) !== undefined;
}

/** Every part of an expression, or nothing where it is no PromQL. */
const nodesIn = remembered((expr: string): readonly Node[] | undefined => {
  try {
    return nodesOf(parsePromql(expr));
  } catch {
    // Being no PromQL is a finding here, not an error.
    return undefined;
  }
});

function nodesOf(tree: Tree, within: readonly Tree[] = []): readonly Node[] {
  return [{ tree, within }, ...partsOf(tree).flatMap((part) => nodesOf(part, [tree, ...within]))];
}

/** The selectors among the parts of an expression. */
export function selectorsOf(nodes: readonly Node[]): readonly Selector[] {
  return nodes.flatMap(({ tree, within }) => {
    if (tree.kind !== 'atom' || !/^[a-zA-Z_:{]/.test(tree.text)) return [];
    const { name = '', matchers = '' } = /^(?<name>[\w:]*)(?<matchers>.*)$/s.exec(tree.text)?.groups ?? {};
    return [{ name, matchers: matchers.match(MATCHER) ?? [], within }];
  });
}

/** The catalogue's metric that a series belongs to; recorded series belong to none. */
export function metricOf(series: string): MetricName | undefined {
  return [series, series.replace(SUFFIX, '')].find(isMetricName);
}

function partsOf(tree: Tree): readonly Tree[] {
  if (tree.kind === 'binary') return [tree.left, tree.right];
  if (tree.kind === 'suffixed' || tree.kind === 'unary') return [tree.operand];
  return tree.kind === 'atom' ? [] : tree.args;
}
