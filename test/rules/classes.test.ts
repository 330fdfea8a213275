import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OVERRIDE_LISTS, type Override } from '../../src/config/overrides.js';
import { ownThresholds, thresholdNames } from '../../src/config/thresholds.js';
import { planOf } from '../../src/plan/plan.js';
import { conditionsOf, thresholdsOf } from '../../src/rules/alert.js';
import { watchedOf } from '../../src/rules/alert-context.js';
import { alertingGroups, alertRules } from '../../src/rules/alerting.js';
import { bucketAlerts } from '../../src/rules/alerts/buckets.js';
import { alerts } from '../../src/rules/alerts/index.js';
import { runtimeLatencyAlerts } from '../../src/rules/alerts/runtime-latency.js';
import { runtimeStateAlerts } from '../../src/rules/alerts/runtime-state.js';
import { ruledClassesOf } from '../../src/rules/class-parts.js';
import { classesOf, listsOf } from '../../src/rules/classes.js';
import { doubts } from '../../src/rules/doubts.js';
import { alertsThatCannotFire } from '../../src/rules/reach.js';
import { MOST_RULES } from '../../src/rules/rule-group.js';
import { matchersOf, type Selection } from '../../src/rules/selections.js';
import { matchesAll, silences } from '../../tools/alertmanager/silenced.js';
import { environmentOf } from '../support/environment.js';
import { messagesOf } from '../support/messages-of.js';

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
            parts
              .filter((part) => matchesAll(matchersOf(part), { namespace, application, model_name }))
              .map(() => override),
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
    expect(classesOf(SLOW, environment)).toMatchObject([{ parts: [{}] }]);
  });

  test('what is of a list as well as of another is left whole, in one rule of one part', () => {
    const overrides = [
      { name: 'pair', namespaces: ['tenant-a'], models: ['e5'], thresholds: { firstTokenP95Seconds: 3 } },
      { name: 'all', models: ['e5', 'bge-m3'], thresholds: { firstTokenP95Seconds: 2 } },
    ];
    const [rest] = classesOf(SLOW, withOverrides(overrides));
    expect(rest?.parts.map(matchersOf)).toEqual([[{ label: 'model_name', operator: '!~', value: 'bge-m3|e5' }]]);
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
    expect(rest?.expr).toContain('p95_5m{model_name!="bge-m3"}');
    expect(rest?.annotations['summary']).toContain('limit 10s');
    expect(own).toMatchObject({ for: '3m', labels: { severity: 'critical', override: 'embedding' } });
    expect(own?.expr).toContain('p95_5m{model_name="bge-m3"}');
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

  test('the buckets of engines are held against the limits that the latencies have, and against none of what is off', () => {
    const [rest, own, ...others] = rulesOf([embedding], 'ArksRuntimeBucketsTooCoarse');
    expect(others).toEqual([]);
    expect(own?.labels['override']).toBe('embedding');
    expect(own?.expr).toContain('{latency="first-token",model_name="bge-m3"} < 1');
    expect(own?.expr).not.toMatch(/inter-token|latency="request"|slo/);
    expect(rest?.expr).toContain('{latency="first-token",model_name!="bge-m3"} < 10\n');
    expect(rest?.expr).toContain('{latency="inter-token",model_name!="bge-m3"} < 0.2\n');
    expect(rest?.expr).toContain('{latency="request"} < 120');
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

describe('an alert that reads the limits of others', () => {
  const following = alerts.filter((alert) => alert.when === undefined && alert.limitsOf !== undefined);

  test('says so: no other alert reads a limit that some alert judges a quantity by', () => {
    const judged: readonly unknown[] = alerts.map(({ when }) => when?.limit);
    const reading = alerts.filter(
      (alert) => alert.when === undefined && (alert.thresholds ?? []).some((name) => judged.includes(name)),
    );
    expect(reading.map(({ name }) => name)).toEqual(['ArksRuntimeBucketsTooCoarse']);
    expect(following).toEqual(reading);
  });

  test('can be told apart by all that they can be', () => {
    const wrong = following.filter((alert) => {
      const theirs = alert.when === undefined ? (alert.limitsOf ?? []).flatMap(listsOf) : [];
      return theirs.some((list) => !listsOf(alert).includes(list));
    });
    expect(wrong).toEqual([]);
  });

  const COARSE = bucketAlerts.runtimeBucketsTooCoarse;
  const drawnOverrides = fc.array(
    fc.tuple(lists, fc.constantFrom('limit', 'off', 'itself', 'both'), fc.integer({ min: 1, max: 9 })),
    { minLength: 1, maxLength: 5 },
  );

  test('holds the limit which each of them has wherever it is told, once and as its own overrides say', () => {
    fc.assert(
      fc.property(drawnOverrides, fc.array(series, { minLength: 5, maxLength: 20 }), (drawn, all) => {
        const overrides = drawn.map(([some, kind, limit], index): Override => {
          const off = { ArksRuntimeFirstTokenSlow: { off: 'not here' } };
          const itself = { ArksRuntimeBucketsTooCoarse: { severity: 'critical' } } as const;
          return {
            name: `o${index}`,
            thresholds: kind === 'limit' || kind === 'both' ? { firstTokenP95Seconds: limit } : {},
            alerts: kind === 'off' ? off : kind === 'limit' ? {} : itself,
            ...some,
          };
        });
        const settings = { alerts: { ...environment.alerts, overrides } };
        const about = (parts: readonly Selection[], one: Record<string, string>) =>
          parts.some((part) => matchesAll(matchersOf(part), one));
        for (const { namespace = '', application = '', model_name = '' } of all) {
          const one = { namespace, application, model_name };
          const slow = classesOf(SLOW, settings).find(({ parts }) => about(parts, one));
          const own = classesOf(COARSE, settings).find(({ parts }) => about(parts, one));
          const found = ruledClassesOf(COARSE, settings).filter(({ parts }) =>
            parts.some(({ matchers, limitsOf }) => limitsOf?.includes(SLOW.name) === true && matchesAll(matchers, one)),
          );
          const told = slow?.off === undefined ? [[slow?.thresholds.firstTokenP95Seconds, own?.severity]] : [];
          expect(found.map(({ thresholds, severity }) => [thresholds.firstTokenP95Seconds, severity])).toEqual(told);
        }
        const names = ruledClassesOf(COARSE, settings).map(({ override }) => override);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  test('says nothing of one that is off everywhere', () => {
    const off = environmentOf({ alerts: { off: { ArksRuntimeInterTokenSlow: 'not here' } } });
    const [rule] = alertRules(COARSE, off);
    expect(rule?.expr).not.toContain('inter-token');
    expect(alertRules(COARSE, environment)[0]?.expr).toContain('inter-token');
  });
});

describe('groups of alerts with many overrides', () => {
  const many = Array.from({ length: 12 }, (_, index) => ({
    name: `o${index}`,
    models: [`m${index}`],
    thresholds: { firstTokenP95Seconds: index + 3, interTokenP95Seconds: 0.3, requestP95Seconds: 130 },
    alerts: { ArksRuntimeBucketsTooCoarse: { for: '30m' } },
  }));
  const groupsOf = (overrides: readonly object[]) => alertingGroups(withOverrides(overrides)).map(({ group }) => group);
  const found = groupsOf(many);

  test('have no more rules than rulers take, and lose none', () => {
    expect(found.filter(({ rules }) => rules.length > MOST_RULES || rules.length === 0)).toEqual([]);
    const settings = withOverrides(many);
    const watched = watchedOf(settings);
    const expected = alerts.flatMap((alert) => alertRules(alert, settings, watched));
    const told = (rules: readonly object[]) => rules.map((rule) => JSON.stringify(rule)).sort();
    expect(told(found.flatMap(({ rules }) => rules))).toEqual(told(expected));
    expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
  });

  test('keep their names, with what no override is about, and have further ones beside them', () => {
    const names = groupsOf([]).map(({ name }) => name);
    expect(found.map(({ name }) => name).filter((name) => !/-overrides(-\d+)?$/.test(name))).toEqual(names);
    const latency = found.filter(({ name }) => name.startsWith('arks-alerts-runtime-latency'));
    expect(latency.map(({ name }) => name).slice(0, 3)).toEqual([
      'arks-alerts-runtime-latency',
      'arks-alerts-runtime-latency-overrides',
      'arks-alerts-runtime-latency-overrides-2',
    ]);
    expect(latency[0]?.rules.slice(0, 4).map(({ labels }) => labels['override'])).toContain(undefined);
  });

  test('are those of before with one more at the end, so that no rule changes its group', () => {
    const before = groupsOf(many.slice(0, 11)).filter(({ name }) => name.startsWith('arks-alerts-runtime-latency'));
    for (const { name, rules } of before) {
      const after = found.find((group) => group.name === name)?.rules.map(({ alert, labels }) => [alert, labels]);
      expect(after).toEqual(expect.arrayContaining(rules.map(({ alert, labels }) => [alert, labels])));
    }
  });
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
  expect(messagesOf(alertsThatCannotFire(own))).toContain(
    'alerts.overrides[0].thresholds.requestP95Seconds of 70 is never reached on vllm v0 (60 at most), sglang g0 (60 at most)',
  );
  expect(messagesOf(doubts(own))).toEqual([
    'warning: alerts.overrides[0].thresholds.errorRatio is 0.00001, more than 1000 times below its default of 0.05',
  ]);
});
