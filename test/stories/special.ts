import { expect, inject, test } from 'vitest';
import { environmentOf } from '../support/environment.js';
import { play, rulesOf } from './play.js';
import type { ToldAlert } from './story.js';
import type { Phase } from './timeline.js';

/** What only one alert has to stand: how it ends, or that it never fires. */
export interface SpecialStory {
  readonly alert: string;
  readonly title: string;
  readonly phases: readonly Phase[];
  /** What it tells at the end of the last phase; without it, silence all along. */
  readonly told?: readonly ToldAlert[];
  /** Settings under which it happens. */
  readonly settings?: object;
}

const CHECK_MINUTES = 5;

/** Plays each of these stories, as a test of its own. */
export function playSpecial(stories: readonly SpecialStory[]): void {
  const { promtool } = inject('prometheus');
  test.concurrent.each(stories.map((story) => [story.alert, story.title, story] as const))(
    '%s %s',
    async (alert, title, { phases, settings = {}, told }) => {
      const end = phases.reduce((sum, { minutes }) => sum + minutes, 0);
      const silent = Array.from({ length: Math.floor(end / CHECK_MINUTES) }, (_, index) => ({
        minute: (index + 1) * CHECK_MINUTES - 1,
        alerts: [],
      }));
      const expected = told === undefined ? silent : [{ minute: end - 1, alerts: told }];
      const groups = rulesOf(alert, environmentOf(settings));
      expect(await play(promtool, alert, groups, { title, phases, expected })).toBe('');
    },
  );
}
