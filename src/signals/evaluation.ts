import { now, select } from '../promql/build.js';
import type { RecordingRule, Signal } from './signal.js';

const EVALUATED = 'cluster:arks_rules_evaluated:timestamp';

/** When each group of recording rules was evaluated. */
export const groupEvaluated: Signal = {
  title: 'Group evaluated',
  unit: 'seconds',
  description:
    'When a group of recording rules was last evaluated, in unix seconds. The last rule of each group records it, so it ' +
    'stops with its group, whether or not there is anything else to record.',
  labels: ['rule_group'],
  query: (view) => select(EVALUATED, view.matchers),
};

/** The rule that ends a group of recording rules: that it was evaluated. */
export function evaluationOf(group: string): RecordingRule {
  return { record: EVALUATED, labels: { rule_group: group }, expression: now };
}
