import { parsePromql } from '../../promql/parse.js';
import { partsOf, type Tree } from '../../promql/tree.js';
import { isByRank, isChosenOnce } from '../../promql/worst.js';
import { isPromql } from './expressions.js';
import { inPanels, type LintRule } from './rule.js';

/** Panels that ask at each point of the time shown. */
const OVER_TIME = ['timeseries', 'graph'];

/** What is chosen of many by rank. */
export const rankedRules: readonly LintRule[] = [
  {
    name: 'no-flickering-top-list',
    sentence:
      'what a graph shows of many is chosen once for the time shown (`and topk(…, max_over_time(… @ end()))`): a plain topk chooses anew at each point',
    findings: inPanels(
      ({ type, targets }) =>
        OVER_TIME.includes(type) && targets.some(({ expr }) => isPromql(expr) && choosesAnew(parsePromql(expr))),
    ),
  },
];

function choosesAnew(tree: Tree): boolean {
  return (isByRank(tree) && !isChosenOnce(tree)) || partsOf(tree).some(choosesAnew);
}
