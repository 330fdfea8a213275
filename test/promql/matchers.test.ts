import { describe, expect, test } from 'vitest';
import { bucket, noneOf, oneOf } from '../../src/promql/build.js';
import { parsePromql } from '../../src/promql/parse.js';
import { selectorsIn } from '../../src/promql/tree.js';
import { EVERY_RUNTIME, environmentOf } from '../support/environment.js';
import { ruleGroups } from '../support/rules.js';

/** What a regular expression can say that a plain value cannot, an escaped sign aside. */
const MEANS_MORE = /[|.*+?()[\]{}^$]/;
const LITERAL = /\\./g;

describe('a label is matched by a regex where that says more than a value', () => {
  test('one value is no regex, whatever signs it has, and several are taken literally', () => {
    expect(oneOf('phase', ['Failed'])).toEqual({ label: 'phase', operator: '=', value: 'Failed' });
    expect(oneOf('phase', ['a.b'])).toEqual({ label: 'phase', operator: '=', value: 'a.b' });
    expect(oneOf('phase', ['a.b', 'c'])).toEqual({ label: 'phase', operator: '=~', value: 'a\\.b|c' });
    expect(noneOf('phase', ['a.b'])).toEqual({ label: 'phase', operator: '!=', value: 'a.b' });
    expect(noneOf('phase', ['a.b', 'c'])).toEqual({ label: 'phase', operator: '!~', value: 'a\\.b|c' });
  });

  test('a bound with a fraction has one spelling, a whole one two', () => {
    expect(bucket(2.5)).toEqual({ label: 'le', operator: '=', value: '2.5' });
    expect(bucket(2)).toEqual({ label: 'le', operator: '=~', value: '2|2\\.0' });
  });

  test.each([
    { title: 'every runtime', settings: EVERY_RUNTIME },
    { title: 'alerts about one namespace', settings: { alerts: { namespaces: ['team-a'] } } },
    {
      title: 'one surface of replicas',
      settings: { surfaces: { runtime: { enabled: false }, router: { enabled: false } } },
    },
  ])('so it is in every rule: $title', ({ settings }) => {
    const regexes = ruleGroups(environmentOf(settings))
      .flatMap(({ rules }) => rules.flatMap(({ expr }) => selectorsIn(parsePromql(expr))))
      .flatMap(({ matchers }) => matchers.filter(({ operator }) => operator === '=~' || operator === '!~'));
    expect(regexes.length).toBeGreaterThan(0);
    const plain = regexes.filter(({ value }) => !MEANS_MORE.test(value.replaceAll(LITERAL, '')));
    expect(plain.map(({ label, operator, value }) => `${label}${operator}"${value}"`)).toEqual([]);
  });
});
