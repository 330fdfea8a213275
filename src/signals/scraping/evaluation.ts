import { absent, type Duration, type Expression, type Matcher, now, type Stored } from '../../promql/build.js';
import { absentWithin, selectArks } from '../vocabulary/arks-series.js';
import { type RecordingRule, signal } from '../vocabulary/signal.js';

const EVALUATED = { record: 'cluster:arks_rules_evaluated:timestamp' } as const satisfies Stored;

/** When each group of recording rules was evaluated. */
export const groupEvaluated = signal({
  title: 'Group evaluated',
  unit: 'seconds',
  description:
    'When a group of recording rules was last evaluated, in unix seconds. The last rule of each group records it, so it ' +
    'stops with its group, whether or not there is anything else to record.',
  labels: ['rule_group'],
  query: (view) => selectArks<Stored<'rule_group'>>(EVALUATED, view.matchers),
});

/** The rule that ends a group of recording rules: that it was evaluated. */
export function evaluationOf(group: string): RecordingRule {
  return { ...EVALUATED, labels: { rule_group: group }, expression: now };
}

/** That a group was not evaluated: in the time that Prometheus looks back for a sample, or within a window that is longer. */
export function groupNotEvaluated(group: string, within?: Duration): Expression<'rule_group'> {
  const own: readonly Matcher[] = [{ label: 'rule_group', operator: '=', value: group }];
  if (within === undefined) return absent(selectArks<Stored<'rule_group'>>(EVALUATED, own));
  return absentWithin<Stored<'rule_group'>>(EVALUATED, within, own);
}
