import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { examples, RESULTS, resultsOf } from '../../tools/examples/examples.js';
import { libraryResults } from '../../tools/examples/library.js';
import { PROJECT } from '../support/commands.js';
import { contentsOf } from '../support/temporary-folder.js';

const all = examples();
const index = readFileSync(join(PROJECT, 'examples/README.md'), 'utf8');

test('there are at least five, and the index has each with its first sentence', () => {
  expect(all.length).toBeGreaterThanOrEqual(5);
  for (const { name, text } of all) {
    const [first = ''] = text.replace(/^# /, '').split('\n');
    expect(index).toContain(`| [${name}](${name}.yaml) | ${first.replace(/\.$/, '')} |`);
  }
});

test('nothing but the results of these examples is among the results', () => {
  const folders = new Set(Object.keys(contentsOf(RESULTS)).map((path) => path.split('/')[0]));
  expect([...folders].sort()).toEqual([...all.map(({ name }) => name), 'library'].sort());
});

test.each(all)('examples/$name.yaml writes what is committed; if not, run `npm run examples`', (example) => {
  expect(contentsOf(join(RESULTS, example.name))).toEqual(resultsOf(example));
});

test('examples/library writes what is committed; if not, run `npm run examples`', async () => {
  expect(contentsOf(join(RESULTS, 'library'))).toEqual(await libraryResults());
});
