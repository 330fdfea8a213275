import { text } from '../promql/build.js';
import { evaluationOf } from '../signals/scraping/evaluation.js';
import { ruleView } from '../signals/vocabulary/view.js';
import type { RecordRule, RuleGroup } from './rule-group.js';

/** A group of recording rules whose evaluation is watched. */
export type WatchedGroup = Pick<RuleGroup, 'name' | 'interval'>;

/** A group of recording rules that ends by saying that it was evaluated. */
export function withEvaluation(group: RuleGroup): RuleGroup {
  const { record, labels, expression } = evaluationOf(group.name);
  const last: RecordRule = {
    record,
    expr: text(expression(ruleView(''))),
    ...(labels === undefined ? {} : { labels }),
  };
  return { ...group, rules: [...group.rules, last] };
}

/** Whether a group of somebody else is watched as ours are: alerts alone are not, neither theirs nor ours. */
export function isWatched({ rules }: RuleGroup): boolean {
  return rules.some((rule) => 'record' in rule);
}

/** Such a group as it is delivered: it ends as ours do where it is watched. */
export function asWatched(group: RuleGroup): RuleGroup {
  return isWatched(group) ? withEvaluation(group) : group;
}
