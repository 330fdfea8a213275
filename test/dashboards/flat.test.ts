import { expect, test } from 'vitest';
import { z } from 'zod';
import { loadEnvironments } from '../../src/files/load.js';
import { planOf } from '../../src/plan/plan.js';
import { labelsLeft } from '../../src/promql/labels-left.js';
import { parsePromql } from '../../src/promql/parse.js';
import { partsOf, type Selector, type Tree } from '../../src/promql/tree.js';
import { allOfWorst, isByRank } from '../../src/promql/worst.js';
import { knownNames } from '../../src/rules/known-names.js';

const [environment] = loadEnvironments('environments', knownNames);
if (environment === undefined) throw new Error('there must be an environment');
const target = z.object({ expr: z.string() });
const panel = z.object({ type: z.string(), title: z.string(), targets: z.array(target).default([]) });
const shape = z.object({ panels: z.array(panel.extend({ panels: z.array(panel).default([]) })) });

/** What Grafana asks when a dashboard is opened: nothing of closed rows. */
const open = planOf(environment).drawn.flatMap(({ uid, json }) =>
  shape
    .parse(JSON.parse(json))
    .panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ where: `${uid}: ${title}`, expr }))),
);
/** What each replica has a series of; what only alerts have is there while something is wrong. */
const OF_REPLICAS = /^(?:pod:|up$|scrape_)/;
const REPLICA: ReadonlySet<string> = new Set(['pod']);
const NOTHING: ReadonlySet<string> = new Set();
const labelsOf = ({ name }: Selector) => (OF_REPLICAS.test(name) ? REPLICA : NOTHING);
const answersPerReplica = (tree: Tree): boolean => labelsLeft(tree, labelsOf).labels?.has('pod') === true;
const isBounded = (tree: Tree) => isByRank(tree) || allOfWorst(tree) !== undefined;
const reads = (tree: Tree): boolean =>
  tree.kind === 'selector' ? OF_REPLICAS.test(tree.name) : partsOf(tree).some(reads);
const unbounded = (expr: string) => {
  const tree = parsePromql(expr);
  return reads(tree) && answersPerReplica(tree) && !isBounded(tree);
};
test('a query is told by its tree: what is of each replica, what is of the worst alone, what is put together', () => {
  expect(unbounded('pod:arks_x:sum')).toBe(true);
  expect(unbounded('max by (pod) (pod:arks_x:sum) > 0')).toBe(true);
  expect(unbounded('pod:arks_x:sum and topk(10, max_over_time(pod:arks_x:sum[1h] @ end()))')).toBe(false);
  expect(unbounded('topk(10, pod:arks_x:sum)')).toBe(false);
  expect(unbounded('max by (application) (pod:arks_x:sum)')).toBe(false);
});

test('no panel of an open row answers for each replica, but for the alerts there are: of many the worst, or a summary', () => {
  expect(open.filter(({ expr }) => reads(parsePromql(expr))).length).toBeGreaterThan(5);
  expect(open.filter(({ expr }) => unbounded(expr)).map(({ where }) => where)).toEqual([]);
});

test('of applications the boards of engines show the worst, too, but for what is put together of all', () => {
  const engines = open.filter(({ where }) => /^arks-(?:runtime|disaggregated):/.test(where));
  const all = engines.filter(({ expr }) => {
    const tree = parsePromql(expr);
    return !isBounded(tree) && !expr.includes('ALERTS') && !expr.startsWith('group(');
  });
  expect(engines.length).toBeGreaterThan(20);
  expect([...new Set(all.map(({ where }) => where))]).toEqual([]);
});
