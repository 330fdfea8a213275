import { expect, test } from 'vitest';
import { KINDS } from '../../src/objects/sync-waves.js';
import { MONITORS } from '../../src/review/monitor-kinds.js';

test('a review takes every kind for a monitor that says what is scraped, and no other', () => {
  const written = KINDS.filter((kind) => /(Monitor|Monitoring|Scrape)$/.test(kind));
  expect(written.length).toBeGreaterThan(4);
  expect([...MONITORS].sort()).toEqual(written.sort());
});
