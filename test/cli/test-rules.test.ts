import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { PROJECT, runCli } from '../support/commands.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const { promtool } = inject('prometheus');
const TEST = 'environments/own-rules/guard.test.yaml';

/** A folder with the example of own rules as its one environment. */
function ownRules(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'environments'));
  for (const name of ['own-rules.yaml', 'own-rules'])
    cpSync(join(PROJECT, 'examples', name), join(folder, 'environments', name), { recursive: true });
  return folder;
}

test('unit tests of own rules pass, fail and are told, each with its exit code', async () => {
  const folder = ownRules();
  const passed = await runCli(folder, 'test', '--promtool', promtool);
  expect(passed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`ok     own-rules: ${TEST}`) });

  const text = readFileSync(join(folder, TEST), 'utf8');
  writeFileSync(join(folder, TEST), text.replaceAll(/alertname: \w+/g, 'alertname: NobodyWroteThis'));
  const failed = await runCli(folder, 'test', '--promtool', promtool, '--format', 'json');
  expect(failed.exitCode).toBe(1);
  expect(JSON.parse(failed.stdout)).toMatchObject({
    problems: [],
    tests: [{ environment: 'own-rules', file: TEST, ok: false, output: expect.stringContaining('NobodyWroteThis') }],
  });
  const annotated = await runCli(folder, 'test', '--promtool', promtool, '--format', 'github');
  expect(annotated.stdout).toContain(`::error file=${TEST}::`);
});

test('without promtool it says what to install, and nothing is downloaded', async () => {
  const { exitCode, stdout, stderr } = await runCli(ownRules(), 'test', '--promtool', 'no-such-promtool');
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain('no-such-promtool is not there: install Prometheus 2.42 or later');
});

test('where no environment has such tests it says so, and asks for no promtool', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'environments'));
  writeFileSync(join(folder, 'environments/plain.yaml'), '{}\n');
  const { exitCode, stdout } = await runCli(folder, 'test', '--promtool', 'no-such-promtool');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('no environment in environments has unit tests beside rules.extraRules');
});
