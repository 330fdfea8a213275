import { expect, test } from 'vitest';
import { RUNTIMES } from '../../src/config/runtimes.js';
import { wronglySaid } from '../support/runtime-words.js';

const subsets = Array.from({ length: 2 ** RUNTIMES.length - 1 }, (_, index) =>
  RUNTIMES.filter((_name, bit) => ((index + 1) >> bit) % 2 === 1),
);

test.each(subsets.map((runtimes) => ({ runtimes })))(
  'with $runtimes nothing that is written names another runtime',
  ({ runtimes }) => {
    expect(wronglySaid(runtimes)).toEqual([]);
  },
);
