import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ownPackage } from '../lib/package-folder.js';
import { EXIT, type ExitCode } from './exit-code.js';

const SCRIPT = 'tools/preview/run.ts';
const TSX = 'node_modules/tsx/dist/loader.mjs';
const GRAFANA = 'tools/preview/node_modules/@grafana/ui';

/**
 * Runs the preview of this checkout with these options, in the folder that the shell is in. Returns its exit code; where a part
 * of it is missing, says which and what to do.
 */
export function runPreview(words: readonly string[]): ExitCode {
  const { folder } = ownPackage();
  const missing = previewMissing(folder);
  if (missing !== undefined) {
    console.error(missing);
    return EXIT.unable;
  }
  const { status } = spawnSync(
    process.execPath,
    ['--import', pathToFileURL(join(folder, TSX)).href, join(folder, SCRIPT), ...words],
    { stdio: 'inherit' },
  );
  return status === EXIT.fine || status === EXIT.wrong ? status : EXIT.unable;
}

/** What the preview lacks in a folder of this package, and how one gets it; undefined where all is there. */
export function previewMissing(folder: string): string | undefined {
  const lacks = (path: string) => !existsSync(join(folder, path));
  if (lacks(SCRIPT))
    return (
      'the preview is not in the package that npm installs, since it draws with half a gigabyte of Grafana: ' +
      'clone the repository, and in it run npm ci, npm ci --prefix tools/preview and npm run preview'
    );
  if (lacks(TSX)) return `the packages of ${folder} are missing; run npm ci in it`;
  if (lacks(GRAFANA))
    return `the preview has packages of its own, which are missing; run npm ci --prefix tools/preview in ${folder}`;
  return undefined;
}
