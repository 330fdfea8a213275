import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadEnvironments } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { PROJECT, runSynthWith } from '../support/commands.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const page = readFileSync(join(PROJECT, 'docs/fleets.md'), 'utf8');
/** The example, by the names of its files. */
const files = Object.fromEntries(
  [...page.matchAll(/```yaml\n# environments\/(?<name>\S+)\n[^`]*```/g)].map(([block, name = '']) => [
    name,
    block.replace(/^```yaml\n|```$/g, ''),
  ]),
);
const errors = /```text\n(?<lines>[^`]*)```/.exec(page)?.groups?.['lines']?.trimEnd().split('\n') ?? [];

test('the example makes the two environments that the page describes', () => {
  const environments = loadEnvironments(temporaryFolder(files), knownNames);
  expect(
    environments.map(({ name, runtimes, sizing, monitoring }) => [name, runtimes, sizing.users, monitoring.labels]),
  ).toEqual([
    ['eu-1', ['vllm', 'sglang'], 400, { team: 'llm-platform', stage: 'production' }],
    ['lab-1', ['vllm'], 50, { team: 'llm-platform' }],
  ]);
});

test('the example synthesizes', async () => {
  const folder = temporaryFolder(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`environments/${name}`, text])),
  );
  expect(await runSynthWith(folder, '--only', '*')).toMatchObject({ exitCode: 0, stderr: '' });
});

test('the errors of the page are those that its example gives with the two mistakes in it', () => {
  const broken = {
    ...files,
    '_defaults.yaml': files['_defaults.yaml']?.replace('interval: 30s', 'interval: 30') ?? '',
    'eu-1.yaml': files['eu-1.yaml']?.replace('_gpu-large', '_gpu-lage') ?? '',
  };
  expect(errors).toHaveLength(2);
  const folder = temporaryFolder(broken);
  const told = errors.map((line) => line.replaceAll('environments/', `${folder}/`)).join('\n');
  expect(() => loadEnvironments(folder, knownNames)).toThrow(told);
});
