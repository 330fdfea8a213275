import type { Environment } from '../config/environment.js';
import { text } from '../promql/build.js';
import { evaluationOf } from '../signals/evaluation.js';
import { type Subject, subjects } from '../signals/recorded/index.js';
import type { RecordingRule } from '../signals/signal.js';
import { ruleView, type View } from '../signals/view.js';
import type { RecordRule, RuleGroup } from './rule-group.js';

/** Runtimes that a rule can be about; any other value of the label is not for us to leave out. */
const RUNTIMES = ['vllm', 'sglang', 'dynamo'] as const;

/** A group of recording rules for each subject that this environment has anything to record of. */
export function recordingGroups(environment: Environment): readonly RuleGroup[] {
  return subjects
    .filter(({ surfaces }) => surfaces.some((surface) => environment.surfaces[surface].enabled))
    .map((subject) => recordingGroup(subject, environment))
    .filter(({ rules }) => rules.length > 0)
    .map(withEvaluation);
}

function recordingGroup({ name, recorded }: Subject, environment: Environment): RuleGroup {
  const view = ruleView(environment.cluster.label);
  const rules = recorded
    .flatMap((signal) => signal.rules)
    .filter((rule) => isOfRuntimes(rule, environment))
    .map((rule) => recordRule(rule, view));
  return { name: `arks-records-${name}`, interval: environment.rules.interval, rules };
}

/** A group of recording rules that ends by saying that it was evaluated. */
export function withEvaluation(group: RuleGroup): RuleGroup {
  return { ...group, rules: [...group.rules, recordRule(evaluationOf(group.name), ruleView(''))] };
}

function recordRule({ record, labels, expression }: RecordingRule, view: View): RecordRule {
  return { record, expr: text(expression(view)), ...(labels === undefined ? {} : { labels }) };
}

function isOfRuntimes({ labels }: RecordingRule, { runtimes }: Environment): boolean {
  const of = RUNTIMES.find((runtime) => runtime === labels?.['runtime']);
  return of === undefined || runtimes.includes(of);
}
