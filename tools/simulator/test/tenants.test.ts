import { describe, expect, test } from 'vitest';
import { startClock } from '../clock.js';
import type { Flaw } from '../model/admission.js';
import { bursts, constant, diurnal, during } from '../model/arrivals.js';
import type { Ask, RequestRecord } from '../model/request.js';
import { startWorkload, type Traffic, type Workload } from '../model/tenants.js';
import { randomStream } from '../random.js';

const HOUR = 3_600;
const chat: Workload = {
  namespace: 'tenant-a',
  user: 'user1',
  model: 'qwen-7b',
  arrivals: constant(2),
  streamingShare: 0.7,
  promptTokens: { median: 300, spread: 0.8, least: 5, most: 4000 },
  generationTokens: { median: 120, spread: 0.6, least: 1, most: 1000 },
  prefixes: [
    { name: 'support', tokens: 701 },
    { name: 'legal', tokens: 1301 },
  ],
  prefixShare: 0.5,
};

interface Sent {
  readonly at: number;
  readonly ask: Ask;
  readonly flaw: Flaw | undefined;
}

/** What a workload sends in so many seconds; `direct` may change it on the way. */
function sent(workload: Workload, seconds: number, { seed = 5, direct = (_: Traffic, __: number) => {} } = {}) {
  const clock = startClock();
  const requests: Sent[] = [];
  const send = (ask: Ask, flaw?: Flaw): RequestRecord => {
    requests.push({ at: clock.now(), ask, flaw });
    return {
      id: 1,
      ask,
      arrivedAt: 0,
      status: 0,
      outcome: 'pending',
      generatedTokens: 0,
      cachedTokens: 0,
      preemptions: 0,
    };
  };
  const traffic = startWorkload({ clock, random: randomStream(seed, 'user1'), gateway: { send }, workload });
  for (let time = 0; time <= seconds; time += 60) {
    clock.runUntil(time);
    direct(traffic, time);
  }
  return requests;
}
const between = (requests: readonly Sent[], from: number, to: number) =>
  requests.filter(({ at }) => at >= from && at < to).length;
/** Within four standard deviations of a Poisson count. */
const expectAbout = (count: number, mean: number) => {
  expect(Math.abs(count - mean)).toBeLessThan(4 * Math.sqrt(mean));
};

describe('arrivals', () => {
  test('come at the rate, and as far apart as independent ones do', () => {
    const requests = sent(chat, 2 * HOUR);
    expectAbout(requests.length, 2 * 2 * HOUR);
    const gaps = requests.slice(1).map(({ at }, index) => at - (requests[index]?.at ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
    expect(mean).toBeCloseTo(0.5, 1);
    expect(Math.sqrt(variance) / mean).toBeCloseTo(1, 1);
  });

  test('cease at night and peak at noon', () => {
    const day = sent({ ...chat, arrivals: diurnal({ peakPerSecond: 1, fromHour: 8, toHour: 18 }) }, 32 * HOUR);
    expect(between(day, 0, 8 * HOUR)).toBe(0);
    expect(between(day, 18 * HOUR, 32 * HOUR)).toBe(0);
    // The sine's mean is 2 / pi of its peak.
    expectAbout(between(day, 8 * HOUR, 18 * HOUR), (10 * HOUR * 2) / Math.PI);
    expectAbout(between(day, 12.5 * HOUR, 13.5 * HOUR), HOUR * 0.996);
  });

  test('of a day that starts at noon begin at their highest', () => {
    const arrivals = diurnal({ peakPerSecond: 3, fromHour: 6, toHour: 18, startHour: 12 });
    expect(arrivals.perSecond(0)).toBeCloseTo(3, 9);
    expect(arrivals.perSecond(7 * HOUR)).toBe(0);
  });

  test('burst and are quiet again', () => {
    const arrivals = bursts({ quietPerSecond: 0.1, burstPerSecond: 5, everySeconds: 600, forSeconds: 60 });
    const requests = sent({ ...chat, arrivals }, 600);
    expectAbout(between(requests, 0, 60), 300);
    expectAbout(between(requests, 60, 600), 54);
  });

  test('come only during the time they are limited to', () => {
    const requests = sent({ ...chat, arrivals: during(120, 300, constant(2)) }, 600);
    expectAbout(between(requests, 120, 300), 360);
    expect(requests).toHaveLength(between(requests, 120, 300));
  });

  test('triple at a factor of 3, cease at 0 and come back', () => {
    const requests = sent(chat, 4 * HOUR, {
      direct: (traffic, time) => {
        if (time === HOUR) traffic.scale(3);
        if (time === 2 * HOUR) traffic.scale(0);
        if (time === 3 * HOUR) traffic.scale(1);
      },
    });
    expectAbout(between(requests, 0, HOUR), 2 * HOUR);
    expectAbout(between(requests, HOUR, 2 * HOUR), 6 * HOUR);
    expect(between(requests, 2 * HOUR, 3 * HOUR)).toBe(0);
    expectAbout(between(requests, 3 * HOUR, 4 * HOUR), 2 * HOUR);
  });
});

describe('requests', () => {
  const requests = sent(chat, 2 * HOUR).map(({ ask }) => ask);
  const shareOf = (test: (ask: Ask) => boolean) => requests.filter(test).length / requests.length;

  test('stream in the share that was set', () => {
    expect(shareOf(({ streaming }) => streaming)).toBeCloseTo(0.7, 1);
  });

  test('have the median length of answers, within bounds', () => {
    const lengths = requests.map(({ generationTokens }) => generationTokens).toSorted((a, b) => a - b);
    expect(Math.abs((lengths[Math.floor(lengths.length / 2)] ?? 0) - 120)).toBeLessThan(6);
    expect(lengths[0]).toBeGreaterThanOrEqual(1);
    expect(lengths.at(-1)).toBeLessThanOrEqual(1000);
    expect(lengths.every(Number.isInteger)).toBe(true);
  });

  test('begin with a system prompt half of the time, which counts as prompt', () => {
    expect(shareOf(({ prefix }) => prefix !== undefined)).toBeCloseTo(0.5, 1);
    expect(shareOf(({ prefix }) => prefix?.name === 'legal')).toBeCloseTo(0.25, 1);
    expect(requests.every(({ prefix, promptTokens }) => promptTokens >= (prefix?.tokens ?? 0) + 5)).toBe(true);
  });

  test('wait for ever unless patience is limited', () => {
    expect(requests.some(({ patienceSeconds }) => patienceSeconds !== undefined)).toBe(false);
    const impatient = { ...chat, patienceSeconds: { median: 30, spread: 0.5, least: 10, most: 60 } };
    const waits = sent(impatient, HOUR).map(({ ask }) => ask.patienceSeconds ?? 0);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60);
  });

  test('are all flawed where the client is', () => {
    const flawed = sent({ ...chat, flaw: 'no bearer token' }, 120);
    expect(flawed.every(({ flaw }) => flaw === 'no bearer token')).toBe(true);
    expect(flawed.length).toBeGreaterThan(100);
  });

  test('become longer when their user changes habits, at the same times', () => {
    const longer = sent(chat, HOUR, {
      direct: (traffic, time) => {
        if (time === 1800) traffic.become({ promptTokens: { median: 9000, spread: 0.1, least: 8000, most: 10_000 } });
      },
    });
    expect(longer.map(({ at }) => at)).toEqual(sent(chat, HOUR).map(({ at }) => at));
    expect(longer.filter(({ at }) => at > 1800).every(({ ask }) => ask.promptTokens >= 8000)).toBe(true);
    expect(longer.filter(({ at }) => at < 1800).every(({ ask }) => ask.promptTokens < 6000)).toBe(true);
  });
});

test('the same seed sends the same, another seed something else', () => {
  expect(sent(chat, 600, { seed: 5 })).toEqual(sent(chat, 600, { seed: 5 }));
  expect(sent(chat, 600, { seed: 5 })).not.toEqual(sent(chat, 600, { seed: 6 }));
});
