import { recordingGroups } from '../../src/rules/recording.js';
import type { RuleGroup } from '../../src/rules/rule-group.js';
import { casesByRecord } from '../rules/cases.js';
import { heardOfStrangers } from '../rules/strangers.js';
import { windowProblem } from '../rules/windows.js';
import { alertStories } from '../stories/index.js';
import { withMinutes } from '../stories/minutes.js';
import { besideHealthy, inTwoClusters, neighbourLabels, neighbourly } from '../stories/neighbours.js';
import { budgetStories, weightedBurnStories } from '../stories/objectives-budget.js';
import { burnRows, burnStories } from '../stories/objectives-burn.js';
import { countedStories } from '../stories/objectives-counted.js';
import { eventStories } from '../stories/objectives-events.js';
import { judgedStories } from '../stories/objectives-judged.js';
import { recordedStories } from '../stories/objectives-recorded.js';
import { play, rulesOfStory, type StorySettings, type ToldStory } from '../stories/play.js';
import { asStory } from '../stories/special.js';
import { specialStories } from '../stories/special-stories.js';
import { stalledGroupStories } from '../stories/stalled-groups.js';
import { type AlertStories, type Story, storiesOf } from '../stories/story.js';
import { EVERY_RUNTIME, environmentOf } from '../support/environment.js';
import { playRecord, recordsNamed } from '../support/record-test.js';

/** Something that holds for these rules, and might not for others. */
export interface Witness {
  readonly groups: readonly RuleGroup[];
  /** What is wrong when the rules are these instead, or nothing. */
  readonly complaint: (program: string, groups: readonly RuleGroup[]) => Promise<string>;
  /** The story that it plays, which others of the same rules can be played with. */
  readonly told?: ToldStory;
}

/** The rules of alerts under some settings; to write them anew for each story takes longer than to play it. */
const rulesUnder = new Map<string, readonly RuleGroup[]>();
function rulesFor(alert: string, under: StorySettings): readonly RuleGroup[] {
  const { settings, recordedBy } = under;
  const key = JSON.stringify([alert, settings, recordedBy]);
  const known = rulesUnder.get(key) ?? rulesOfStory(alert, under);
  rulesUnder.set(key, known);
  return known;
}

/** Each story by itself, so that the one that notices most mutants of an alert can come first. */
const telling = (alert: string, under: StorySettings, stories: readonly Story[]): readonly Witness[] => {
  const groups = rulesFor(alert, under);
  return stories.map((story) => ({
    groups,
    complaint: (program, others) => play(program, alert, others, story),
    told: { alert, story },
  }));
};

/** The fault in two places at once, and beside a healthy one. */
const withNeighbours = (one: AlertStories): readonly Story[] => [
  inTwoClusters(one),
  ...['cluster', ...neighbourLabels(one)].map((label) => besideHealthy(one, label)),
];

const ofAlerts = alertStories.flatMap((one) =>
  telling(one.alert, one, [...storiesOf(one), inTwoClusters(one), besideHealthy(one, 'cluster')]),
);

/** Each case by itself, for the same reason. */
const ofRecords = [...casesByRecord].flatMap(([record, cases]): readonly Witness[] => {
  const groups = recordsNamed(record);
  return cases.map((one) => ({
    groups,
    complaint: (program, others) => playRecord(program, record, [one], others),
  }));
});

/** Without those that have settings of their own, but for the runtimes: their rules are the same ones, narrowed or moved. */
const specials = Object.values(specialStories)
  .flat()
  .filter(({ settings = {} }) => Object.keys(settings).every((name) => name === 'runtimes'))
  .map(withMinutes);
const ofSpecials = specials.flatMap((story) => telling(story.alert, story, [asStory(story)]));

/** Alerts whose rule is another with more runtimes must stand their other stories with those, too. */
const ofRuntimes = specials
  .filter(({ settings = {}, recordedBy }) => 'runtimes' in settings && recordedBy === undefined)
  .filter((one, index, all) => all.findIndex(({ alert }) => alert === one.alert) === index)
  .flatMap(({ alert, settings = {} }) => {
    const usual = (one: StorySettings & { readonly alert: string }) =>
      one.alert === alert && one.settings === undefined && one.recordedBy === undefined;
    const stories = [
      ...alertStories.filter(usual).flatMap((one) => [...storiesOf(one), ...withNeighbours(one)]),
      ...specials.filter(usual).map(asStory),
    ];
    return telling(alert, { settings }, stories);
  });

const ofNeighbours = neighbourly.flatMap((one) =>
  telling(
    one.alert,
    one,
    neighbourLabels(one).map((label) => besideHealthy(one, label)),
  ),
);

const recordRules = (groups: readonly RuleGroup[]) =>
  groups.flatMap(({ rules }) => rules.flatMap((rule) => ('record' in rule ? [rule] : [])));
const everyRecord = recordingGroups(environmentOf(EVERY_RUNTIME));

/** Namespaces that the alerts of stories of events are about, of which the one over the shortest windows must stand its other stories, too. */
const narrowedBurnStories = [['tenant-a'], ['arks-operator-system', 'tenant-a']].flatMap((namespaces) =>
  burnRows.slice(0, 1).flatMap((row) => burnStories(row, { alerts: { namespaces } })),
);

const ofObjectives: readonly Witness[] = [
  ...judgedStories,
  ...recordedStories,
  ...countedStories,
  ...eventStories,
  ...budgetStories,
  ...burnRows.flatMap((row) => burnStories(row)),
  ...narrowedBurnStories,
  ...weightedBurnStories,
];

/** Names that say how far a record looks back. */
const ofWindows: Witness = {
  groups: [...everyRecord, ...ofObjectives.flatMap(({ groups }) => groups)],
  complaint: (_, groups) => Promise.resolve(recordRules(groups).map(windowProblem).join('')),
};

/** Engines, Envoys and controllers of others, for the records and the alerts that read what is scraped. */
const ofStrangers = [
  ...[...new Set(recordRules(everyRecord).map(({ record }) => record))].map(recordsNamed),
  ...alertStories.map(({ alert }) => rulesFor(alert, {})),
  ...alertStories.filter(({ settings }) => settings !== undefined).map((one) => rulesFor(one.alert, one)),
].map((groups): Witness => ({ groups, complaint: heardOfStrangers }));

/** Every story and every case of a record; the cases first, since they are quicker. */
export const witnesses: readonly Witness[] = [
  ofWindows,
  ...ofRecords,
  ...ofAlerts,
  ...ofSpecials,
  ...ofRuntimes,
  ...ofNeighbours,
  ...stalledGroupStories,
  ...ofObjectives,
  ...ofStrangers,
];
