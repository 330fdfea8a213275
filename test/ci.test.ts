import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from './support/commands.js';
import { LONGEST } from './support/longest-first.js';
import { temporaryFolder } from './support/temporary-folder.js';

/** Runs .ci/run with an npm and a git that only write down what they are asked; `status` is what git finds changed. */
function runCi(status: string) {
  const writesDown = '#!/bin/sh\necho "$(basename "$0") $1 $2 $3" >> "$LOG"\n';
  const folder = temporaryFolder({ npm: writesDown, git: `${writesDown}[ "$1" = diff ] || printf '%s' "$STATUS"\n` });
  for (const program of ['npm', 'git']) chmodSync(join(folder, program), 0o755);
  const log = join(folder, 'log');
  const env = { PATH: `${folder}:${process.env['PATH']}`, LOG: log, STATUS: status };
  const { status: exitCode, stdout } = spawnSync(join(PROJECT, '.ci/run'), { env, encoding: 'utf8' });
  return { exitCode, stdout, asked: existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [] };
}

test('.ci/run tests and checks, writes dist/ and the schema anew, and only then asks git whether they differ', () => {
  const { exitCode, asked } = runCi('');
  expect(exitCode).toBe(0);
  expect(asked.map((line) => line.replace(' --silent', '').split(' ').slice(0, 3).join(' ').trim())).toEqual([
    'npm ci --no-audit',
    'npm test',
    'npm run test:proofs',
    'npm run test:prometheus-3',
    'npm run test:package',
    'npm run test:real',
    'npm run check',
    'npm run synth',
    'npm run schema',
    'git status --porcelain',
  ]);
});

test('.ci/run fails where a fresh dist/ or schema differs, and says what to run', () => {
  const { exitCode, stdout } = runCi(' M environments/environment.schema.json');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('npm run synth and npm run schema');
  expect(stdout).toContain(' M environments/environment.schema.json');
});

const workflows = readdirSync(join(PROJECT, '.github/workflows'));

test.each(workflows)('%s runs actions by their commit, with the rights it names and no others', (name) => {
  const text = readFileSync(join(PROJECT, '.github/workflows', name), 'utf8');
  const used = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action);
  expect(used.length).toBeGreaterThan(1);
  for (const action of used) expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  expect(text).toMatch(/^permissions: \{\}$/m);
  expect(text).not.toMatch(/pull_request_target|write-all/);
});

test('every file of tests that starts first is there', () => {
  expect(LONGEST.filter((file) => !existsSync(join(PROJECT, file)))).toEqual([]);
});
