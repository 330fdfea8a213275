import type { Environment } from '../../src/config/environment.js';
import type { RuleGroup } from '../../src/rules/rule-group.js';
import { rulerGroup } from '../../src/rules/ruler.js';
import { asGrouped } from '../../src/scraping/as-grouped.js';
import { rulesOfStory } from '../stories/play.js';
import type { AlertStories, Story, ToldAlert } from '../stories/story.js';
import { following, type Sample, type Scene } from '../stories/timeline.js';
import { EVERY_RUNTIME, environmentOf } from './environment.js';
import type { Input, RecordCase } from './record-test.js';
import { ruleGroups } from './rules.js';

const [TEAM, STAGE] = ['team', 'example.com/plane'];
const WITH_LABELS = {
  scrape: {
    endpoints: [
      {
        surfaces: ['runtime', 'disaggregated', 'router', 'unmanagedRuntime'],
        podTargetLabels: [TEAM, STAGE].map((name) => ({ name, inRecords: true })),
      },
    ],
  },
};
/** What says the labels of a pod; objects of Arks have none. */
const OF_REPLICAS = /application="[^"]+"/;
const OF_OBJECTS = /^arks_/;

/** These settings, with two labels of pods in records. */
export function withTeams(settings: object = {}) {
  return environmentOf({ ...EVERY_RUNTIME, ...settings, ...WITH_LABELS });
}

/** Every group as its ruler gets it, in an environment whose records have two labels of pods. */
export function groupsOfTeams(settings: object = {}, slos?: Environment['slos']): readonly RuleGroup[] {
  const environment = { ...withTeams(settings), slos };
  return ruleGroups(environment).map((group) => rulerGroup(group, environment));
}

/** The series of a case as a team's pods show them. */
const ofTeam = ([series, values]: Input): Input => [
  OF_REPLICAS.test(series) && !OF_OBJECTS.test(series)
    ? series.replace('{', '{team="core",example_com_plane="blue",')
    : series,
  values,
];

/**
 * A case with pods that have no label beside those of a team: what is divided comes out apart, each part as if it were alone. What is
 * not divided comes out as before, though its pods have labels.
 */
export function inTeams(one: RecordCase, isDivided: boolean): RecordCase {
  if (!isDivided) return { ...one, inputs: one.inputs.map(ofTeam) };
  const labelled = one.samples.map(([labels, value]) => [ofTeam([labels, ''])[0], value] as const);
  const own = one.inputs.map(ofTeam);
  const known = new Set(one.inputs.map(([series]) => series));
  return {
    ...one,
    inputs: [...one.inputs, ...own.filter(([series]) => !known.has(series))],
    samples: [...one.samples, ...labelled],
  };
}

const isOfReplicas = ({ name, labels }: Sample) =>
  labels['application'] !== undefined && labels['application'] !== '' && !OF_OBJECTS.test(name);

/** A scene of one team. */
function sceneOf(scene: Scene, team: string): Scene {
  return scene.map((sample) =>
    isOfReplicas(sample) ? { ...sample, labels: { ...sample.labels, team, example_com_plane: 'blue' } } : sample,
  );
}

/** Two scenes at once; what both show, as it is in the first. */
function beside(one: Scene, other: Scene): Scene {
  const titled = (scene: Scene) =>
    scene.map((sample) => [JSON.stringify([sample.name, sample.labels]), sample] as const);
  return [...new Map([...titled(other), ...titled(one)]).values()];
}

/** Alerts as a team is told of them; what is about no application is nobody's pod. */
function toldTo(alerts: readonly ToldAlert[], team: string): readonly ToldAlert[] {
  return alerts.map((one) =>
    one.labels['application'] === undefined
      ? one
      : { ...one, labels: { ...one.labels, team, example_com_plane: 'blue' } },
  );
}

/** The rules of the alert of some stories, where records have the labels, and whether it is told with them. */
export function alertOfTeams({ alert, ...story }: Pick<AlertStories, 'alert' | 'settings' | 'recordedBy'>) {
  const environment = environmentOf({ ...story.settings, ...WITH_LABELS });
  const groups = rulesOfStory(alert, story, WITH_LABELS).map((group) => rulerGroup(group, environment));
  const { labelsOf } = asGrouped(environment);
  const own = groups.flatMap(({ rules }) => rules).filter((rule) => 'alert' in rule);
  return { groups, isTold: own.some(({ expr }) => labelsOf(expr).length > 0) };
}

const SETTLE_MINUTES = 20;

/** What happens to a team while all is well at another, and who is told; where an alert has no labels of pods, nobody else is there. */
export function storyOfTeams(
  { healthy, faulty, told, firesAfterMinutes, settleMinutes: settle = SETTLE_MINUTES }: AlertStories,
  isTold: boolean,
): Story {
  const others = isTold ? sceneOf(healthy, 'edge') : [];
  const at = (scene: Scene) => beside(sceneOf(scene, 'core'), others);
  return {
    title: 'two teams',
    phases: following([settle, at(healthy)], [firesAfterMinutes + 5, at(faulty)]),
    expected: [
      { minute: settle - 1, alerts: [] },
      { minute: settle + firesAfterMinutes, alerts: isTold ? toldTo(told, 'core') : told },
    ],
  };
}
