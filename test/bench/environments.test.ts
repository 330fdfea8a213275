import { expect, test } from 'vitest';
import { loadEnvironments } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { variedEnvironments } from '../../tools/bench/synth/environments.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const files = variedEnvironments(5);

test('environments that are measured are right beside each other, and no two alike', () => {
  expect(loadEnvironments(temporaryFolder(files), knownNames)).toHaveLength(5);
  expect(new Set(Object.values(files)).size).toBe(5);
});
