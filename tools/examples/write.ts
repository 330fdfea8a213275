import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examples, RESULTS, resultsOf } from './examples.js';
import { libraryResults } from './library.js';

const all = [
  ...examples().map((example) => ({ name: example.name, results: resultsOf(example) })),
  { name: 'library', results: await libraryResults() },
];

rmSync(RESULTS, { recursive: true, force: true });
for (const { name, results } of all) {
  mkdirSync(join(RESULTS, name), { recursive: true });
  for (const [file, text] of Object.entries(results)) writeFileSync(join(RESULTS, name, file), text);
}
