import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dashboardPages } from '../../tools/dashboards/pages.js';
import { PROJECT } from '../support/commands.js';

const FOLDER = join(PROJECT, 'docs/dashboards');

/** Written by people. */
const COMPARISON = 'comparison.md';

test('every dashboard has a page, and beside them is the comparison with those of others alone', () => {
  expect(readdirSync(FOLDER).sort()).toEqual([...Object.keys(dashboardPages()), COMPARISON].sort());
});

test.each(Object.entries(dashboardPages()))('docs/dashboards/%s is current', (file, text) => {
  expect(readFileSync(join(FOLDER, file), 'utf8')).toBe(text);
});
