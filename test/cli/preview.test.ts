import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { previewMissing } from '../../src/cli/preview.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const PARTS = ['tools/preview/run.ts', 'node_modules/tsx/dist/loader.mjs', 'tools/preview/node_modules/@grafana/ui/x'];

/** A folder that has so many of the parts, in the order in which one gets them. */
function having(count: number): string {
  const folder = temporaryFolder();
  for (const path of PARTS.slice(0, count)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), '');
  }
  return folder;
}

test('an installed package says that the preview is in the repository alone', () => {
  expect(previewMissing(having(0))).toContain('clone the repository');
});

test('a checkout says which packages are missing, its own first', () => {
  const [bare, ours] = [having(1), having(2)];
  expect(previewMissing(bare)).toBe(`the packages of ${bare} are missing; run npm ci in it`);
  expect(previewMissing(ours)).toContain(`run npm ci --prefix tools/preview in ${ours}`);
});

test('where all is there nothing is missing', () => {
  expect(previewMissing(having(3))).toBeUndefined();
});
