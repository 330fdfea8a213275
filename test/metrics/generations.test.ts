import { expect, test } from 'vitest';
import { RUNTIMES } from '../../src/config/runtimes.js';
import { catalogue } from '../../src/metrics/catalogue.js';
import { componentGenerations } from '../../src/metrics/components.js';
import { runtimeGenerations } from '../../src/metrics/runtimes.js';

/** A release drops metrics, but not most of them: whoever shows so few is named and in no list of what metrics it shows. */
const LEAST_SHARE = 1 / 3;
/** Generations of one program are called alike, but for their number. */
const program = (generation: string) => generation.replace(/[-\d].*$/, '');

const following = RUNTIMES.flatMap((runtime) => {
  const all: readonly string[] = runtimeGenerations[runtime];
  return all.flatMap((generation, index) => {
    const before = all.slice(0, index).findLast((one) => program(one) === program(generation));
    return before === undefined ? [] : [[runtime, generation, before] as const];
  });
});

test.each(following)('%s %s shows at least a third of the metrics of %s', (runtime, generation, before) => {
  const shown = (one: string) =>
    catalogue.filter(({ component, generations }) => component === runtime && generations.includes(one)).length;
  expect(shown(before)).toBeGreaterThan(0);
  expect(shown(generation)).toBeGreaterThanOrEqual(shown(before) * LEAST_SHARE);
});

test('every runtime that has several generations is held', () => {
  const held = new Set(following.map(([runtime]) => runtime));
  expect(RUNTIMES.filter((runtime) => runtimeGenerations[runtime].length > 1 && !held.has(runtime))).toEqual([]);
});

test('a metric that the next generation of its program does not show says that it was removed, so that no list forgets one', () => {
  const forgotten = catalogue.flatMap(({ component, name, generations, removed }) => {
    const all: readonly string[] = componentGenerations[component];
    const shown = catalogue.filter((one) => one.component === component && one.name === name);
    return generations.flatMap((generation) => {
      const next = all.slice(all.indexOf(generation) + 1).find((one) => program(one) === program(generation));
      const isShown = next === undefined || shown.some((one) => one.generations.includes(next));
      return isShown || removed !== undefined ? [] : [`${name} in ${component} ${next}`];
    });
  });
  expect(forgotten).toEqual([]);
});
