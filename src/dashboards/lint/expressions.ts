import { memoize } from '../../lib/memoize.js';
import { parsePromql } from '../../promql/parse.js';
import { partsOf, type Selector, type Tree } from '../../promql/tree.js';
import { type ClassicDashboard, panelsWithQueries } from './classic.js';
import type { LintRule } from './rule.js';

/** A query as it stands in a dashboard. */
export interface PlacedQuery {
  readonly where: string;
  readonly expr: string;
}

/** A part of an expression, with the parts it stands in, the nearest first. */
export interface Node {
  readonly tree: Tree;
  readonly within: readonly Tree[];
}

/** Every query of panels and annotations. */
export function queriesOf(dashboard: ClassicDashboard): readonly PlacedQuery[] {
  const { uid, annotations } = dashboard;
  return [
    ...panelsWithQueries(dashboard).flatMap(({ title, targets }) =>
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
const nodesIn = memoize((expr: string): readonly Node[] | undefined => {
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
export function selectorsOf(nodes: readonly Node[]): readonly (Selector & Pick<Node, 'within'>)[] {
  return nodes.flatMap(({ tree, within }) => (tree.kind === 'selector' ? [{ ...tree, within }] : []));
}
