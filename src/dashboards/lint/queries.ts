import { type OwnMetric, seriesOf } from '../../config/own-metrics.js';
import { catalogue } from '../../metrics/catalogue.js';
import { metricOf } from '../../promql/names.js';
import type { Tree } from '../../promql/tree.js';
import { type ClassicDashboard, panelsWithQueries } from './classic.js';
import { inQueries, isPromql, type Node, queriesOf, selectorsOf } from './expressions.js';
import type { LintRule } from './rule.js';

const RATES = new Set(['rate', 'irate', 'increase']);
/** Functions that take a counter as what it is. */
const OF_COUNTERS = new Set([...RATES, 'resets', 'absent', 'absent_over_time', 'present_over_time', 'timestamp']);
const PERCENTILE = new Set(['histogram_quantile']);
/** The window of a rate as Grafana's step asks, and that of a total over the time shown. */
const WINDOWS = new Set(['$__rate_interval', '$__range']);
/** Not behind a colon, where it is the step of a subquery. */
const LOOKS_BACK = /(?<!:)\$__(auto|interval)\b/;
const GAUGES = new Set(catalogue.filter(({ kind }) => kind === 'gauge').map(({ name }) => name));
const COUNTED = new Set(catalogue.filter(({ kind }) => kind !== 'gauge').map(({ name }) => name));

/** What queries are written in and how they count. */
export const queryRules = (own: readonly OwnMetric[]): readonly LintRule[] => [
  {
    name: 'target-logql-rule',
    sentence: 'every query is asked of Prometheus: there are no logs here',
    findings: otherSources,
  },
  {
    name: 'target-logql-auto-rule',
    sentence:
      'no query looks back over $__auto or $__interval, which may be shorter than two scrapes; a subquery may go in steps of it',
    findings: (dashboard) =>
      queriesOf(dashboard)
        .filter(({ expr }) => LOOKS_BACK.test(expr))
        .map(({ where, expr }) => `${where}: ${expr}`),
  },
  {
    name: 'target-promql-rule',
    sentence: 'every query is PromQL',
    findings: (dashboard) =>
      queriesOf(dashboard)
        .filter(({ expr }) => !isPromql(expr))
        .map(({ where, expr }) => `${where}: ${expr}`),
  },
  {
    name: 'target-rate-interval-rule',
    sentence: 'a rate of a metric looks back over $__rate_interval, a total over $__range',
    findings: inQueries((nodes) => nodes.some((node) => hasFixedWindow(node, own))),
  },
  {
    name: 'target-counter-agg-rule',
    sentence: 'a counter is rated before anything else is done with it',
    findings: inQueries((nodes) =>
      selectorsOf(nodes).some(
        ({ name, within }) => isCounted(name, own) && !within.some((tree) => calls(tree, OF_COUNTERS)),
      ),
    ),
  },
  {
    name: 'no-averaged-percentile',
    sentence: 'percentiles are never averaged nor added up',
    findings: inQueries((nodes) => nodes.some(({ tree, within }) => calls(tree, PERCENTILE) && within.some(isAdding))),
  },
  {
    name: 'no-unguarded-percentile',
    sentence: 'a percentile of nothing is left out by `>= 0`, not shown as NaN',
    findings: inQueries((nodes) =>
      nodes.some(({ tree, within }) => calls(tree, PERCENTILE) && !within.some(leavesOutNaN)),
    ),
  },
  {
    name: 'no-unguarded-division',
    sentence: 'what is divided by is a number, or above zero by `> 0` or clamp_min',
    findings: inQueries((nodes) =>
      nodes.some(({ tree }) => tree.kind === 'binary' && tree.operator === '/' && !isAboveZero(tree.right)),
    ),
  },
];

/** Every series is exposed or recorded; `recorded` are the names of all records of the dashboard's environment, and `own` its own metrics. */
export function noDeadMetric(recorded: ReadonlySet<string>, own: readonly OwnMetric[]): LintRule {
  return {
    name: 'no-dead-metric',
    sentence: 'every series is of a metric of the catalogue or one that metrics declares, or recorded by a rule',
    findings: inQueries((nodes) =>
      selectorsOf(nodes).some(
        ({ name }) => !recorded.has(name) && metricOf(name) === undefined && declaredOf(name, own) === undefined,
      ),
    ),
  };
}

function otherSources(dashboard: ClassicDashboard): readonly string[] {
  return panelsWithQueries(dashboard)
    .filter(({ datasource, targets }) =>
      [datasource, ...targets.map((target) => target.datasource)].some((one) => one?.type !== 'prometheus'),
    )
    .map(({ title }) => `${dashboard.uid}: "${title}"`);
}

/** Only metrics: a rule's own record has the window of its rule. */
function hasFixedWindow({ tree }: Node, own: readonly OwnMetric[]): boolean {
  if (tree.kind !== 'call' || !RATES.has(tree.name)) return false;
  const [range] = tree.args;
  if (range?.kind !== 'range' || range.operand.kind !== 'selector') return false;
  const { name } = range.operand;
  return (metricOf(name) !== undefined || declaredOf(name, own) !== undefined) && !WINDOWS.has(range.window);
}

/** A name that is a gauge in another generation is no sure counter; a histogram's own name has no series. */
function isCounted(series: string, own: readonly OwnMetric[]): boolean {
  const declared = declaredOf(series, own);
  if (declared !== undefined) return declared.type !== 'gauge';
  const metric = metricOf(series);
  return metric !== undefined && COUNTED.has(metric) && !GAUGES.has(metric);
}

/** The declared metric that a series belongs to. */
function declaredOf(series: string, own: readonly OwnMetric[]): OwnMetric | undefined {
  return own.find((one) => seriesOf(one).includes(series));
}

function calls(tree: Tree, names: ReadonlySet<string>): boolean {
  return tree.kind === 'call' && names.has(tree.name);
}

/** Adding percentiles up, or averaging them, over series or over time. */
function isAdding(tree: Tree): boolean {
  if (tree.kind === 'aggregate') return /^(avg|sum)$/.test(tree.operator);
  return tree.kind === 'call' && /^(avg|sum)_over_time$/.test(tree.name);
}

/** NaN is not at least 0, so the comparison drops it. */
function leavesOutNaN(tree: Tree): boolean {
  return tree.kind === 'binary' && tree.operator === '>=' && tree.right.kind === 'literal' && tree.right.text === '0';
}

function isAboveZero(tree: Tree): boolean {
  if (tree.kind === 'literal') return Number(tree.text) > 0;
  if (tree.kind === 'call') {
    const [, least] = tree.args;
    return tree.name === 'clamp_min' && least?.kind === 'literal' && Number(least.text) > 0;
  }
  return (
    tree.kind === 'binary' && tree.operator === '>' && tree.right.kind === 'literal' && Number(tree.right.text) >= 0
  );
}
