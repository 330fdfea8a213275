import { describe, expect, test } from 'vitest';
import { startClock } from '../clock.js';
import type { ArksQuota, RateLimit } from '../model/access.js';
import { createRateLimits, DEFAULT_EPOCH_SECONDS } from '../model/limits.js';
import { createQuotas } from '../model/quotas.js';

const user1 = { namespace: 'tenant-a', user: 'user1', model: 'qwen-7b' };

describe('rate limits', () => {
  test('a scenario starts at midnight UTC unless it says otherwise', () => {
    expect(new Date(DEFAULT_EPOCH_SECONDS * 1000).toISOString()).toMatch(/T00:00:00\.000Z$/);
  });

  test('a limit of 3 requests a minute lets 3 through and not a fourth', () => {
    const limits = createRateLimits({ clock: startClock() });
    expect(letThrough(limits, [{ type: 'rpm', value: 3 }], 5)).toEqual([true, true, true, false, false]);
    expect(limits.used(user1, 'rpm')).toBe(3);
  });

  test('a window ends with the minute of Unix time, not a minute after the first request', () => {
    const clock = startClock();
    const limits = createRateLimits({ clock, epochSeconds: DEFAULT_EPOCH_SECONDS + 40 });
    clock.runUntil(13);
    expect(letThrough(limits, [{ type: 'rpm', value: 1 }], 2)).toEqual([true, false]);
    clock.runUntil(19.9);
    expect(letThrough(limits, [{ type: 'rpm', value: 1 }], 1)).toEqual([false]);
    clock.runUntil(20);
    expect(letThrough(limits, [{ type: 'rpm', value: 1 }], 1)).toEqual([true]);
  });

  test('a limit a day holds until midnight UTC', () => {
    const clock = startClock();
    const limits = createRateLimits({ clock });
    const rule: RateLimit[] = [{ type: 'rpd', value: 2 }];
    expect(letThrough(limits, rule, 3)).toEqual([true, true, false]);
    clock.runUntil(86_399);
    expect(letThrough(limits, rule, 1)).toEqual([false]);
    clock.runUntil(86_400);
    expect(letThrough(limits, rule, 1)).toEqual([true]);
  });

  test('tokens may overshoot, and reject only once they are above the limit', () => {
    const limits = createRateLimits({ clock: startClock() });
    const rule: RateLimit[] = [{ type: 'tpm', value: 100 }];
    limits.countTokens(user1, rule, 100);
    expect(limits.exceeded(user1, rule)).toBeUndefined();
    limits.countTokens(user1, rule, 70);
    expect(limits.exceeded(user1, rule)).toBe('tpm');
    expect(limits.used(user1, 'tpm')).toBe(170);
  });

  test('of two broken rules the one that the ArksToken names first is told', () => {
    const limits = createRateLimits({ clock: startClock() });
    const rules: RateLimit[] = [
      { type: 'tpd', value: 5 },
      { type: 'rpm', value: 0 },
    ];
    expect(limits.exceeded(user1, rules)).toBe('rpm');
    limits.countTokens(user1, rules, 6);
    expect(limits.exceeded(user1, rules)).toBe('tpd');
    expect(limits.exceeded(user1, rules.toReversed())).toBe('rpm');
  });

  test('users and models do not share a window', () => {
    const limits = createRateLimits({ clock: startClock() });
    const rule: RateLimit[] = [{ type: 'rpm', value: 1 }];
    limits.countRequest(user1, rule);
    expect(limits.exceeded({ ...user1, user: 'user2' }, rule)).toBeUndefined();
    expect(limits.exceeded({ ...user1, model: 'deepseek-r1' }, rule)).toBeUndefined();
    expect(limits.exceeded({ ...user1, namespace: 'tenant-b' }, rule)).toBeUndefined();
    expect(limits.exceeded(user1, rule)).toBe('rpm');
  });
});

describe('quotas', () => {
  const basic: ArksQuota = {
    namespace: 'tenant-a',
    name: 'basic',
    limits: [
      { type: 'prompt', value: 1000 },
      { type: 'total', value: 1500 },
    ],
  };

  test('a quota used to the last token lets one more request through, however long', () => {
    const quotas = createQuotas([basic]);
    quotas.charge(basic, 1000, 300);
    expect(quotas.exhausted(basic)).toBeUndefined();
    quotas.charge(basic, 0, 901);
    expect(quotas.exhausted(basic)).toBe('total');
    expect(quotas.counted(basic, 'total')).toBe(2201);
  });

  test('a type without a limit is not counted', () => {
    const quotas = createQuotas([basic]);
    quotas.charge(basic, 7, 11);
    expect(quotas.counted(basic, 'response')).toBe(0);
    expect(quotas.counted(basic, 'prompt')).toBe(7);
  });

  test('the status is empty until the first copy and follows from there on', () => {
    const quotas = createQuotas([basic]);
    quotas.charge(basic, 7, 11);
    expect(quotas.status(basic)).toEqual([]);
    quotas.synchronize();
    quotas.charge(basic, 1, 1);
    expect(quotas.status(basic)).toEqual([
      { type: 'prompt', used: 7 },
      { type: 'total', used: 18 },
    ]);
  });

  test('a lost Redis lets requests through again while the status keeps its mark', () => {
    const quotas = createQuotas([basic]);
    quotas.charge(basic, 1001, 600);
    quotas.synchronize();
    quotas.forget();
    quotas.charge(basic, 500, 100);
    quotas.synchronize();
    expect(quotas.exhausted(basic)).toBeUndefined();
    expect(quotas.counted(basic, 'prompt')).toBe(0);
    expect(quotas.status(basic)).toContainEqual({ type: 'prompt', used: 1001 });
  });

  test('one type that lags writes zeros over the others of its quota only', () => {
    const other: ArksQuota = { ...basic, name: 'other' };
    const quotas = createQuotas([basic, other]);
    quotas.charge(basic, 50, 10);
    quotas.synchronize();
    quotas.forget();
    quotas.charge(basic, 40, 900);
    quotas.charge(other, 3, 4);
    quotas.synchronize();
    expect(quotas.counted(basic, 'total')).toBe(0);
    expect(quotas.status(basic)).toContainEqual({ type: 'total', used: 940 });
    expect(quotas.counted(other, 'total')).toBe(7);
  });

  test('a quota is found by namespace and name', () => {
    const quotas = createQuotas([basic]);
    expect(quotas.find('tenant-a', 'basic')).toBe(basic);
    expect(quotas.find('tenant-b', 'basic')).toBeUndefined();
  });
});

function letThrough(limits: ReturnType<typeof createRateLimits>, rules: readonly RateLimit[], requests: number) {
  return Array.from({ length: requests }, () => {
    const allowed = limits.exceeded(user1, rules) === undefined;
    if (allowed) limits.countRequest(user1, rules);
    return allowed;
  });
}
