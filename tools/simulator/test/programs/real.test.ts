import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { realFolder } from '../../../real/folder.js';
import { goProgram } from '../../../real/go-program.js';
import { pythonProgram } from '../../../real/python-program.js';
import { startProgram } from '../../../real/running.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a machine that lacks what a program is made with is told so in one sentence', () => {
  test('Go', async () => {
    vi.stubEnv('PATH', '');
    await expect(goProgram({ package: 'example.com/exporter', version: 'v9.9.9' })).rejects.toThrow(
      'exporter is built with Go, and there is no go on PATH; install Go 1.24 or later',
    );
    expect(existsSync(join(realFolder(), 'exporter-v9.9.9'))).toBe(false);
  });

  test('Python', async () => {
    vi.stubEnv('PATH', '');
    await expect(pythonProgram({ name: 'exporter-9.9.9', packages: ['exporter==9.9.9'] })).rejects.toThrow(
      'exporter-9.9.9 needs python3 with venv; install python3 and python3-venv',
    );
    expect(existsSync(join(realFolder(), 'exporter-9.9.9'))).toBe(false);
  });
});

describe('a program that was started', () => {
  const shell = (script: string, ready: () => Promise<boolean>) =>
    startProgram({ name: 'shell', program: '/bin/sh', args: ['-c', script], ready, readySeconds: 1 });
  // One that ended and was not waited for yet is still listed, as a zombie.
  const isAlive = (pid: number) =>
    existsSync(`/proc/${pid}/stat`) && !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

  test('leaves none of its own processes behind', async () => {
    let child = 0;
    const running = await shell('sleep 60 & echo "child $!"; wait', async () => true);
    await vi.waitFor(() => {
      child = Number(/child (\d+)/.exec(running.log())?.[1]);
      expect(isAlive(child)).toBe(true);
    });
    await running.stop();
    await vi.waitFor(() => expect(isAlive(child)).toBe(false));
    expect(running.alive()).toBe(false);
  });

  test('that ends before it is ready fails with its log', async () => {
    await expect(shell('echo no such flag >&2; exit 3', async () => false)).rejects.toThrow(
      'shell ended with 3 before it was ready; its log ends with\nno such flag',
    );
  });

  test('that is never ready is ended, and fails with its log', async () => {
    await expect(shell('echo waiting; sleep 60', async () => false)).rejects.toThrow(
      'shell was not ready after 1 s; its log ends with\nwaiting',
    );
  });

  test('that does not exist fails by its name', async () => {
    const start = startProgram({ name: 'ghost', program: '/nowhere/ghost', args: [], ready: async () => true });
    await expect(start).rejects.toThrow('/nowhere/ghost could not be started: spawn /nowhere/ghost ENOENT');
  });
});
