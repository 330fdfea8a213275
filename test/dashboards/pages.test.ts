import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dashboardPages } from '../../tools/dashboards/pages.js';
import { PROJECT } from '../support/commands.js';

const FOLDER = join(PROJECT, 'docs/dashboards');

test('every dashboard has a page, and there is no other', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(dashboardPages()).sort());
});

test.each(Object.entries(dashboardPages()))('docs/dashboards/%s is current', (file, text) => {
  expect(readFileSync(join(FOLDER, file), 'utf8')).toBe(text);
});
