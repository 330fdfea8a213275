import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { drawn, drawnAgain } from '../support/drawn.js';
import { OwnedRules, refusedRules } from '../support/refused-rules.js';
import { settings } from '../support/settings-arbitrary.js';

const SEED = 11;
const fileOf = (expr: string) => JSON.stringify({ groups: [{ name: 'a', rules: [{ record: 'a:b', expr }] }] });

test('a file that promtool refuses is told with every environment that it is of, and no other', async () => {
  const rules = new OwnedRules();
  rules.add(fileOf('sum(up)'), 'first');
  rules.add(fileOf('sum(up'), 'second');
  rules.add(fileOf('sum(up)'), 'third');
  rules.add(fileOf('sum(up'), 'third');
  rules.add(fileOf('sum(up'), 'third');
  expect(await refusedRules(inject('prometheus').promtool, rules)).toEqual([
    { environments: ['second', 'third'], words: expect.stringContaining('"a:b": could not parse expression') },
  ]);
});

test('a promtool that does not run has refused none of them', async () => {
  const rules = new OwnedRules();
  rules.add(fileOf('sum(up)'), 'first');
  await expect(refusedRules('/nowhere/promtool', rules)).rejects.toThrow('/nowhere/promtool could not be started');
});

test('seed and path draw the same environment again, alone and however many there were', () => {
  for (const arbitrary of [settings, fc.tuple(settings, fc.nat())]) {
    const [, , third] = drawn<unknown>(arbitrary, SEED, 5);
    if (third === undefined) throw new Error('five were drawn');
    expect(drawnAgain<unknown>(arbitrary, third)).toEqual(third);
  }
});
