import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../support/commands.js';
import { delivery } from './delivery.js';
import type { HeldBy } from './entry.js';
import { rules } from './rules.js';
import { scraping } from './scraping.js';

const parts = [delivery, scraping, rules];
const entries = parts
  .flatMap((part) => Object.entries(part))
  .map(([number, entry]) => ({ number, tried: entry.tried, entry }));

/** Whether a file has a test or a block of tests of that title. */
function has({ file, title }: HeldBy): boolean {
  const text = readFileSync(join(PROJECT, file), 'utf8').replaceAll("\\'", "'");
  return ["'", '"', '`'].some(
    (quote) => text.includes(`(${quote}${title}${quote},`) || text.includes(`\n  ${quote}${title}${quote},\n`),
  );
}

test.each(entries)(
  'what a user expects is held of complaint $number: $tried',
  ({ entry: { held, sources, replay } }) => {
    expect(held.filter((one) => !has(one))).toEqual([]);
    expect([...held, replay].filter((one) => one !== undefined)).not.toEqual([]);
    for (const source of sources) expect(source).toMatch(/^[\w-]+\/[\w.-]+#\d+$/);
    replay?.();
  },
);

test('no complaint stands twice, and all of the log are there', () => {
  const numbers = parts.flatMap((part) => Object.keys(part)).map(Number);
  expect(numbers.toSorted((one, other) => one - other)).toEqual([
    ...Array.from({ length: 27 }, (_, index) => index + 1),
    ...[30, 32, 33],
  ]);
});

test('a test that is renamed is missed', () => {
  expect(has({ file: 'test/platforms/log.test.ts', title: 'a test that is renamed is missed' })).toBe(true);
  expect(has({ file: 'test/platforms/log.test.ts', title: 'a test that is renamed' })).toBe(false);
});
