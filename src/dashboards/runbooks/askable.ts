import { memoize } from '../../lib/memoize.js';
import { parsePromql } from '../../promql/parse.js';
import { selectorsIn } from '../../promql/tree.js';
import type { Signal } from '../../signals/vocabulary/signal.js';
import type { Drawing } from '../drawing.js';
import { classicDashboard } from '../lint/classic.js';
import { identityRules } from '../lint/identity.js';
import { queryRules } from '../lint/queries.js';
import { expressionOf, type QueryContext } from '../queries.js';

/** Rules about the variables of a dashboard, whatever it asks. */
const OF_VARIABLES: readonly string[] = ['template-job-rule', 'template-all-rule'];
/** Queries of the pages, in so many environments with names of their own. */
const MOST_REMEMBERED = 2_000;

/** Whether a panel may ask a signal, by the rules for all dashboards, and somebody answers it. What has no name would be asked of all series. */
export function isAskable(signal: Signal, { answered }: Pick<Drawing, 'answered'>, context: QueryContext): boolean {
  const expr = expressionOf({ of: signal, legend: '' }, context, 'range');
  const tree = parsePromql(expr);
  if (selectorsIn(tree).some(({ name }) => name === '') || answered(tree).size === 0) return false;
  return !(context.variables.includes('namespace') ? isRefusedBeside : isRefused)(expr);
}

/** What a dashboard must not ask, and one that has a variable for the namespace. */
const isRefused = refusal([]);
const isRefusedBeside = refusal([{ name: 'namespace', type: 'query' }]);

function refusal(variables: readonly object[]): (expr: string) => boolean {
  const rules = [...queryRules([]), ...identityRules].filter(({ name }) => !OF_VARIABLES.includes(name));
  return memoize((expr: string): boolean => {
    const dashboard = classicDashboard.parse(aloneIn(expr, variables));
    return rules.some(({ findings }) => findings(dashboard).length > 0);
  }, MOST_REMEMBERED);
}

/** A dashboard that asks one thing. */
function aloneIn(expr: string, variables: readonly object[]) {
  const datasource = { type: 'prometheus', uid: 'one' };
  return {
    uid: 'one',
    title: 'one',
    templating: { list: variables },
    panels: [
      {
        id: 1,
        type: 'timeseries',
        title: 'one',
        gridPos: { x: 0, y: 0, w: 24, h: 8 },
        datasource,
        targets: [{ refId: 'A', expr, datasource }],
      },
    ],
  };
}
