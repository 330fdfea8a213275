import { expect, test } from 'vitest';
import { gaps, recordRows, signalRows, untold } from '../../tools/proofs/truth/coverage.js';

test('every record and every signal that an alert or the registry has is held against a truth, or it is said why not', () => {
  expect(gaps()).toEqual({ withoutRow: [], aboutNothing: [] });
});

test('nothing that has a row is also said to have no truth', () => {
  const rows = [...recordRows, ...signalRows].map(({ name }) => name);
  expect(untold.map(({ name }) => name).filter((name) => rows.includes(name))).toEqual([]);
});
