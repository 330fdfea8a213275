// Starts the program of a checkout: `npm run synth`, `cdk8s synth` and the other commands. To load it file by file takes twice as long
// as all that it does for an environment, so it is bundled once after each change of its code, and started from there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
/** What the bundle is made of, and by. */
const MADE_OF = ['src', 'imports', 'tools/package', 'tools/program', 'package-lock.json'];

const require = createRequire(import.meta.url);
const words = process.argv.slice(2);
const bundle = join(ROOT, '.tools/program', stateOf(MADE_OF));
const node = (...args) => spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });

let failed = '';
if (!existsSync(bundle)) {
  const { status, stderr } = node('--import', 'tsx', 'tools/program/build.ts', bundle);
  if (status !== 0) failed = stderr.trim();
}
if (failed === '') require(join(bundle, 'arks-monitoring.js'));
else {
  // Such as in a checkout that may only be read.
  console.error(`arks-monitoring starts from its sources, which takes longer, as it cannot be bundled: ${failed}`);
  const { tsImport } = await import('tsx/esm/api');
  process.argv = [process.execPath, join(ROOT, 'src/main.ts'), ...words];
  await tsImport('../../src/main.ts', import.meta.url);
}

/** Another text after each change of one of these files, or of those in these folders. */
function stateOf(names) {
  const files = names.flatMap((name) => {
    const path = join(ROOT, name);
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: 'utf8' }).map((file) => join(path, file));
  });
  const hash = createHash('sha256').update(process.version);
  for (const file of files.sort()) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}
