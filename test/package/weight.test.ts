import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { temporaryFolderForAll } from '../support/temporary-folder.js';
import { install, packageJson, pinned } from './support/commands.js';
import { packed } from './support/packed.js';

/** The aim is 40 MB on top of cdk8s and constructs; what is not needed for it need not be spent. */
const MOST_BYTES = 12_000_000;
const lock = z.object({ packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })) });

const app = temporaryFolderForAll({ 'package.json': JSON.stringify({ name: 'light', private: true }) });
let before = { bytes: 0, packages: ['none yet'] };
let said = '';

beforeAll(() => {
  install(app, ...pinned('cdk8s', 'constructs'));
  before = installed();
  said = install(app, packed());
});

function installed() {
  const folder = join(app, 'node_modules');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const bytes = files
    .map((file) => statSync(join(file.parentPath, file.name)).size)
    .reduce((sum, size) => sum + size, 0);
  return { bytes, packages: Object.keys(locked()).sort() };
}

function locked() {
  return lock.parse(JSON.parse(readFileSync(join(app, 'node_modules/.package-lock.json'), 'utf8'))).packages;
}

test('it brings nothing but itself beside cdk8s and constructs', () => {
  expect(installed().packages).toEqual([...before.packages, 'node_modules/arks-monitoring'].sort());
});

test('it is light', () => {
  const added = installed().bytes - before.bytes;
  expect(added).toBeGreaterThan(1_000_000);
  expect(added).toBeLessThan(MOST_BYTES);
});

test('npm warns of nothing on the oldest Node that is supported, and runs no script of it', () => {
  expect(packageJson.engines.node).toBe('>=20.20');
  expect(said).toContain('added 1 package');
  expect(said).not.toMatch(/warn|EBADENGINE/i);
  expect(locked()['node_modules/arks-monitoring']?.hasInstallScript).toBeUndefined();
});
