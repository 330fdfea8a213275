import { expect, test } from 'vitest';
import type { AlertRule } from '../../../src/rules/rule-group.js';
import { alertSeries } from '../data/alerts.js';

const TIMES = [0, 60, 120, 180, 240, 300, 360, 420];
const RULE: AlertRule = {
  alert: 'ArksTest',
  expr: 'up == 0',
  for: '2m',
  labels: { severity: 'critical' },
  annotations: {},
};

function lived(rule: AlertRule, times: readonly number[]) {
  const answered = [{ metric: { __name__: 'up', pod: 'a' }, values: times.map((time) => [time, 0] as const) }];
  return Object.fromEntries(
    alertSeries(rule, answered, TIMES).map(({ metric, values }) => [
      metric['alertstate'] ?? 'since',
      { metric, times: values.map(([time]) => time), values: values.map(([, value]) => value) },
    ]),
  );
}

test('an alert is pending until its time is over, and fires from then on', () => {
  const { pending, firing } = lived(RULE, [60, 120, 180, 240]);
  expect(pending?.times).toEqual([60, 120]);
  expect(firing?.times).toEqual([180, 240]);
  expect(firing?.metric).toEqual({
    __name__: 'ALERTS',
    alertname: 'ArksTest',
    alertstate: 'firing',
    pod: 'a',
    severity: 'critical',
  });
});

test('it says since when it was true', () => {
  expect(lived(RULE, [60, 120, 180])['since']?.values).toEqual([60, 60, 60]);
});

test('one that ends before its time never fires', () => {
  expect(lived(RULE, [60, 120, 240])).not.toHaveProperty('firing');
});

test('it fires on for as long as the rule keeps it, counted from the first evaluation without it', () => {
  const { firing } = lived({ ...RULE, keep_firing_for: '2m' }, [0, 60, 120, 180]);
  expect(firing?.times).toEqual([120, 180, 240, 300]);
});
