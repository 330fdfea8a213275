import { describe, expect, inject, test } from 'vitest';
import { BURN_WINDOWS } from '../../src/rules/objectives/windows.js';
import { burnRows, burnStories } from './objectives-burn.js';

const { promtool } = inject('prometheus');

test('every window has its row', () => {
  expect(burnRows.map(({ long, short, severity }) => ({ long, short, severity }))).toEqual(
    BURN_WINDOWS.map(({ long, short, severity }) => ({ long, short, severity })),
  );
});

describe.each(burnRows)('budget burn over $long and $short', (row) => {
  test.concurrent.each(burnStories(row).map((story) => [story.title, story] as const))('%s', async (_, story) => {
    expect(await story.complaint(promtool, story.groups)).toBe('');
  });
});
