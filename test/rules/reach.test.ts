import { expect, test } from 'vitest';
import { alertsThatCannotFire } from '../../src/rules/reach.js';
import { EVERY_RUNTIME, environmentOf } from '../support/environment.js';
import { messagesOf } from '../support/messages-of.js';

test('the default limits are out of reach on the two oldest engines alone, and for whole requests alone', () => {
  expect(messagesOf(alertsThatCannotFire(environmentOf(EVERY_RUNTIME)))).toEqual([
    'alerts.thresholds.requestP95Seconds of 120 is never reached on vllm v0 (60 at most), sglang g0 (60 at most)',
  ]);
});

test('an alert is blind on generations whose buckets end below its limit, and nowhere at their end', () => {
  const blind = (firstTokenP95Seconds: number) =>
    messagesOf(
      alertsThatCannotFire(
        environmentOf({ runtimes: ['vllm'], alerts: { thresholds: { firstTokenP95Seconds, requestP95Seconds: 60 } } }),
      ),
    );
  expect(blind(10)).toEqual([]);
  expect(blind(11)).toEqual(['alerts.thresholds.firstTokenP95Seconds of 11 is never reached on vllm v0 (10 at most)']);
});
