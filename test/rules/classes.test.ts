import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OVERRIDE_LISTS, type Override } from '../../src/config/overrides.js';
import { ownThresholds, thresholdNames } from '../../src/config/thresholds.js';
import { planOf } from '../../src/plan/plan.js';
import { conditionsOf, thresholdsOf } from '../../src/rules/alert.js';
import { alertingGroups, alertRules } from '../../src/rules/alerting.js';
import { alerts } from '../../src/rules/alerts/index.js';
import { runtimeLatencyAlerts } from '../../src/rules/alerts/runtime-latency.js';
import { runtimeStateAlerts } from '../../src/rules/alerts/runtime-state.js';
import { classesOf, listsOf } from '../../src/rules/classes.js';
import { doubts } from '../../src/rules/doubts.js';
import { alertsThatCannotFire } from '../../src/rules/reach.js';
import { matchesAll, silences } from '../../tools/alertmanager/silenced.js';
import { environmentOf } from '../support/environment.js';

const SLOW = runtimeLatencyAlerts.runtimeFirstTokenSlow;
const environment = environmentOf({});
const withOverrides = (overrides: readonly object[]) => environmentOf({ alerts: { overrides } });
const rulesOf = (overrides: readonly object[], name: string) =>
  alertingGroups(withOverrides(overrides))
    .flatMap(({ group }) => group.rules)
    .flatMap((rule) => ('alert' in rule && rule.alert === name ? [rule] : []));

/** Few values, so that lists overlap, and signs that a regex would take for its own. */
const VALUES = ['a', 'b', 'a.b', 'axb', 'a|b', 'a"\\'];
const values = fc.subarray(VALUES, { minLength: 1 });
const label = fc.option(fc.constantFrom(...VALUES, 'other', ''), { nil: undefined });
const lists = fc
  .record({ namespaces: values, applications: values, models: values }, { requiredKeys: [] })
  .filter((some) => Object.keys(some).length > 0);
const several = fc.array(lists, { maxLength: 6 });
const series = fc.record({ namespace: label, application: label, model_name: label });

describe('classes of an alert', () => {
  test('a series is in one part of one class, that of the first override which is about it', () => {
    fc.assert(
      fc.property(several, fc.array(series, { minLength: 5, maxLength: 30 }), (drawn, all) => {
        const overrides = drawn.map(
          (some, index): Override => ({
            name: `o${index}`,
            thresholds: { firstTokenP95Seconds: 3 },
            alerts: {},
            ...some,
          }),
        );
        const classes = classesOf(SLOW, { alerts: { ...environment.alerts, overrides } });
        for (const { namespace = '', application = '', model_name = '' } of all) {
          const found = classes.flatMap(({ override, parts }) =>
            parts.filter((part) => matchesAll(part, { namespace, application, model_name })).map(() => override),
          );
          const first = overrides.find(
            (one) =>
              (one.namespaces?.includes(namespace) ?? true) &&
              (one.applications?.includes(application) ?? true) &&
              (one.models?.includes(model_name) ?? true),
          );
          expect(found).toEqual([first?.name]);
        }
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  test('there is one of all series where no override says something of the alert', () => {
    const other = [{ name: 'big', models: ['r1'], thresholds: { queuedRequestsPerReplica: 3 } }];
    expect(classesOf(SLOW, withOverrides(other))).toEqual(classesOf(SLOW, environment));
    expect(classesOf(SLOW, environment)).toMatchObject([{ parts: [[]] }]);
  });

  test('what is of a list as well as of another is left whole, in one rule of one part', () => {
    const overrides = [
      { name: 'pair', namespaces: ['tenant-a'], models: ['e5'], thresholds: { firstTokenP95Seconds: 3 } },
      { name: 'all', models: ['e5', 'bge-m3'], thresholds: { firstTokenP95Seconds: 2 } },
    ];
    const [rest] = classesOf(SLOW, withOverrides(overrides));
    expect(rest?.parts).toEqual([[{ label: 'model_name', operator: '!~', value: 'bge-m3|e5' }]]);
  });
});

describe('the rules of an alert', () => {
  const embedding = {
    name: 'embedding',
    models: ['bge-m3'],
    thresholds: { firstTokenP95Seconds: 1 },
    alerts: {
      ArksRuntimeFirstTokenSlow: { for: '3m', severity: 'critical' },
      ArksRuntimeInterTokenSlow: { off: 'an embedding is one answer' },
    },
  };

  test('one of everything else and one of each override, with its limit in the expression and in the summary', () => {
    const [rest, own, ...others] = rulesOf([embedding], 'ArksRuntimeFirstTokenSlow');
    expect(others).toEqual([]);
    expect(rest).toMatchObject({ for: '10m', labels: { severity: 'warning' } });
    expect(rest?.labels).not.toHaveProperty('override');
    expect(rest?.expr).toContain('bucket:rate5m{model_name!="bge-m3"}');
    expect(rest?.annotations['summary']).toContain('limit 10s');
    expect(own).toMatchObject({ for: '3m', labels: { severity: 'critical', override: 'embedding' } });
    expect(own?.expr).toContain('bucket:rate5m{model_name="bge-m3"}');
    expect(own?.expr).toContain('>= 1\n');
    expect(own?.annotations['summary']).toContain('limit 1s');
  });

  test('one that is off is none, and the other is not about its series', () => {
    const rules = rulesOf([embedding], 'ArksRuntimeInterTokenSlow');
    expect(rules.map(({ labels }) => labels['override'])).toEqual([undefined]);
    expect(rules[0]?.expr).toContain('{model_name!="bge-m3"}');
    const off = alertingGroups(withOverrides([embedding])).flatMap((one) => Object.entries(one.off));
    expect(off).toEqual([['ArksRuntimeInterTokenSlow (embedding)', 'an embedding is one answer']]);
  });

  test('the buckets of engines are held against the limit of the override, too', () => {
    const [, own] = rulesOf([embedding], 'ArksRuntimeBucketsTooCoarse');
    expect(own?.expr).toContain('{latency="first-token",model_name="bge-m3"} < 1\n');
  });

  test('a stall is told with the minutes that its rule waits', () => {
    const own = { name: 'own', namespaces: ['a'], alerts: { ArksRuntimeStalled: { for: '4m30s' } } };
    const [rest, other] = alertRules(runtimeStateAlerts.runtimeStalled, withOverrides([own]));
    expect(rest?.annotations['summary']).toMatch(/for .*"vllm" }}3m{{ else }}6m{{ end }}$/);
    expect(other?.annotations['summary']).toMatch(/for .*"vllm" }}390s{{ else }}570s{{ end }}$/);
  });

  test('no two of one alert have the same labels', () => {
    const all = OVERRIDE_LISTS.map((list) => ({ name: list, [list]: ['x'], thresholds: { errorRatio: 0.3 } }));
    const rules = rulesOf(all, 'ArksRuntimeErrorsHigh');
    expect(new Set(rules.map(({ labels }) => JSON.stringify(labels))).size).toBe(4);
  });
});

test('limits of their own have those of which some alert can be told apart, and no others', () => {
  const apart = alerts.filter((alert) => listsOf(alert).length > 0).flatMap(thresholdsOf);
  const own = Object.keys(ownThresholds.shape);
  expect(thresholdNames.filter((name) => apart.includes(name))).toEqual(
    thresholdNames.filter((name) => own.includes(name)),
  );
});

test('an alert reads by the same labels whatever it is told apart by, so that a class of it means what the whole did', () => {
  const wrong = alerts.flatMap((alert) => {
    const labels = listsOf(alert).flatMap((list) =>
      list === 'namespaces' ? 'namespace' : list === 'applications' ? 'application' : 'model_name',
    );
    const [, ...others] = conditionsOf(alert);
    return others.flatMap(({ on, signal }) => {
      const had = typeof signal === 'function' ? [] : signal.labels;
      return labels
        .filter((name) => had.includes(name) && on?.includes(name) === false)
        .map((name) => `${alert.name}: ${name}`);
    });
  });
  expect(wrong).toEqual([]);
});

describe('an inhibition', () => {
  const overrides = [
    { name: 'lab', namespaces: ['lab'], alerts: { ArksRuntimeStalled: { severity: 'warning' } } },
    { name: 'shop', applications: ['shop'], alerts: { ArksRuntimeTargetDown: { severity: 'critical' } } },
  ];
  const replica = { namespace: 'lab', application: 'shop', role: 'unified', pod: 'shop-0' };
  const stalled = (severity: string) => ({ ...replica, alertname: 'ArksRuntimeStalled', severity });
  const down = (severity: string) => ({ ...replica, alertname: 'ArksRuntimeTargetDown', severity });
  const { inhibited } = planOf(withOverrides(overrides));
  const isSilenced = (by: Record<string, string>, other: Record<string, string>) =>
    inhibited.some((one) => silences(one, by, other));

  test.each([
    ['critical', 'critical', true],
    ['critical', 'warning', true],
    ['warning', 'warning', true],
    ['warning', 'critical', false],
  ])('of an alert that is %s here by one that is %s: %s', (by, other, silenced) => {
    expect(isSilenced(stalled(by), down(other))).toBe(silenced);
  });

  test('is what it was where overrides leave severities alone', () => {
    const other = [{ name: 'lab', namespaces: ['lab'], thresholds: { errorRatio: 0.3 } }];
    expect(planOf(withOverrides(other)).inhibited).toEqual(planOf(environment).inhibited);
  });
});

test('synth says which limits of overrides no bucket reaches, and which can only be a slip', () => {
  const own = withOverrides([
    { name: 'x', models: ['r1'], thresholds: { requestP95Seconds: 70, errorRatio: 0.00001 } },
  ]);
  expect(alertsThatCannotFire(own)).toContain(
    'alerts.overrides[0].thresholds.requestP95Seconds of 70 is never reached on vllm v0 (60 at most), sglang g0 (60 at most)',
  );
  expect(doubts(own)).toEqual([
    'warning: alerts.overrides[0].thresholds.errorRatio is 0.00001, more than 1000 times below its default of 0.05',
  ]);
});
