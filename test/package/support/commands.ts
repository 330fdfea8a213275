import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

export const ROOT = resolve(import.meta.dirname, '../../..');

const manifest = z.object({
  devDependencies: z.record(z.string(), z.string()),
  engines: z.object({ node: z.string() }),
  files: z.array(z.string()),
  version: z.string(),
});

/** What package.json of the repository says. */
export const packageJson = manifest.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));

/** Packages as npm takes them, in the versions that the repository pins. */
export function pinned(...names: readonly string[]): readonly string[] {
  return names.map((name) => `${name}@${packageJson.devDependencies[name]}`);
}

/** Runs a program in a folder. Returns all that it says. Throws with that where it fails. */
export function run(folder: string, program: string, ...words: readonly string[]): string {
  try {
    return execFileSync('sh', ['-c', '"$0" "$@" 2>&1', program, ...words], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', CI: 'true', NO_COLOR: '1', FORCE_COLOR: '0' },
    });
  } catch (error) {
    const said =
      typeof error === 'object' && error !== null && 'stdout' in error ? String(error.stdout) : String(error);
    throw new Error(`${program} ${words.join(' ')} failed:\n${said}`);
  }
}

/** The same of a program that a project has installed. */
export function runOwn(folder: string, program: string, ...words: readonly string[]): string {
  return run(folder, join(folder, 'node_modules/.bin', program), ...words);
}

/** Installs packages into a project, without what would ask the registry for more than them. Npm says what it says by default, whoever runs this. */
export function install(folder: string, ...packages: readonly string[]): string {
  return run(folder, 'npm', 'install', '--loglevel=notice', '--prefer-offline', '--no-audit', '--no-fund', ...packages);
}
