import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RUNTIMES } from '../../src/config/runtimes.js';
import { runtimeMetrics } from '../../src/metrics/runtimes.js';
import { runtimes } from '../../src/signals/runtimes/index.js';
import { isAbsent } from '../../src/signals/runtimes/runtime.js';
import { runtimesPage } from '../../tools/runtimes/page.js';
import { PROJECT } from '../support/commands.js';

test('docs/runtimes.md is current', () => {
  expect(readFileSync(join(PROJECT, 'docs/runtimes.md'), 'utf8')).toBe(runtimesPage());
});

test.each(RUNTIMES)('what %s lacks has a reason that is a sentence', (name) => {
  const { fromTheStart, saysModel, readings } = runtimes[name];
  const absent = [fromTheStart, saysModel, ...Object.values(readings)].filter(isAbsent);
  expect(absent.length).toBeGreaterThan(0);
  expect(absent.filter((one) => !/^[A-Z].+\.$/.test(one.absent))).toEqual([]);
});

test.each(RUNTIMES)('every metric of %s is filed under its name', (name) => {
  expect(new Set(runtimeMetrics[name].map(({ component }) => component))).toEqual(new Set([name]));
});
