import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT } from '../support/commands.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const SLOWER = 'arks-monitoring starts from its sources, which takes longer, as it cannot be bundled:';

/** A checkout of its own, whose program knows no environment. */
function checkout() {
  const folder = temporaryFolder();
  for (const copied of [
    'src',
    'tools/package',
    'tools/program',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ]) {
    cpSync(join(PROJECT, copied), join(folder, copied), { recursive: true });
  }
  for (const linked of ['node_modules', 'imports']) symlinkSync(join(PROJECT, linked), join(folder, linked));
  const start = (...words: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/program/start.mjs', ...words], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  return { folder, start, bundles: () => readdirSync(join(folder, '.tools/program')) };
}

const NO_ENVIRONMENT = {
  status: 1,
  stdout: '',
  stderr: 'environments: there is no environment file; write one such as quickstart.yaml\n',
};

describe('the program of a checkout', () => {
  test('is bundled at its first start, and once more after a change of its code, which then speaks', () => {
    const { folder, start, bundles } = checkout();
    expect(start('synth')).toEqual(NO_ENVIRONMENT);
    expect(start('synth')).toEqual(NO_ENVIRONMENT);
    expect(bundles()).toHaveLength(1);
    writeFileSync(join(folder, 'src/main.ts'), "console.log('changed', process.argv.slice(2).join());\n");
    expect(start('synth', '--only', 'eu-1')).toEqual({ status: 0, stdout: 'changed synth,--only,eu-1\n', stderr: '' });
    expect(bundles()).toHaveLength(2);
  });

  test('starts from its sources where nothing can be written, and says so', () => {
    const { folder, start } = checkout();
    // As of a folder that may only be read, which would not stop root.
    writeFileSync(join(folder, '.tools'), '');
    const { status, stdout, stderr } = start('synth');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(SLOWER);
    expect(stderr.endsWith(NO_ENVIRONMENT.stderr)).toBe(true);
    rmSync(join(folder, '.tools'));
    mkdirSync(join(folder, '.tools'));
    expect(start('synth')).toEqual(NO_ENVIRONMENT);
  });
});
