import { environmentOf } from '../support/environment.js';
import { play, rulesOf } from './play.js';
import type { ToldAlert } from './story.js';
import type { Phase, Scene } from './timeline.js';

const EVERY_MINUTES = 2;

/** Phases that follow each other, each with the minutes it lasts. */
export function following(...phases: readonly (readonly [minutes: number, scene: Scene])[]): readonly Phase[] {
  return phases.map(([minutes, scene]) => ({ scene, minutes }));
}

/** Plays phases to the rules of an alert; returns what promtool complains about, empty where it is told so at that minute. */
export function told(
  program: string,
  alert: string,
  { phases, minute, alerts }: { phases: readonly Phase[]; minute: number; alerts: readonly ToldAlert[] },
): Promise<string> {
  return play(program, alert, rulesOf(alert, environmentOf({})), {
    title: 'told',
    phases,
    expected: [{ minute, alerts }],
  });
}

/** Plays phases to the rules of an alert; returns what promtool complains about, empty where the alert never fires. */
export function silence(
  program: string,
  alert: string,
  phases: readonly Phase[],
  settings: object = {},
): Promise<string> {
  const end = phases.reduce((sum, { minutes }) => sum + minutes, 0);
  const minutes = Array.from({ length: Math.floor(end / EVERY_MINUTES) }, (_, index) => index * EVERY_MINUTES);
  return play(program, alert, rulesOf(alert, environmentOf(settings)), {
    title: 'silent',
    phases,
    expected: minutes.map((minute) => ({ minute, alerts: [] })),
  });
}
