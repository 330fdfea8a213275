import type { RuleGroup } from '../../src/rules/rule-group.js';
import { environmentOf } from '../support/environment.js';
import { type PlayedStory, play, rulesOf } from './play.js';
import { STEADY, vllm } from './scenes.js';
import type { Story } from './story.js';
import { OF_MONITORING, WARNING } from './told-labels.js';

const ALERT = 'ArksRulesStale';
const rules = rulesOf(ALERT, environmentOf({}));
const records = ({ rules: own }: RuleGroup) => own.some((rule) => 'record' in rule);
/** The names of all groups that record something. */
export const recordingNames = rules.filter(records).map(({ name }) => name);
/** The same of an environment with one runtime more. */
const withDynamo = rulesOf(ALERT, environmentOf({ runtimes: ['vllm', 'sglang', 'dynamo'] }));
const phases = [{ scene: vllm('a', STEADY), minutes: 40 }];
const told = (group: string) => ({
  labels: { rule_group: group, ...OF_MONITORING, ...WARNING },
  summary: `rule group ${group} is not evaluated`,
});
/** Labels under which a group that stopped is told. */
export const stalledGroupLabels = recordingNames.map((name) => told(name).labels);
const unrecorded = {
  labels: { namespace: 'tenant-a', application: 'chat', role: 'unified', ...WARNING },
  summary: 'series of tenant-a/chat arrive but are not recorded',
};
/** The group that records the engine of this scene: without it that is told as well. */
const OF_ENGINES = 'arks-records-requests';

/** One group stops, the others go on; and all of them where nothing runs. */
const stories: readonly { readonly stopped?: string; readonly story: Story }[] = [
  ...recordingNames
    .filter((name) => name !== OF_ENGINES)
    .map((stopped) => ({
      stopped,
      story: {
        title: `${stopped} stops`,
        phases,
        expected: [
          { minute: 9, alerts: [] },
          { minute: 10, alerts: [told(stopped)] },
        ],
      },
    })),
  {
    stopped: OF_ENGINES,
    story: {
      title: 'an application that nothing records is told with its group',
      phases,
      expected: [{ minute: 12, alerts: [unrecorded, told(OF_ENGINES)] }],
    },
  },
  {
    story: {
      title: 'where nothing runs and everything is evaluated there is nothing to tell',
      phases: [{ scene: [], minutes: 40 }],
      expected: [20, 30, 39].map((minute) => ({ minute, alerts: [] })),
    },
  },
];

/** Nothing is recorded at all, as after the rules of records were deleted. */
const everythingStops: Story = {
  title: 'where every group stops, each is told',
  phases,
  expected: [{ minute: 12, alerts: [unrecorded, ...withDynamo.filter(records).map(({ name }) => told(name))] }],
};

/** Groups of recording rules that stop, played to the rules without them. */
export const stalledGroupStories: readonly PlayedStory[] = [
  ...stories.map(({ stopped, story }) =>
    playedTo(
      story,
      rules.filter(({ name }) => name !== stopped),
    ),
  ),
  playedTo(
    everythingStops,
    withDynamo.filter((group) => !records(group)),
  ),
];

function playedTo(story: Story, groups: readonly RuleGroup[]): PlayedStory {
  return {
    title: story.title,
    groups,
    complaint: (program, own) => play(program, ALERT, own, story),
    told: { alert: ALERT, story },
  };
}
