import type { RuleGroup } from '../../src/rules/rule-group.js';
import { environmentOf } from '../support/environment.js';
import { groupsFor } from '../support/rules.js';
import { elsewhere, moved } from './neighbours.js';
import { type PlayedStory, play, rulesOf } from './play.js';
import type { Story } from './story.js';
import type { Labels, Phase, Scene } from './timeline.js';
import { OF_ARKS } from './told-labels.js';

const ALERT = 'ArksSloBudgetBurn';
const FAST = { long_window: '1h', short_window: '5m', severity: 'critical' };

/** What one objective makes of what is scraped, over the shortest pair of windows. */
export interface EventStory {
  readonly title: string;
  readonly objective: object;
  readonly phases: readonly Phase[];
  /** The share that is told at the end; without it, silence all along. */
  readonly told?: string;
  readonly labels?: Labels;
  /** What it counts, where that is not requests. */
  readonly events?: string;
}

/** Longer than the long window. */
export const lasting = (scene: Scene): readonly Phase[] => [{ scene, minutes: 75 }];

/** Such a story as it is played. */
export function eventStory({ title, objective, phases, ...expected }: EventStory): PlayedStory {
  const groups = fastest(
    rulesOf(ALERT, environmentOf({ slos: [{ name: 'objective', objectivePercent: 99, ...objective }] })),
  );
  const story = { title, phases: phases.map(alsoElsewhere), expected: expectedOf(phases, expected) };
  return { title, groups, complaint: (program, own) => play(program, ALERT, own, story) };
}

/** The same at the same time in another cluster, of which the same is told. */
function alsoElsewhere({ scene, ...rest }: Phase): Phase {
  return { ...rest, scene: [...scene, ...moved(scene, elsewhere('cluster'))] };
}

function expectedOf(
  phases: readonly Phase[],
  { told, labels = {}, events = 'requests' }: Omit<EventStory, 'title' | 'objective' | 'phases'>,
): Story['expected'] {
  const end = phases.reduce((sum, { minutes }) => sum + minutes, 0) - 1;
  if (told === undefined) return Array.from({ length: end }, (_, minute) => ({ minute, alerts: [] }));
  const summary = `${told} of ${events} missed objective objective over 1h, limit 14.4%: 14.4 times what 99% over 30d allows`;
  const alert = { labels: { slo: 'objective', ...OF_ARKS, ...FAST, ...labels }, summary };
  return [{ minute: end, alerts: [alert, { ...alert, labels: elsewhere('cluster')(alert.labels) }] }];
}

/** Of the alerts only the one with the shortest windows, and what it rests on. */
function fastest(groups: readonly RuleGroup[]): readonly RuleGroup[] {
  return groupsFor(groups, (rule) => rule.labels?.['long_window'] === FAST.long_window);
}
