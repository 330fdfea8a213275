import { expect, test } from 'vitest';
import { readEnvironment } from '../../src/config/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { variedEnvironments } from '../../tools/bench/synth/environments.js';

const files = Object.entries(variedEnvironments(5));

test('environments that are measured are right, and no two alike', () => {
  const problems = files.flatMap(([name, text]) => {
    const result = readEnvironment(name, text, knownNames);
    return 'problems' in result ? result.problems : [];
  });
  expect(problems).toEqual([]);
  expect(new Set(files.map(([, text]) => text)).size).toBe(5);
});
