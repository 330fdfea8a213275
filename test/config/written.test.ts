import { expect, test } from 'vitest';
import { loadEnvironments, readEnvironment } from '../../src/files/load.js';
import { foundAt, longestSetting, placeOf, settingThatSays } from '../../src/files/written.js';
import { placeText } from '../../src/lib/problem.js';
import { knownNames } from '../../src/rules/known-names.js';
import { environmentOf } from '../support/environment.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const environment = environmentOf({ cluster: { name: 'eu-1' }, scrape: { labelLimit: 31, keep: ['up'] } });
const FILE = 'environments/test.yaml';
const at = (...asked: Parameters<typeof placeOf>) => placeText(placeOf(...asked));

test('a setting is where it is written', () => {
  expect(placeOf(environment, ['cluster', 'name'])).toEqual({ file: FILE, line: 2, column: 9 });
  expect(at(environment, ['scrape', 'keep', 0])).toBe(`${FILE}:6:7`);
});

test('one that nobody wrote is at what is nearest around it, and at the start of the file where nothing is', () => {
  expect(at(environment, ['cluster', 'label'])).toBe(`${FILE}:2:3`);
  expect(at(environment, ['sizing', 'users'])).toBe(`${FILE}:1:1`);
  expect(at(environment)).toBe(`${FILE}:1:1`);
});

test('of several settings it is the first that somebody wrote', () => {
  expect(at(environment, ['sizing', 'users'], ['scrape', 'keep'], ['cluster'])).toBe(`${FILE}:6:5`);
});

test('a copy with other settings says its file alone: what it says stands nowhere', () => {
  const copy = { ...environment, name: 'other' };
  expect(at(copy, ['cluster', 'name'])).toBe(`${FILE}`);
});

test('what comes from a shared file is there', () => {
  const folder = temporaryFolder({
    '_defaults.yaml': 'cluster:\n  label: zone\n',
    'eu.yaml': 'cluster: { name: eu }\n',
  });
  const [eu = environment] = loadEnvironments(folder, knownNames);
  expect(placeOf(eu, ['cluster', 'label'])).toEqual({ file: `${folder}/_defaults.yaml`, line: 2, column: 10 });
});

test('what was found is in the digits of whoever wrote it, and the value where nobody did', () => {
  const result = readEnvironment(FILE, 'surfaces: { runtime: { seriesBudget: 0x1F } }', knownNames);
  const read = 'environment' in result ? result.environment : environment;
  expect(foundAt(read, ['surfaces', 'runtime', 'seriesBudget'], 31)).toBe('0x1F');
  expect(foundAt(read, ['surfaces', 'router', 'seriesBudget'], 1_000)).toBe('1000');
});

test('a text is of the one setting that says it, and of none where two do', () => {
  const twice = environmentOf({ cluster: { name: 'eu-1' }, monitoring: { labels: { zone: 'eu-1', keep: 'up' } } });
  expect(settingThatSays(twice, 'up')).toEqual(['monitoring', 'labels', 'keep']);
  expect(settingThatSays(twice, 'eu-1')).toBeUndefined();
});

test('the longest setting is named by its section', () => {
  expect(longestSetting(environment)).toEqual(['cluster', 'name']);
  expect(longestSetting(environmentOf({}))).toEqual([]);
});
