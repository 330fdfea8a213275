import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoize } from '../../../src/lib/memoize.js';
import { ROOT, run } from './commands.js';

const packedFrom = memoize((root: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'arks-packed-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  run(root, 'npm', 'pack', '--pack-destination', folder);
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
});

/** The package as `npm pack` makes it, made once for all tests of it; those run in one process. */
export function packed(): string {
  return packedFrom(ROOT);
}

/** The files in it, by their paths. */
export function packedFiles(): readonly string[] {
  const listed = run(ROOT, 'tar', '-tzf', packed()).trim().split('\n');
  return listed.map((path) => path.replace(/^package\//, '')).sort();
}

/** The text of a file in it. */
export function packedText(path: string): string {
  return run(ROOT, 'tar', '-xzOf', packed(), `package/${path}`);
}
