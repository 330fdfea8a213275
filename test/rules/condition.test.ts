import { describe, expect, test } from 'vitest';
import { type ThresholdName, thresholdNames } from '../../src/config/thresholds.js';
import { planOf } from '../../src/plan/plan.js';
import { text } from '../../src/promql/build.js';
import { metricsRead } from '../../src/promql/names.js';
import {
  type Alert,
  type Condition,
  conditionsOf,
  type JudgedAlert,
  signalsOf,
  thresholdsOf,
} from '../../src/rules/alert.js';
import { alertContext } from '../../src/rules/alert-context.js';
import { alertRule } from '../../src/rules/alerting.js';
import { alerts } from '../../src/rules/alerts/index.js';
import { judged } from '../../src/rules/condition.js';
import { printed } from '../../src/rules/condition-words.js';
import { limitLine } from '../../src/rules/limit-line.js';
import { kvCacheUsagePerPod } from '../../src/signals/cache/cache.js';
import { gatewayLatency } from '../../src/signals/gateway/gateway.js';
import { metricsOfSignals } from '../../src/signals/kept-metrics.js';
import { requestsRunningPerPod, requestsWaitingPerPod } from '../../src/signals/requests/requests.js';
import { percentile } from '../../src/signals/vocabulary/percentiles.js';
import type { Signal, Unit } from '../../src/signals/vocabulary/signal.js';
import { ruleView } from '../../src/signals/vocabulary/view.js';
import { environmentOf } from '../support/environment.js';

const environment = environmentOf({
  alerts: { thresholds: { kvCacheUsageRatio: 0.87, gatewayP95Milliseconds: 7_300 } },
});
const { thresholds } = environment.alerts;
const FULL: Condition = { signal: kvCacheUsagePerPod, is: 'above', limit: 'kvCacheUsageRatio' };
const ratioOf = (one: Signal, other: Signal): Signal => ({ ...one, title: 'Ratio', sides: [one, other] });

function alertOf(when: Condition, more: Partial<JudgedAlert> = {}): JudgedAlert {
  return {
    name: 'ArksTest',
    severity: 'warning',
    when,
    surfaces: ['runtime'],
    for: '5m',
    summary: ({ value, limit, wait }) => `${value}, limit ${limit}, for ${wait}`,
    description: '',
    dashboard: 'arks-runtime',
    variables: [],
    ...more,
  };
}
const expressionOf = (alert: JudgedAlert, of = environment) =>
  text(judged(alert, alertContext(of), of.alerts.thresholds)).replace(/\s+/g, ' ');

describe('the expression of an alert', () => {
  const KV = 'pod:arks_kv_cache_usage:max';
  const WAITING = 'pod:arks_requests_waiting:sum';

  test.each([
    ['above', `${KV} > 0.87`],
    ['at least', `${KV} >= 0.87`],
    ['below', `${KV} < 0.87`],
    ['equal to', `${KV} == 0.87`],
  ] as const)('compares with the limit as it says: %s', (is, expression) => {
    expect(expressionOf(alertOf({ ...FULL, is }))).toBe(expression);
  });

  test('asks what must be so before what must not, each on its own labels', () => {
    const alert = alertOf(FULL, {
      while: [{ signal: requestsWaitingPerPod, is: 'above', limit: 0, on: ['pod'] }],
      unless: [{ signal: requestsRunningPerPod, is: 'there', on: [] }],
    });
    expect(expressionOf(alert)).toBe(
      `${KV} > 0.87 and on (cluster, pod) ${WAITING} > 0 unless on (cluster) pod:arks_requests_running:sum`,
    );
  });

  test('compares milliseconds and tells seconds, which people read as durations', () => {
    const alert = alertOf({ signal: percentile(gatewayLatency, 95), is: 'above', limit: 'gatewayP95Milliseconds' });
    expect(expressionOf(alert)).toMatch(/^\(histogram_quantile\(0\.95, \S+\) > 7300\) \/ 1000$/);
  });

  test('compares two sides and tells the first, which a share would hide', () => {
    const sides = ratioOf(kvCacheUsagePerPod, requestsWaitingPerPod);
    expect(expressionOf(alertOf({ ...FULL, signal: sides, is: 'below' }))).toBe(`${KV} < ${WAITING} * 0.87`);
    expect(() => expressionOf(alertOf({ ...FULL, signal: sides }))).toThrow('Ratio must be held to be below a limit');
  });

  test('reads tenants where alerts are narrowed to them, and a part of the platform where that is', () => {
    const narrowed = environmentOf({ alerts: { namespaces: ['tenant-a'] } });
    expect(expressionOf(alertOf(FULL), narrowed)).toBe(`${KV}{namespace="tenant-a"} > 0.95`);
    expect(expressionOf(alertOf({ ...FULL, at: 'gateway' }), narrowed)).toBe(
      `${KV}{namespace="arks-operator-system"} > 0.95`,
    );
  });
});

describe('words and line of a limit', () => {
  test.each([
    [FULL, '{{ $value | humanizePercentage }}, limit 87%, for 5m'],
    [
      { signal: percentile(gatewayLatency, 95), is: 'above', limit: 'gatewayP95Milliseconds' } as const,
      '{{ $value | humanizeDuration }}, limit 7.3s, for 5m',
    ],
  ])('are in the unit of what is judged', (when, summary) => {
    expect(alertRule(alertOf(when), environment).annotations['summary']).toBe(summary);
  });

  test('a limit in hours is written in hours and held against seconds', () => {
    const runway = { ...kvCacheUsagePerPod, unit: 'seconds' } as const;
    const limit = { hours: 'quotaRunwayHours' } as const;
    expect(printed(runway, limit, thresholds).limit).toBe('24h');
    expect(
      limitLine(alertOf({ signal: runway, is: 'below', limit }), environment, planOf(environment).scraped)?.limit,
    ).toBe(86_400);
  });

  test('0 and 1 ask whether there is any, or all, and draw no line', () => {
    expect(limitLine(alertOf({ ...FULL, limit: 0 }), environment, planOf(environment).scraped)).toBe(undefined);
    expect(limitLine(alertOf(FULL), environment, planOf(environment).scraped)).toEqual({
      of: [kvCacheUsagePerPod],
      is: 'above',
      limit: 0.87,
      classes: [],
    });
  });
});

describe('thresholds', () => {
  test('each decides about an alert', () => {
    const read = alerts.flatMap((alert) => thresholdsOf(alert));
    expect(thresholdNames.filter((name) => !read.includes(name))).toEqual([]);
  });

  test('an alert that is composed reads none that it does not name', () => {
    const { threshold } = alertContext(environment, ['kvCacheUsageRatio']);
    expect(threshold('kvCacheUsageRatio')).toBe(0.87);
    expect(() => threshold('errorRatio')).toThrow('got errorRatio beside [kvCacheUsageRatio]');
  });

  /** The rule of an alert where these thresholds are other ones. */
  const ruleWith = (alert: Alert, names: readonly ThresholdName[]) => {
    const others = names.map((name) => [name, typeof thresholds[name] === 'string' ? '23m' : thresholds[name] * 0.9]);
    const changed = { ...thresholds, ...Object.fromEntries(others) };
    return JSON.stringify(alertRule(alert, { ...environment, alerts: { ...environment.alerts, thresholds: changed } }));
  };

  test.each(alerts.map((alert) => [alert.name, alert] as const))(
    'the rule of %s changes with each that it names, and with no other',
    (_, alert) => {
      const own = thresholdsOf(alert);
      const rule = ruleWith(alert, []);
      expect(own.filter((name) => ruleWith(alert, [name]) === rule)).toEqual([]);
      expect(
        ruleWith(
          alert,
          thresholdNames.filter((name) => !own.includes(name)),
        ),
      ).toBe(rule);
    },
  );
});

/** The unit that the name of a threshold ends in, by the units of what it may limit. */
const UNIT_IN_NAME: Readonly<Record<Unit, RegExp>> = {
  ratio: /Ratio$/,
  seconds: /(Seconds|Hours)$/,
  elapsed: /(Seconds|Hours)$/,
  milliseconds: /Milliseconds$/,
  'requests/s': /PerSecond$/,
  'requests/min': /PerMinute$/,
  'tokens/s': /PerSecond$/,
  'count/s': /PerSecond(PerReplica)?$/,
  cores: /Cores$/,
  requests: /(PerReplica|MinimumRequests)$/,
  count: /(Ratio|Restarts)$/,
  samples: /Samples$/,
  tokens: /Tokens$/,
  bytes: /Bytes$/,
  'gigabytes/s': /PerSecond$/,
};

test('a threshold is in the unit of what it limits, as its name says, and names the percentile that it limits', () => {
  const wrong = alerts.flatMap((alert) =>
    conditionsOf(alert).flatMap((one) => {
      if (one.is === 'there' || typeof one.limit === 'number') return [];
      const name = typeof one.limit === 'string' ? one.limit : one.limit.hours;
      const signal = typeof one.signal === 'function' ? one.signal([]) : one.signal;
      const of = 'percent' in signal ? `P${signal.percent}` : '';
      return UNIT_IN_NAME[signal.unit].test(name) && name.includes(of)
        ? []
        : [`${alert.name}: ${name} of ${signal.unit}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test('an alert that tells a percentile says which', () => {
  const wrong = alerts.filter((alert) => {
    const signal = alert.when?.signal;
    if (signal === undefined || typeof signal === 'function' || !('percent' in signal)) return false;
    return !alertRule(alert, environment).annotations['summary']?.includes(`p${signal.percent} `);
  });
  expect(wrong).toEqual([]);
});

test('an alert that tells a value of its limit says the limit', () => {
  const silent = alerts.filter((alert) => {
    const line = alert.when === undefined ? undefined : limitLine(alert, environment, planOf(environment).scraped);
    if (alert.when === undefined || line === undefined) return false;
    const of = line.of[0] ?? kvCacheUsagePerPod;
    const { value, limit } = printed(of, alert.when.limit, thresholds);
    const { summary = '' } = alertRule(alert, environment).annotations;
    return !summary.includes(limit) || !summary.includes(value);
  });
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('what an alert is about is recorded, or kept where it is scraped', () => {
  const read = alerts.flatMap((alert) =>
    signalsOf(alert).flatMap(({ query }) => metricsRead(text(query(ruleView(environment.cluster.label))))),
  );
  expect(read.length).toBeGreaterThan(20);
  expect(read.filter((name) => !metricsOfSignals.has(name))).toEqual([]);
});

test('conditions are matched only by labels that both sides have, since those are data that no compiler sees', () => {
  const labelsOf = ({ signal }: ReturnType<typeof conditionsOf>[number]) =>
    (typeof signal === 'function' ? signal([]) : signal).labels;
  const matched = alerts.flatMap((alert) => {
    const [judged, ...others] = conditionsOf(alert);
    return others.flatMap((one) =>
      one.on === undefined || judged === undefined
        ? []
        : [{ alert: alert.name, on: one.on, sides: [labelsOf(judged), labelsOf(one)] }],
    );
  });
  expect(matched.length).toBeGreaterThan(3);
  expect(matched.filter(({ on, sides }) => on.some((label) => !sides.every((had) => had.includes(label))))).toEqual([]);
});
