import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PROJECT } from '../support/commands.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Where tsx keeps what it has compiled, which takes longer than what a test is about. */
const COMPILED_BY_TSX = `tsx-${process.geteuid?.() ?? userInfo().username}`;

/** A folder for the temporary files of one test, and what is in it beside what tsx has compiled. */
function ownTemporaryFolder() {
  const folder = join(temporaryFolder(), 'temporary');
  mkdirSync(folder);
  mkdirSync(join(tmpdir(), COMPILED_BY_TSX), { recursive: true });
  symlinkSync(join(tmpdir(), COMPILED_BY_TSX), join(folder, COMPILED_BY_TSX));
  return { folder, left: () => readdirSync(folder).filter((name) => !name.startsWith('tsx-')) };
}

/** Starts the command as `npm run simulate` does. */
function start(...args: readonly string[]) {
  const { folder, left } = ownTemporaryFolder();
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/simulator/simulate.ts', ...args], {
    cwd: PROJECT,
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', (exitCode) => resolve(exitCode)));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  let text = '';
  const said = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = (more: string) => {
        text += more;
        if (pattern.test(text)) resolve(text);
      };
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', look);
      child.once('close', () => reject(new Error(`it ended before it said ${pattern}: ${text}`)));
    });
  return { said, ended, left, interrupt: () => child.kill('SIGINT') };
}

test('serves what can be scraped, and a Prometheus over it, until it is interrupted; then nothing is left', async () => {
  const { said, ended, left, interrupt } = start('--speed', '60', '--prometheus');
  const text = await said(/minute \d.* of 120, \d.* requests/);
  const [targets = '', prometheus = ''] = text.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [];
  const chat = await (await fetch(`${targets}/tenant-a/chat-0-inference-0`)).text();
  expect(chat).toContain('vllm:num_requests_running{');
  expect(await (await fetch(`${prometheus}/api/v1/rules?type=alert`)).text()).toContain('ArksRuntimeStalled');
  expect(left().length).toBeGreaterThan(0);
  interrupt();
  expect(await ended).toBe(0);
  expect(left()).toEqual([]);
  for (const address of [targets, prometheus]) await expect(fetch(address)).rejects.toThrow();
});
