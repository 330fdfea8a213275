import type { RuleGroup } from '../../src/rules/rule-group.js';
import { environmentOf } from '../support/environment.js';
import { groupsFor } from '../support/rules.js';
import { elsewhere, moved } from './neighbours.js';
import { type PlayedStory, play, rulesOf } from './play.js';
import type { Story } from './story.js';
import type { Labels, Phase, Scene } from './timeline.js';

const ALERT = 'ArksSloBudgetBurn';
const FAST = { long_window: '1h', short_window: '5m', severity: 'critical' };

/** What one objective makes of what is scraped, over the shortest pair of windows. */
export interface EventStory {
  readonly title: string;
  readonly objective: object;
  readonly phases: readonly Phase[];
  /** The share that is told at the end; without it, silence all along. */
  readonly told?: string;
  /** Whose it is; the label of what has no other. */
  readonly labels?: Labels;
  /** The namespace of a budget that is nobody's in particular, which its summary does not name. */
  readonly namespaceOfSurface?: Labels;
  /** Others of whom it is told at the same time. */
  readonly others?: readonly { readonly told: string; readonly labels: Labels }[];
  /** What it counts, where that is not requests. */
  readonly events?: string;
  /** What else the environment says. */
  readonly settings?: object;
}

/** Longer than the long window. */
export const lasting = (scene: Scene): readonly Phase[] => [{ scene, minutes: 75 }];

/** Such a story as it is played. */
export function eventStory({ title, objective, phases, settings = {}, ...expected }: EventStory): PlayedStory {
  const groups = fastest(
    rulesOf(ALERT, environmentOf({ ...settings, slos: [{ name: 'objective', objectivePercent: 99, ...objective }] })),
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
  {
    told,
    labels = {},
    namespaceOfSurface = {},
    others = [],
    events = 'requests',
  }: Omit<EventStory, 'title' | 'objective' | 'phases' | 'settings'>,
): Story['expected'] {
  const end = phases.reduce((sum, { minutes }) => sum + minutes, 0) - 1;
  if (told === undefined) return Array.from({ length: end }, (_, minute) => ({ minute, alerts: [] }));
  const alerts = [{ told, labels }, ...others].map((one) => ({
    labels: { slo: 'objective', ...FAST, ...namespaceOfSurface, ...one.labels },
    summary:
      `${one.told} of ${events}${whose(one.labels)} missed objective objective over 1h, limit 14.4%: ` +
      'it burns the error budget of 99% over 7d more than 14.4 times as fast as allowed',
  }));
  const inOtherCluster = alerts.map((alert) => ({ ...alert, labels: elsewhere('cluster')(alert.labels) }));
  return [{ minute: end, alerts: [...alerts, ...inOtherCluster] }];
}

/** Whose budget it is, in the words of the summary. */
function whose({ namespace, application, model, model_name: served }: Labels): string {
  const name = application ?? model ?? served;
  return namespace === undefined ? '' : ` of ${namespace}${name === undefined ? '' : `/${name}`}`;
}

/** Of the alerts only the one with the shortest windows, and what it rests on. */
function fastest(groups: readonly RuleGroup[]): readonly RuleGroup[] {
  return groupsFor(groups, (rule) => rule.labels?.['long_window'] === FAST.long_window);
}
