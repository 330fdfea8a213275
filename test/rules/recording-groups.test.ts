import { expect, test } from 'vitest';
import { RUNTIMES } from '../../src/config/runtimes.js';
import { recordingGroupNames, recordingGroups } from '../../src/rules/recording.js';
import { MOST_RULES } from '../../src/rules/rule-group.js';
import { EVERY_RUNTIME, environmentOf } from '../support/environment.js';

const groupsOf = (runtimes: readonly string[]) => recordingGroups(environmentOf({ ...EVERY_RUNTIME, runtimes }));
const rulesOf = (runtimes: readonly string[]) => groupsOf(runtimes).flatMap(({ rules }) => rules);

test('no group has more rules than rulers take, whichever runtimes are served', () => {
  for (const runtimes of [...RUNTIMES.map((one) => [one]), RUNTIMES, RUNTIMES.slice(0, 3)]) {
    const tooLong = groupsOf(runtimes).filter(({ rules }) => rules.length > MOST_RULES);
    expect([runtimes, tooLong.map(({ name }) => name)]).toEqual([runtimes, []]);
  }
});

test('a group that is too long for one gives a runtime its own, and loses no rule by it', () => {
  const names = groupsOf(RUNTIMES).map(({ name }) => name);
  expect(names).toContain('arks-records-requests');
  expect(names.filter((name) => name.startsWith('arks-records-requests-'))).toEqual([
    'arks-records-requests-tensorrt-llm',
  ]);
  expect(recordingGroupNames(environmentOf(EVERY_RUNTIME))).toEqual(names);
  const [own = []] = groupsOf(RUNTIMES)
    .filter(({ name }) => name === 'arks-records-requests-tensorrt-llm')
    .map(({ rules }) => rules);
  const ofRuntime = own.flatMap((rule) => ('record' in rule ? [rule.labels?.['runtime']] : []));
  expect(new Set(ofRuntime)).toEqual(new Set(['tensorrt-llm', undefined]));
  // Each rule is there once; a group of its own ends with one more that says that it was evaluated.
  const evaluated = (rules: ReturnType<typeof rulesOf>) =>
    rules.filter((rule) => 'record' in rule && rule.record === 'cluster:arks_rules_evaluated:timestamp').length;
  const texts = rulesOf(RUNTIMES).map((rule) => JSON.stringify(rule));
  expect(new Set(texts).size).toBe(texts.length);
  expect(evaluated(rulesOf(RUNTIMES))).toBe(names.length);
});

test('three runtimes need no group of their own', () => {
  const names = groupsOf(RUNTIMES.slice(0, 3)).map(({ name }) => name);
  expect(names.filter((name) => RUNTIMES.some((runtime) => name.endsWith(runtime)))).toEqual([]);
});
