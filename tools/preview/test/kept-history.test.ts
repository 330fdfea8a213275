import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import { afterAll, expect, test } from 'vitest';
import type { AlertRule } from '../../../src/rules/rule-group.js';
import { dataSets } from '../data/data-sets.js';
import { keptHistory } from '../data/kept-history.js';

const folder = mkdtempSync(join(tmpdir(), 'arks-kept-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const environment = simulatedEnvironment();
const RULE: AlertRule = { alert: 'Slow', expr: 'up == 0', for: '5m', labels: {}, annotations: { summary: 'slow' } };

/** What is kept of a data set of one rule and these faults. */
function kept(rule: Partial<AlertRule> = {}, faults: readonly string[] = ['gateway-5xx']) {
  const set = dataSets(faults).find(({ name }) => name === 'incident');
  if (set === undefined) throw new Error('there must be an incident');
  return keptHistory(folder, set, environment, [{ name: 'group', interval: '1m', rules: [{ ...RULE, ...rule }] }]);
}

test('a history is complete once it is told to be, and only then', () => {
  expect(kept().isComplete).toBe(false);
  expect(kept().isComplete).toBe(false);
  kept().complete();
  expect(kept().isComplete).toBe(true);
});

test('other words of an alert keep it', () => {
  kept().complete();
  expect(kept({ annotations: { summary: 'far too slow' } }).isComplete).toBe(true);
});

test.each([
  ['another expression', { expr: 'up == 1' }, ['gateway-5xx']],
  ['another for', { for: '10m' }, ['gateway-5xx']],
  ['another fault', {}, ['engine-hangs']],
] as const)('%s has it played again, and what was kept is gone', (_, rule, faults) => {
  kept().complete();
  expect(kept(rule, faults).isComplete).toBe(false);
  expect(kept().isComplete).toBe(false);
});
