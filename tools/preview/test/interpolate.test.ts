import { expect, test } from 'vitest';
import { type Chosen, interpolated, worded } from '../model/interpolate.js';
import { chosen, SHOWN } from './fixtures.js';

const asked = (text: string, variables: readonly Chosen[], scoped = {}) =>
  interpolated(text, new Map(variables.map((one) => [one.name, one])), scoped, SHOWN, 60);

test('All is what the dashboard says it is, as it stands', () => {
  const all = chosen({ name: 'pod', all: true, allValue: '.*', values: ['a', 'b'] });
  expect(asked('up{pod=~"$pod"}', [all])).toBe('up{pod=~".*"}');
});

test('All is every option where the dashboard does not say', () => {
  const all = chosen({ name: 'pod', all: true, values: ['a', 'b.c'] });
  expect(asked('up{pod=~"$pod"}', [all])).toBe('up{pod=~"(a|b\\\\.c)"}');
});

test('one value of several that could be chosen is escaped for a regular expression, and stands alone', () => {
  expect(asked('up{pod=~"$pod"}', [chosen({ name: 'pod', values: ['a+b'] })])).toBe('up{pod=~"a\\\\+b"}');
});

test('a value that is no regular expression keeps its dots', () => {
  expect(asked('up{pod="$pod"}', [chosen({ name: 'pod', values: ['a.b'], single: true })])).toBe('up{pod="a.b"}');
});

test('a repeated panel asks for its own value alone', () => {
  const all = chosen({ name: 'runtime', all: true, allValue: '.*', values: ['vllm', 'sglang'] });
  expect(asked('up{runtime=~"$runtime"}', [all], { runtime: 'vllm' })).toBe('up{runtime=~"vllm"}');
});

test('the interval of a rate is four scrapes, or a step and a scrape where that is longer', () => {
  expect(asked('rate(a[$__rate_interval])', [])).toBe('rate(a[2m])');
  expect(interpolated('rate(a[$__rate_interval])', new Map(), {}, SHOWN, 600)).toBe('rate(a[630s])');
});

test('the range is all that is shown, and an unknown name stays as it is', () => {
  expect(asked('increase(a[$__range]) + $nothing', [])).toBe('increase(a[21600s]) + $nothing');
});

test('a title says All, or what is chosen', () => {
  const words = (one: Chosen) => worded('Engines of $runtime', new Map([[one.name, one]]), {});
  expect(words(chosen({ name: 'runtime', all: true, values: ['vllm'] }))).toBe('Engines of All');
  expect(words(chosen({ name: 'runtime', values: ['vllm', 'sglang'] }))).toBe('Engines of vllm + sglang');
});
