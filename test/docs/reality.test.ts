import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realityPage } from '../../tools/real/page.js';
import { type Reality, results } from '../../tools/real/reality.js';
import { PROJECT } from '../support/commands.js';

const shown: Reality = {
  program: 'exporter',
  version: '1.2.3',
  from: 'PyPI exporter',
  date: '2026-11-03',
  ran: 'One process, forty requests.',
  series: [{ target: 'idle', shown: 519, kept: 319, predicted: 320 }],
  records: [{ record: 'pod:arks_requests_running:sum', true: 8, recorded: 7 }],
  held: ['Every name arrives.'],
  notRun: [{ what: 'the engine', why: 'it needs a GPU' }],
};

test('docs/reality.md is what the committed results say', () => {
  expect(readFileSync(join(PROJECT, 'docs/reality.md'), 'utf8')).toBe(realityPage(results()));
});

test('a section tells what was held, kept and recorded, how far off it was, and what was not run', () => {
  const page = realityPage([shown]);
  expect(page).toContain('| exporter | 1.2.3 | PyPI exporter | 2026-11-03 |');
  expect(page).toContain('| idle | 519 | 319 | 320 |');
  expect(page).toContain('| `pod:arks_requests_running:sum` | 8 | 7 | -12.5 % |');
  expect(page).toContain('- Every name arrives.');
  expect(page).toContain('- Not run: the engine, it needs a GPU.');
});

test('a record of something that did not happen is off by what it says, not by a share of nothing', () => {
  const page = realityPage([{ ...shown, records: [{ record: 'r', true: 0, recorded: 3 }] }]);
  expect(page).toContain('| `r` | 0 | 3 | 3 |');
});
