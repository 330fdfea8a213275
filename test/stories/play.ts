import type { Environment } from '../../src/config/environment.js';
import { memoize } from '../../src/lib/memoize.js';
import type { RuleGroup } from '../../src/rules/rule-group.js';
import { environmentOf } from '../support/environment.js';
import { playRules } from '../support/played-rules.js';
import { groupsFor, ruleGroups } from '../support/rules.js';
import type { Story } from './story.js';
import { inputSeries } from './timeline.js';

/** Hundreds of stories have a few dozen settings among them, and to make the rules of one takes as long as to play some. */
const environmentWith = memoize((settings: string) => environmentOf(JSON.parse(settings)));
const groupsWith = memoize(ruleGroups, 100);

/** A story, and the alert that it is about. */
export interface ToldStory {
  readonly alert: string;
  readonly story: Story;
}

/** A story with the rules that it is about, and what there is to complain about when the rules are others. */
export interface PlayedStory {
  readonly title: string;
  readonly groups: readonly RuleGroup[];
  readonly complaint: (program: string, groups: readonly RuleGroup[]) => Promise<string>;
  /** The story itself, where it can be played with others to the same rules. */
  readonly told?: ToldStory;
}

/** The settings of a story, and those of the older rules that still record for it. */
export interface StorySettings {
  readonly settings?: object;
  readonly recordedBy?: object;
}

/** The rules that an alert needs under the settings of its story, and such as all of them have. */
export function rulesOfStory(
  alert: string,
  { settings, recordedBy }: StorySettings,
  common: object = {},
): readonly RuleGroup[] {
  const environment = environmentWith(JSON.stringify({ ...settings, ...common }));
  if (recordedBy === undefined) return rulesOf(alert, environment);
  return rulesOf(alert, environment, environmentWith(JSON.stringify({ ...settings, ...recordedBy, ...common })));
}

/**
 * The rules that an alert needs; of its annotations only the summary, which the stories spell out. Records are those of another
 * environment where its rules are the ones that Prometheus still has.
 */
export function rulesOf(alert: string, environment: Environment, recorder = environment): readonly RuleGroup[] {
  return groupsFor(groupsOf(environment, recorder), (rule) => 'alert' in rule && rule.alert === alert).map((group) => ({
    ...group,
    rules: group.rules.map((rule) =>
      'alert' in rule ? { ...rule, annotations: { summary: rule.annotations['summary'] ?? '' } } : rule,
    ),
  }));
}

function groupsOf(environment: Environment, recorder: Environment): readonly RuleGroup[] {
  const own = groupsWith(environment);
  if (recorder === environment) return own;
  const records = ({ rules }: RuleGroup) => rules.some((rule) => 'record' in rule);
  return [...groupsWith(recorder).filter(records), ...own.filter((group) => !records(group))];
}

/** Plays a story to promtool; returns what promtool has to complain about, empty when the story holds. */
export function play(program: string, alert: string, groups: readonly RuleGroup[], story: Story): Promise<string> {
  return playAll(program, [alert], groups, [story]);
}

/** Plays several stories of the same step at once, to every one of these alerts. */
export function playAll(
  program: string,
  alerts: readonly string[],
  groups: readonly RuleGroup[],
  stories: readonly Story[],
): Promise<string> {
  const [stepMinutes = 1] = stories.map((story) => story.stepMinutes ?? 1);
  const step = `${stepMinutes}m`;
  const tests = stories.map((story) => ({
    interval: step,
    name: story.title,
    input_series: inputSeries(story.phases, stepMinutes),
    alert_rule_test: story.expected.flatMap(({ minute, alerts: told }) =>
      alerts.map((alertname) => ({
        eval_time: `${minute}m`,
        alertname,
        exp_alerts: told.map(({ labels, summary }) => ({ exp_labels: labels, exp_annotations: { summary } })),
      })),
    ),
  }));
  // promtool takes groups in a random order, so that a record could come a minute after the alert that reads it.
  const group_eval_order = groups.map(({ name }) => name);
  return playRules(program, { groups, file: { evaluation_interval: step, group_eval_order, tests } });
}
