import { beforeAll, expect, test } from 'vitest';
import { temporaryFolderForAll } from '../support/temporary-folder.js';
import { install, runOwn } from './support/commands.js';
import { packed } from './support/packed.js';

/** Programs that judge how a package can be imported; only this needs them. */
const JUDGES = ['publint@0.3.25', '@arethetypeswrong/cli@0.18.5'];

const tools = temporaryFolderForAll({ 'package.json': JSON.stringify({ name: 'judges', private: true }) });

beforeAll(() => {
  install(tools, '--ignore-scripts', ...JUDGES);
});

test('publint finds nothing', () => {
  expect(runOwn(tools, 'publint', 'run', packed(), '--strict')).toContain('All good!');
});

test('every way to find modules finds code and types that agree, as arethetypeswrong says', () => {
  expect(runOwn(tools, 'attw', packed(), '--format', 'ascii', '--no-emoji')).toContain('No problems found');
});
