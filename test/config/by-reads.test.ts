import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rememberedByReads } from '../../src/lib/by-reads.js';

interface Settings {
  readonly name: string;
  readonly limits: { readonly queue: number; readonly off?: string | undefined };
  readonly namespaces: readonly string[];
}

const settings: Settings = { name: 'one', limits: { queue: 7 }, namespaces: ['a', 'b'] };

/** What a memory of some work answers, and for which settings it was done. */
function counting<Result>(work: (view: Settings) => Result, most = 100) {
  const done: Settings[] = [];
  const remembered = rememberedByReads<Settings, Result>(most);
  const ask = (given: Settings, ...keys: readonly unknown[]) =>
    remembered(keys, given, (view) => {
      done.push(given);
      return work(view);
    });
  return { ask, done };
}

test('work is done once for values that differ in nothing that it read', () => {
  const { ask, done } = counting(({ limits, namespaces }) => `${limits.queue} ${namespaces.join()}`);
  expect(ask(settings)).toBe('7 a,b');
  expect(ask({ ...settings, name: 'other', limits: { queue: 7, off: 'unread' } })).toBe('7 a,b');
  expect(done).toHaveLength(1);
  expect(ask({ ...settings, limits: { queue: 8 } })).toBe('8 a,b');
  expect(ask({ ...settings, namespaces: ['a'] })).toBe('7 a');
  expect(ask({ ...settings, namespaces: ['a', 'b', 'c'] })).toBe('7 a,b,c');
  expect(ask(settings)).toBe('7 a,b');
  expect(done).toHaveLength(4);
});

test('what is asked of one value only may decide what is read next', () => {
  const { ask } = counting(({ name, limits }) => (limits.off === undefined ? name : limits.off));
  const off = { ...settings, limits: { queue: 7, off: 'as agreed' } };
  expect([ask(settings), ask(off), ask({ ...off, name: 'other' }), ask({ ...settings, name: 'other' })]).toEqual([
    'one',
    'as agreed',
    'as agreed',
    'other',
  ]);
});

test('it matters whether something is there, and which names a mapping has', () => {
  const named = counting(({ limits }) => Object.keys(limits).join());
  expect([named.ask(settings), named.ask({ ...settings, limits: { queue: 9, off: '' } })]).toEqual([
    'queue',
    'queue,off',
  ]);
  const there = counting(({ limits }) => 'off' in limits || Object.hasOwn(limits, 'off'));
  expect([there.ask(settings), there.ask({ ...settings, limits: { queue: 9, off: undefined } })]).toEqual([
    false,
    true,
  ]);
});

test('a key is alike where it is one and the same', () => {
  const { ask, done } = counting(({ name }) => name);
  const key = {};
  ask(settings, key);
  ask(settings, key);
  ask(settings, {});
  expect(done).toHaveLength(2);
});

test('what throws is not remembered, what is frozen is read as anything else', () => {
  const { ask, done } = counting(({ limits }) => {
    if (limits.queue < 0) throw new Error('must be above 0');
    return { ...limits };
  });
  const wrong = { ...settings, limits: { queue: -1 } };
  expect(() => ask(wrong)).toThrow('must be above 0');
  expect(() => ask(wrong)).toThrow('must be above 0');
  expect(done).toHaveLength(2);
  expect(ask(Object.freeze({ ...settings, limits: Object.freeze({ queue: 5 }) }))).toEqual({ queue: 5 });
});

test('after so many results all are forgotten', () => {
  const { ask, done } = counting(({ limits }) => limits.queue, 2);
  for (const queue of [1, 2, 1, 3, 1, 3]) expect(ask({ ...settings, limits: { queue } })).toBe(queue);
  expect(done.map(({ limits }) => limits.queue)).toEqual([1, 2, 3, 1]);
});

test('whatever is asked in whatever order, the answer is what the work comes to', () => {
  const value = fc.record({
    name: fc.constantFrom('a', 'b'),
    limits: fc.record(
      { queue: fc.constantFrom(0, 1, Number.NaN), off: fc.constantFrom('', 'b', undefined) },
      { requiredKeys: ['queue'] },
    ),
    namespaces: fc.array(fc.constantFrom('a', 'b'), { maxLength: 3 }),
  });
  const works: readonly ((view: Settings) => unknown)[] = [
    ({ namespaces, name }) => namespaces.includes(name),
    ({ limits, namespaces }) => ('off' in limits ? namespaces.map((one) => one + limits.off) : Object.entries(limits)),
    ({ namespaces, limits }) => namespaces.at(limits.queue) ?? [...namespaces].sort().join(),
    (view) => JSON.stringify(view),
  ];
  const remembered = rememberedByReads<Settings, unknown>(30);
  fc.assert(
    fc.property(value, fc.integer({ min: 0, max: works.length - 1 }), (given, index) => {
      const work = works[index];
      if (work !== undefined) expect(remembered([index], given, work)).toEqual(work(given));
    }),
    { numRuns: 400 },
  );
});
