import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../support/commands.js';

const read = (file: string) => readFileSync(join(PROJECT, file), 'utf8');

test('npm run generate runs every writer that plays nothing, each by the file that its own command runs, and plays what has changed', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const own = ['schema', 'runbooks', 'contract', 'dashboards', 'runtimes', 'pages', 'examples'].map((name) =>
    scripts[name].replace('tsx ', ''),
  );
  const imported = [...read('tools/generate.ts').matchAll(/import(?: '|\(')(\.[./\w-]+)\.js'\)?;/g)].map(
    ([, path = '']) => join('tools', `${path}.ts`),
  );
  expect(scripts.generate).toBe('tsx tools/generate.ts');
  expect(imported).toEqual([...own, 'tools/proofs/renew-changed-faults.ts']);
  // The program, whose command synth is, between the last two.
  expect(scripts.synth).toBe('node tools/program/start.mjs synth');
  expect(read('tools/generate.ts')).toMatch(/examples\/write\.js'\);\nawait main\(\['synth'\]\);\nawait import/);
});
