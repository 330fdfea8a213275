import { expect, test } from 'vitest';
import { together } from '../../src/app/together.js';
import { problemLine } from '../../src/lib/problem.js';

const found = (environment: string, file: string, message = 'a must be b, got c') => ({
  environment,
  problem: { file, line: 1, column: 1, message },
});
const ofAll = (names: readonly string[]) => together(names.map((name) => found(name, `${name}.yaml`))).map(problemLine);

test('what three environments say alike is told of each, and of more once with the others', () => {
  expect(ofAll(['eu-1', 'eu-2', 'eu-3'])).toHaveLength(3);
  expect(ofAll(['eu-1', 'eu-2', 'eu-3', 'eu-4', 'eu-5'])).toEqual([
    'eu-1.yaml:1:1: a must be b, got c; the same in 4 more environments: eu-2, eu-3, eu-4, eu-5',
  ]);
});

test('a file that several environments share is told once, and a shared file of settings with how many it affects', () => {
  const names = ['eu-1', 'eu-2', 'eu-3', 'eu-4', 'eu-5'];
  expect(together(names.map((name) => found(name, 'team/a.json'))).map(problemLine)).toEqual([
    'team/a.json:1:1: a must be b, got c',
  ]);
  expect(together(names.map((name) => found(name, '_defaults.yaml'))).map(problemLine)).toEqual([
    '_defaults.yaml:1:1: a must be b, got c; 5 environments are affected: eu-1, eu-2, eu-3 and 2 more',
  ]);
});

test('what differs is told of each', () => {
  const names = ['eu-1', 'eu-2', 'eu-3', 'eu-4'];
  expect(together(names.map((name) => found(name, `${name}.yaml`, `a must be ${name}`)))).toHaveLength(4);
});
