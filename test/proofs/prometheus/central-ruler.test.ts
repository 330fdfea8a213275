import { expect, inject, test } from 'vitest';
import { rulerGroup } from '../../../src/rules/ruler.js';
import { alertStories } from '../../stories/index.js';
import { moved, SETTLE_MINUTES } from '../../stories/neighbours.js';
import { playAll, rulesOfStory } from '../../stories/play.js';
import type { AlertStories, Story } from '../../stories/story.js';
import type { Labels, Scene } from '../../stories/timeline.js';
import { environmentOf } from '../../support/environment.js';

const { promtool } = inject('prometheus');
const FAULTY = 'eu-1';
const HEALTHY = 'us-7';

/** The rules of both clusters as one ruler has them, each group under a name of its own. */
function groupsOf(one: AlertStories) {
  return [FAULTY, HEALTHY].flatMap((name) => {
    const central = { cluster: { name }, rules: { target: 'mimir' } };
    const environment = environmentOf({ ...one.settings, ...central });
    return rulesOfStory(one.alert, one, central).map((group) => ({
      ...rulerGroup(group, environment),
      name: `${name}-${group.name}`,
    }));
  });
}

const within = (cluster: string) => (labels: Labels) => ({ ...labels, cluster });

/** The fault in one cluster while the other one stays healthy. */
function inOneOfTwo({ healthy, faulty, told, firesAfterMinutes, settleMinutes = SETTLE_MINUTES }: AlertStories): Story {
  const both = (scene: Scene) => [...moved(scene, within(FAULTY)), ...moved(healthy, within(HEALTHY))];
  return {
    title: 'a fault in one of two clusters',
    phases: [
      { scene: both(healthy), minutes: settleMinutes },
      { scene: both(faulty), minutes: firesAfterMinutes + 5 },
    ],
    expected: [
      { minute: settleMinutes + firesAfterMinutes - 1, alerts: [] },
      {
        minute: settleMinutes + firesAfterMinutes,
        alerts: told.map((one) => ({ ...one, labels: within(FAULTY)(one.labels) })),
      },
    ],
  };
}

test.concurrent.each(alertStories.map((one) => [one.alert, one] as const))(
  '%s is told by a ruler of two clusters for the one that has the fault, once',
  async (_, one) => {
    expect(await playAll(promtool, [one.alert], groupsOf(one), [inOneOfTwo(one)])).toBe('');
  },
);
