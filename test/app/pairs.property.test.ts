import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathText } from '../../src/lib/path-text.js';
import { another, BROKEN, type Broken, bothOf, getInEachOthersWay } from '../support/broken-settings.js';
import { drawn } from '../support/drawn.js';
import { everythingTold } from '../support/everything-told.js';
import { settings } from '../support/settings-arbitrary.js';
import { mutations } from '../support/settings-mutation.js';

/** So many pairs of the catalogue and of what is drawn; PAIRS=all tries every pair there is, and as many that are drawn. */
const ASKED = process.env['PAIRS'];
const [OF_CATALOGUE, DRAWN] = ASKED === 'all' ? [Number.POSITIVE_INFINITY, 2_000] : [60, 16];
const SEED = 15;
const PATIENCE_MILLISECONDS = 60 * 60 * 1_000;

/** In whichever entry of a list it is. */
const anywhere = (text: string) => text.replaceAll(/\[\d+\]/g, '[]');
const isTold = (all: readonly string[], words: string) =>
  all.some((message) => anywhere(message).startsWith(anywhere(words)));

const pairs = BROKEN.flatMap((one, index) => BROKEN.slice(index + 1).map((other) => [one, another(other)] as const));
/** Each two that differ by as many places as others, so that every one has its turn. */
const some = pairs.filter((_, index) => index % Math.max(1, Math.floor(pairs.length / OF_CATALOGUE)) === 0);

test.each(BROKEN.filter((_, index) => ASKED === 'all' || index % 3 === 0))(
  'refused alone: $told',
  ({ settings: own, told }) => {
    expect(everythingTold(own)).toContainEqual(expect.stringContaining(told));
  },
);

test(
  'of two things that are wrong in different places both are told in one run',
  () => {
    const hidden: string[] = [];
    const left: (readonly [Broken, Broken])[] = [];
    for (const [one, other] of some) {
      const together = bothOf(one.settings, other.settings);
      // One writes what the other is judged by, so that nobody knows what was meant.
      if (together === undefined || getInEachOthersWay(one, other)) left.push([one, other]);
      else {
        const all = everythingTold(together.both);
        if (!isTold(all, one.told)) hidden.push(`${one.told}, beside ${other.told}`);
        if (!isTold(all, other.told)) hidden.push(`${other.told}, beside ${one.told}`);
      }
    }
    expect(hidden).toEqual([]);
    expect(left.length).toBeLessThan(some.length / 10);
  },
  PATIENCE_MILLISECONDS,
);

test(
  'of two values that are spoilt in drawn settings both are told in one run',
  () => {
    const spoilt = settings.chain((own) => {
      const all = mutations(own);
      return fc.tuple(fc.constant(own), fc.nat(all.length - 1), fc.nat(all.length - 1)).map(([, first, second]) => {
        const one = all[first];
        const other = one === undefined ? undefined : mutations(Object(one.mutated))[second];
        return { one, other };
      });
    });
    const hidden = drawn(spoilt, SEED, DRAWN).flatMap(({ value: { one, other } }) => {
      if (one === undefined || other === undefined || isInside(one.path, other.path)) return [];
      const all = everythingTold(other.mutated);
      return [one, other].flatMap(({ path }) =>
        all.some((message) => message.startsWith(pathText(path))) ? [] : [path],
      );
    });
    expect(hidden).toEqual([]);
  },
  PATIENCE_MILLISECONDS,
);

/** What is around something that is wrong and wrong itself has nothing inside. */
function isInside(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.every((part, index) => part === other[index]) || other.every((part, index) => part === one[index]);
}
