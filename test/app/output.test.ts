import { mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, replaceFolder } from '../../src/output.js';
import { contentsOf, temporaryFolder } from '../support/temporary-folder.js';

test('the new folder takes the place of the old one, whole', () => {
  const folder = temporaryFolder({ 'new/a/b.txt': 'new', 'dist/a/b.txt': 'old', 'dist/c.txt': 'old' });
  replaceFolder(join(folder, 'new'), join(folder, 'dist'));
  expect(contentsOf(folder)).toEqual({ 'new/a/b.txt': 'new', 'dist/a/b.txt': 'new' });
});

test('a place that does not exist yet is made, and left without traces beside it', () => {
  const folder = temporaryFolder({ 'new/a.txt': 'new' });
  replaceFolder(join(folder, 'new'), join(folder, 'deep/dist'));
  expect(contentsOf(folder)).toEqual({ 'new/a.txt': 'new', 'deep/dist/a.txt': 'new' });
});

test('what an interrupted run left behind does not get in the way', () => {
  const leftovers = { 'dist.new.tmp/x.txt': 'torn', 'dist.old.tmp/y.txt': 'torn' };
  const folder = temporaryFolder({ 'new/a.txt': 'new', 'dist/a.txt': 'old', ...leftovers });
  replaceFolder(join(folder, 'new'), join(folder, 'dist'));
  expect(contentsOf(folder)).toEqual({ 'new/a.txt': 'new', 'dist/a.txt': 'new' });
});

test('a folder that only its owner could read becomes as readable as any new one', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'any'));
  const secluded = mkdtempSync(join(folder, 'new-'));
  replaceFolder(secluded, join(folder, 'dist'));
  expect(statSync(join(folder, 'dist')).mode).toBe(statSync(join(folder, 'any')).mode);
});

test('files are listed sorted, with their folders, and folders alone are not', () => {
  const folder = temporaryFolder({ 'b.txt': '', 'a/z.txt': '', 'a/y/x.txt': '' });
  mkdirSync(join(folder, 'empty'));
  expect(filesBelow(folder)).toEqual(['a/y/x.txt', 'a/z.txt', 'b.txt']);
});
