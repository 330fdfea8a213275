import { isMetricName } from '../../src/metrics/catalogue.js';
import { formatPromql } from '../../src/promql/format.js';
import { seriesNames } from '../../src/promql/names.js';
import { parsePromql, type Tree } from '../../src/promql/tree.js';
import { askingPanels, type Classic, panelsOf, queriesOf } from './classic.js';

/** One thing that must hold of every dashboard. */
export interface DashboardRule {
  /** Name of the rule, of grafana/dashboard-linter where it has one. */
  readonly name: string;
  readonly sentence: string;
  readonly findings: (dashboard: Classic) => readonly string[];
}

const SUFFIX = /_(bucket|sum|count)$/;
const OWN_DATASOURCE = `\${datasource}`;
const COLUMNS = 24;
/** Series that belong to no tenant, or whose namespace is that of a process, not of a tenant. */
const WITHOUT_NAMESPACE =
  /^(cluster|gateway|slo):|^(ALERTS|up|scrape_|process_|go_|envoy_server|envoy_http|controller_runtime|workqueue|container_|DCGM_)/;

const variable = ({ templating }: Classic, name: string) => templating.list.find((one) => one.name === name);
const inQueries = (dashboard: Classic, wrong: (expr: string, raw: string) => boolean): readonly string[] =>
  queriesOf(dashboard)
    .filter(({ expr, raw }) => wrong(expr, raw))
    .map(({ where, raw }) => `${where}: ${raw}`);
const inPanels = (dashboard: Classic, wrong: (panel: ReturnType<typeof askingPanels>[number]) => boolean) =>
  askingPanels(dashboard)
    .filter(wrong)
    .map(({ title }) => `${dashboard.uid}: ${title}`);
/** Selectors of an expression: a name and its matchers. */
const selectors = (expr: string) =>
  [...expr.matchAll(/([a-zA-Z_:][\w:]*)\{((?:"(?:[^"\\]|\\.)*"|[^}"])*)\}/g)].map(([, name = '', matchers = '']) => ({
    name,
    matchers,
  }));

function some(tree: Tree, test: (tree: Tree) => boolean): boolean {
  if (test(tree)) return true;
  if (tree.kind === 'binary') return some(tree.left, test) || some(tree.right, test);
  if (tree.kind === 'suffixed' || tree.kind === 'unary') return some(tree.operand, test);
  return tree.kind === 'aggregate' || tree.kind === 'call' ? tree.args.some((arg) => some(arg, test)) : false;
}
const found = (expr: string, test: (tree: Tree) => boolean) => some(parsePromql(expr), test);
const isNumber = (tree: Tree) => tree.kind === 'atom' && /^[\d.e+-]+$/.test(tree.text);
const parses = (expr: string) => {
  try {
    formatPromql(expr);
    return true;
  } catch {
    return false;
  }
};

/** Every rule, for an environment in which these names are recorded. */
export const rulesFor = (recorded: ReadonlySet<string>): readonly DashboardRule[] => [
  {
    name: 'template-datasource-rule',
    sentence: 'the data source is a variable of the type prometheus',
    findings: (d) => {
      const found = variable(d, 'datasource');
      return found?.type === 'datasource' && found.query === 'prometheus' ? [] : [d.uid];
    },
  },
  {
    name: 'template-job-rule',
    sentence: 'cluster is a variable of several values and All: identity here is cluster and namespace, not job',
    findings: (d) => {
      const found = variable(d, 'cluster');
      return found?.multi === true && found.includeAll === true && found.allValue === '.*' ? [] : [d.uid];
    },
  },
  {
    name: 'template-instance-rule',
    sentence: 'every variable but the data source has several values and All, which matches an absent label, too',
    findings: (d) =>
      d.templating.list
        .filter(
          ({ type, multi, includeAll, allValue }) => type === 'query' && !(multi && includeAll && allValue === '.*'),
        )
        .map(({ name }) => `${d.uid}: $${name}`),
  },
  {
    name: 'template-label-promql-rule',
    sentence: 'every variable takes the values of a label from series',
    findings: (d) =>
      d.templating.list
        .filter(({ type }) => type === 'query')
        .filter(({ definition = '' }) => {
          const [, series] = /^label_values\((.*), \w+\)$/s.exec(definition) ?? [];
          return series === undefined || !parses(series);
        })
        .map(({ name }) => `${d.uid}: $${name}`),
  },
  {
    name: 'template-on-time-change-reload-rule',
    sentence: 'variables are asked anew when the time changes',
    findings: (d) =>
      d.templating.list
        .filter(({ type, refresh }) => type === 'query' && refresh !== 2)
        .map(({ name }) => `${d.uid}: $${name}`),
  },
  {
    name: 'panel-datasource-rule',
    sentence: 'every panel and query asks the chosen data source, never a fixed one',
    findings: (d) => [
      ...inPanels(d, ({ datasource, targets }) =>
        [datasource, ...targets.map((target) => target.datasource)].some((one) => one?.uid !== OWN_DATASOURCE),
      ),
      ...d.annotations.list.filter(({ datasource }) => datasource.uid !== OWN_DATASOURCE).map(({ expr }) => expr),
    ],
  },
  {
    name: 'panel-title-description-rule',
    sentence: 'every panel has a title and a description',
    findings: (d) => inPanels(d, ({ title, description }) => title === '' || description === ''),
  },
  {
    name: 'panel-units-rule',
    sentence: 'every panel has a unit',
    findings: (d) => inPanels(d, ({ fieldConfig }) => !fieldConfig?.defaults.unit),
  },
  {
    name: 'panel-no-targets-rule',
    sentence: 'every panel asks something',
    findings: (d) => inPanels(d, ({ targets }) => targets.length === 0),
  },
  {
    name: 'target-logql-rule',
    sentence: 'every query is asked of Prometheus',
    findings: (d) => inPanels(d, ({ targets }) => targets.some(({ datasource }) => datasource.type !== 'prometheus')),
  },
  {
    name: 'target-logql-auto-rule',
    sentence: 'no query looks back over $__auto or $__interval',
    findings: (d) => inQueries(d, (_, raw) => /\$__(auto|interval)\b/.test(raw)),
  },
  {
    name: 'target-promql-rule',
    sentence: 'every query is PromQL, as a person would format it',
    findings: (d) => inQueries(d, (expr) => !parses(expr)),
  },
  {
    name: 'target-rate-interval-rule',
    sentence: 'a rate looks back over $__rate_interval',
    findings: (d) => inQueries(d, (_, raw) => /\b(rate|irate)\([^[]*\[(?!\$__rate_interval\])/.test(raw)),
  },
  {
    name: 'target-job-rule',
    sentence: 'every selector names the chosen clusters: identity here is cluster and namespace, not job',
    findings: (d) =>
      inQueries(d, (expr) => selectors(expr).some(({ matchers }) => !/cluster=~"\$cluster\|?"/.test(matchers))),
  },
  {
    name: 'target-instance-rule',
    sentence: 'every selector of what belongs to a tenant names the chosen namespaces',
    findings: (d) =>
      variable(d, 'namespace') === undefined
        ? []
        : inQueries(d, (expr) =>
            selectors(expr).some(
              ({ name, matchers }) => !WITHOUT_NAMESPACE.test(name) && !matchers.includes('namespace=~"$namespace"'),
            ),
          ),
  },
  {
    name: 'target-counter-agg-rule',
    sentence: 'a counter is rated before it is added up',
    findings: (d) =>
      inQueries(d, (expr) =>
        selectors(expr.replace(/\b(rate|increase)\([^)]*\)/g, '')).some(({ name }) => name.endsWith('_total')),
      ),
  },
  {
    name: 'uneditable-dashboard',
    sentence: 'nobody edits a dashboard in Grafana: it would be overwritten',
    findings: (d) => (d.editable ? [d.uid] : []),
  },
  {
    name: 'no-dead-metric',
    sentence: 'every series is of the catalogue or recorded in the environment',
    findings: (d) =>
      inQueries(d, (expr) =>
        seriesNames(expr).some((name) => ![name, name.replace(SUFFIX, '')].some(isMetricName) && !recorded.has(name)),
      ),
  },
  {
    name: 'table-of-whole-rows',
    sentence: 'all queries of a table have the same labels, or Grafana would not make one row of them',
    findings: (d) =>
      inPanels(d, ({ type, targets }) => {
        const labels = targets.map(({ expr }) => /^(?:sum|max|min|count|avg) by \(([^)]*)\) \(/.exec(expr)?.[1]);
        return type === 'table' && (labels.includes(undefined) || new Set(labels).size > 1);
      }),
  },
  {
    name: 'no-averaged-percentile',
    sentence: 'a percentile is never averaged nor added up',
    findings: (d) =>
      inQueries(d, (expr) =>
        found(
          expr,
          (tree) =>
            tree.kind === 'aggregate' &&
            /^(avg|sum)$/.test(tree.operator) &&
            tree.args.some((arg) => some(arg, (inner) => inner.kind === 'call' && inner.name === 'histogram_quantile')),
        ),
      ),
  },
  {
    name: 'no-unguarded-percentile',
    sentence: 'a percentile of nothing is left out, not NaN',
    findings: (d) => inQueries(d, (expr) => expr.includes('histogram_quantile(') && !/\)\s*>= 0/.test(expr)),
  },
  {
    name: 'no-unguarded-division',
    sentence: 'what is divided by is a number or above zero',
    findings: (d) =>
      inQueries(d, (expr) =>
        found(
          expr,
          (tree) =>
            tree.kind === 'binary' &&
            tree.operator === '/' &&
            !isNumber(tree.right) &&
            !(tree.right.kind === 'binary' && tree.right.operator === '>') &&
            !(tree.right.kind === 'call' && tree.right.name === 'clamp_min'),
        ),
      ),
  },
  {
    name: 'no-unused-variable',
    sentence: 'every variable is used by a query, a variable or a title',
    findings: (d) => {
      const all = JSON.stringify([d.panels, d.annotations, d.templating.list.map(({ definition }) => definition)]);
      return d.templating.list
        .filter(({ name }) => !new RegExp(`\\$\\{?${name}\\b`).test(all))
        .map(({ name }) => `${d.uid}: $${name}`);
    },
  },
  {
    name: 'no-duplicate-id',
    sentence: 'every panel has an id of its own, counted from 1',
    findings: (d) => {
      const ids = d.panels.flatMap((one) => [one, ...one.panels]).map(({ id }) => id);
      return new Set(ids).size === ids.length && Math.max(...ids) === ids.length ? [] : [`${d.uid}: ${ids.join(' ')}`];
    },
  },
  {
    name: 'no-duplicate-title',
    sentence: 'every panel of a dashboard has a title of its own',
    findings: (d) => {
      const titles = panelsOf(d).map(({ title }) => title);
      return titles.filter((title, index) => titles.indexOf(title) !== index).map((title) => `${d.uid}: ${title}`);
    },
  },
  {
    name: 'no-duplicate-ref-id',
    sentence: 'every query of a panel has a refId of its own',
    findings: (d) => inPanels(d, ({ targets }) => new Set(targets.map(({ refId }) => refId)).size !== targets.length),
  },
  {
    name: 'no-overlap-no-hole',
    sentence: 'panels fill the 24 columns, and none lies over another',
    findings: (d) =>
      [d.panels, ...d.panels.map(({ panels }) => panels)].flatMap((group) => {
        const cells = group.flatMap(({ gridPos: { x, y, w, h } }) =>
          Array.from({ length: w * h }, (_, index) => `${y + Math.floor(index / w)}/${x + (index % w)}`),
        );
        const lines = new Set(cells.map((cell) => cell.split('/')[0]));
        return new Set(cells).size === cells.length && cells.length === lines.size * COLUMNS ? [] : [d.uid];
      }),
  },
  {
    name: 'nothing-cut-off',
    sentence: 'only bars begin at a fixed 0: a budget may be overspent, and a line may be far from it',
    findings: (d) =>
      inPanels(d, ({ type, fieldConfig }) => type !== 'bargauge' && fieldConfig?.defaults.min !== undefined),
  },
  {
    name: 'no-blank',
    sentence: 'every panel says in words what it shows without data',
    findings: (d) => inPanels(d, ({ fieldConfig }) => !/^[A-Za-z][\w ,-]+$/.test(fieldConfig?.defaults.noValue ?? '')),
  },
];
