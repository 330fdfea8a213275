import { expect, test } from 'vitest';
import { UNITS } from '../../src/dashboards/look.js';

test('no unit of a panel prints thousandths of what is counted: Grafana would write "192 mtok/s" for a fifth of a token', () => {
  expect(UNITS['tokens/s']).toBe('count:tok/s');
  expect(Object.values(UNITS).filter((unit) => unit.startsWith('si:'))).toEqual([]);
});
