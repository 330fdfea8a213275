import { expect, test } from 'vitest';
import { planOf } from '../../src/plan/plan.js';
import { VALUE } from '../../src/rules/alert-words.js';
import { EVERY_RUNTIME, environmentOf } from '../support/environment.js';

/** A factor is none of what is counted. */
const TIMES_THE_LOAD = `${VALUE} times the load`;

test('a number that may be one has a word for one behind it in every summary', () => {
  const { unmanagedRuntime } = EVERY_RUNTIME.surfaces;
  const environment = environmentOf({
    ...EVERY_RUNTIME,
    surfaces: { unmanagedRuntime, customResources: { shards: 3 } },
  });
  const summaries = planOf(environment).alerted.flatMap(({ group }) =>
    group.rules.flatMap((rule) => ('alert' in rule ? (rule.annotations['summary'] ?? '') : [])),
  );
  expect(
    summaries.filter((one) => one.includes(`${VALUE} {{ if eq ($value | humanize) "1" }}`)).length,
  ).toBeGreaterThan(5);
  const plural = summaries.filter((one) =>
    one
      .replaceAll(TIMES_THE_LOAD, '')
      .split(VALUE)
      .slice(1)
      .some((after) => /^ \w+s\b/.test(after)),
  );
  expect(plural).toEqual([]);
});
