import { describe, expect, inject, test } from 'vitest';
import { asGrouped } from '../../src/scraping/as-grouped.js';
import { casesByRecord } from '../rules/cases.js';
import { alertStories } from '../stories/index.js';
import { play } from '../stories/play.js';
import { grouped } from '../support/grouped.js';
import { alertOfTeams, groupsOfTeams, inTeams, storyOfTeams, withTeams } from '../support/of-teams.js';
import { playRecord } from '../support/record-test.js';
import { groupsFor } from '../support/rules.js';

const { promtool } = inject('prometheus');
const all = groupsOfTeams();
const { labelsOf } = asGrouped(withTeams());

describe('every record of pods with two labels and of pods without them', () => {
  test.concurrent.each([...casesByRecord])('%s', async (record, cases) => {
    const rules = groupsFor(all, (rule) => 'record' in rule && rule.record === record);
    const isDivided = labelsOf(record).length > 0;
    const own = cases.map((one) => inTeams(one, isDivided));
    // What is played for days is evaluated seldom, which others would not stand.
    const together = [...grouped(own, ({ stepSeconds = 60 }) => `${stepSeconds}`)].map(([, some]) => some);
    const complaints = together.map((some) => playRecord(promtool, record, some, rules));
    expect(await Promise.all(complaints)).toEqual(together.map(() => ''));
  });
});

describe('every alert of a fleet of two teams', () => {
  describe.each(alertStories)('$alert', (stories) => {
    const { groups, isTold } = alertOfTeams(stories);
    const words = isTold
      ? 'fires with the labels of the team that it is about, and is silent about the other'
      : 'fires as it does without labels';

    test(words, async () => {
      expect(await play(promtool, stories.alert, groups, storyOfTeams(stories, isTold))).toBe('');
    });
  });
});
