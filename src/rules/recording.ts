import type { Environment } from '../config/environment.js';
import { RUNTIMES } from '../config/runtimes.js';
import { durationSeconds } from '../lib/duration.js';
import { text } from '../promql/build.js';
import { evaluationOf } from '../signals/evaluation.js';
import { subjects } from '../signals/recorded/index.js';
import { runtimesRead } from '../signals/runtimes/index.js';
import type { RecordingRule } from '../signals/signal.js';
import { ruleView, type View } from '../signals/view.js';
import type { RecordRule, RuleGroup } from './rule-group.js';

/** A group of recording rules for each subject that this environment has anything to record of. */
export function recordingGroups(environment: Environment): readonly RuleGroup[] {
  const view = ruleView(environment.cluster.label, runtimesRead(environment.runtimes));
  return recordedSubjects(environment)
    .map(({ name, rules, detail }) => ({
      name,
      interval: detail === true ? detailInterval(environment) : environment.rules.interval,
      rules: rules.map((rule) => recordRule(rule, view)),
    }))
    .map(withEvaluation);
}

/** The names of these groups, without the work of writing their rules. */
export function recordingGroupNames(environment: Environment): readonly string[] {
  return recordedSubjects(environment).map(({ name }) => name);
}

function recordedSubjects(environment: Environment) {
  return subjects
    .filter(({ surfaces }) => surfaces.some((surface) => environment.surfaces[surface].enabled))
    .map(({ name, recorded, detail }) => ({
      name: `arks-records-${name}`,
      rules: recorded.flatMap(({ rules }) => rules).filter((rule) => isOfRuntimes(rule, environment)),
      detail,
    }))
    .filter(({ rules }) => rules.length > 0);
}

/** A group of recording rules that ends by saying that it was evaluated. */
export function withEvaluation(group: RuleGroup): RuleGroup {
  return { ...group, rules: [...group.rules, recordRule(evaluationOf(group.name), ruleView(''))] };
}

function detailInterval({ rules: { interval, detailInterval: detail } }: Environment): string {
  return durationSeconds(detail) > durationSeconds(interval) ? detail : interval;
}

function recordRule({ record, labels, expression }: RecordingRule, view: View): RecordRule {
  return { record, expr: text(expression(view)), ...(labels === undefined ? {} : { labels }) };
}

/** Any other value of the label is not for us to leave out. */
function isOfRuntimes({ labels }: RecordingRule, { runtimes }: Environment): boolean {
  const of = RUNTIMES.find((runtime) => runtime === labels?.['runtime']);
  return of === undefined || runtimes.includes(of);
}
