import type { Environment } from '../../src/config/environment.js';
import { objectivesOf } from '../../src/rules/objectives/measured.js';
import { objectiveGroups } from '../../src/rules/objectives/objective-rules.js';
import type { RuleGroup } from '../../src/rules/rule-group.js';
import { environmentOf } from '../support/environment.js';
import { playRules } from '../support/played-rules.js';
import type { PlayedStory } from './play.js';
import type { ToldAlert } from './story.js';
import { inputSeries, type Labels, type Phase, type Sample, type Scene } from './timeline.js';

const TARGET = 'slo:arks_objective:ratio';

/** What happens to one objective over hours or days: scenes that last for some steps, and what there must be when. */
export interface ObjectiveStory {
  readonly title: string;
  /** Time between two samples. */
  readonly step: string;
  /** Scenes of recorded series; `minutes` counts steps. */
  readonly phases: readonly Phase[];
  readonly alerts?: readonly { readonly at: string; readonly told: readonly ToldAlert[] }[];
  /** Values of series of the objective, by name; undefined where there must be none. */
  readonly values?: readonly { readonly at: string; readonly of: string; readonly value: number | undefined }[];
}

/** The story of an objective as it is played, with rules that are evaluated before those that it is about. */
export function played(
  groups: readonly RuleGroup[],
  story: ObjectiveStory,
  beside: readonly RuleGroup[] = [],
): PlayedStory {
  const complaint: PlayedStory['complaint'] = (program, own) => playObjective(program, [...beside, ...own], story);
  return { title: story.title, groups, complaint };
}

/** The environment of one objective. */
export function environmentWith(objective: object): Environment {
  return environmentOf({ slos: [objective] });
}

/** The rules of an environment's only objective, the records of signals left out: stories give them as they are recorded. */
export function objectiveRules(environment: Environment): readonly RuleGroup[] {
  return objectivesOf(environment)
    .flatMap((objective) => objectiveGroups(objective, environment))
    .map((group) => ({
      ...group,
      rules: group.rules.map((rule) =>
        'alert' in rule ? { ...rule, annotations: { summary: rule.annotations['summary'] ?? '' } } : rule,
      ),
    }));
}

/** Plays the story of an objective; returns what promtool has to complain about. */
function playObjective(
  program: string,
  groups: readonly RuleGroup[],
  { title, step, phases, alerts = [], values = [] }: ObjectiveStory,
): Promise<string> {
  const test = {
    name: title,
    interval: step,
    input_series: inputSeries(phases),
    alert_rule_test: alerts.map(({ at, told }) => ({
      eval_time: at,
      alertname: 'ArksSloBudgetBurn',
      exp_alerts: told.map(({ labels, summary }) => ({ exp_labels: labels, exp_annotations: { summary } })),
    })),
    // In whole millionths, since promtool compares every digit and the last ones are the noise of long sums.
    promql_expr_test: values.map(({ at, of, value }) => ({
      eval_time: at,
      expr: `round(${of}{slo="objective"} * 1e6)`,
      exp_samples: value === undefined ? [] : [{ labels: labelsOf(of), value: Math.round(value * 1e6) }],
    })),
  };
  const group_eval_order = groups.map(({ name }) => name);
  return playRules(program, { groups, file: { evaluation_interval: step, group_eval_order, tests: [test] } });
}

/** What is promised is promised to all; the rest is an application's. */
function labelsOf(record: string): string {
  const own = record === TARGET ? '' : 'namespace="tenant-a",application="chat",';
  return `{${own}slo="objective"}`;
}

/** A recorded series; there is no type for its name, since stories must not follow a rename without being told. */
export function recorded(name: string, labels: Labels, value: number): Sample {
  return { kind: 'gauge', name, labels, value };
}

/** The objective that stories are about, and one that is recorded beside it. */
const OBJECTIVE = 'objective';
export const ANOTHER = 'another';
/** Whose budget it is. */
export const OF_CHAT = { namespace: 'tenant-a', application: 'chat' } as const;
const CHAT = { ...OF_CHAT, role: 'unified', model_name: 'qwen-7b' } as const;

/** First tokens per second of two runtimes that an objective counts, and how many of them came too late. */
export function firstTokens(
  vllm: { readonly all: number; readonly late: number },
  sglang: { readonly all: number; readonly late: number },
): Scene {
  return Object.entries({ vllm, sglang }).flatMap(([runtime, { all, late }]) =>
    [OBJECTIVE, ANOTHER].flatMap((slo, others) => {
      const labels = { ...CHAT, runtime, slo };
      return [
        recorded('application:arks_slo_events:rate5m', labels, all * (1 + others)),
        recorded('application:arks_slo_late:rate5m', labels, late * (1 + others) + others),
      ];
    }),
  );
}
