import { describe, expect, test } from 'vitest';
import { groupingOf } from '../../src/config/objectives.js';
import { crossingTenants, groupOf } from '../../src/rules/objectives/grouping.js';
import { objectivesOf, unmeasuredObjectives } from '../../src/rules/objectives/measured.js';
import { environmentOf } from '../support/environment.js';
import { FILE, problemsIn, textOf } from '../support/environment-problems.js';
import { ruleGroups } from '../support/rules.js';

const UP = 'name: up, indicator: gatewayAvailability';
const FAST = 'name: fast, indicator: firstToken';

describe('an objective that is wrong is reported where it stands', () => {
  test.each([
    [
      '{ name: fast, indicator: firstTokens, objectivePercent: 99 }',
      `slos[0].indicator must be one of firstToken, interToken, requestLatency, gatewayAvailability, goodput, events, got "firstTokens"; did you mean firstToken? (${FILE}:1:33)`,
    ],
    [
      `{ ${FAST}, objectivePercent: 99 }`,
      `slos[0].thresholdSeconds must be given for firstToken, got nothing (${FILE}:1:8)`,
    ],
    [
      '{ name: good, indicator: goodput, objectivePercent: 99 }',
      `slos[0].thresholdSeconds must be given for goodput, got nothing (${FILE}:1:8)`,
    ],
    [
      `{ ${UP}, thresholdSeconds: 7, objectivePercent: 99 }`,
      `slos[0].thresholdSeconds must not be given for gatewayAvailability, got 7 (${FILE}:1:70)`,
    ],
    [
      `{ ${UP}, objectivePercent: 99, selector: { application: chat } }`,
      `slos[0].selector.application must not be given for gatewayAvailability: the gateway knows models only, got "chat" (${FILE}:1:99)`,
    ],
    [`{ ${UP}, objectivePercent: 49 }`, `slos[0].objectivePercent must be at least 50, got 49 (${FILE}:1:70)`],
    // A share where a percentage is meant.
    [`{ ${UP}, objectivePercent: 0.999 }`, `slos[0].objectivePercent must be at least 50, got 0.999 (${FILE}:1:70)`],
    [`{ ${UP}, objectivePercent: 100 }`, `slos[0].objectivePercent must be at most 99.999, got 100 (${FILE}:1:70)`],
    [
      `{ ${UP}, objectivePercent: 99, window: 14d }`,
      `slos[0].window must be one of 7d, 28d, 30d, got "14d" (${FILE}:1:82)`,
    ],
    [
      '{ name: Up, indicator: gatewayAvailability, objectivePercent: 99 }',
      `slos[0].name must be a DNS label: lower-case letters, digits and "-", at most 63 characters, got "Up" (${FILE}:1:16)`,
    ],
    [
      `{ ${FAST}, thresholdSeconds: 0, objectivePercent: 99 }`,
      `slos[0].thresholdSeconds must be above 0, got 0 (${FILE}:1:63)`,
    ],
    [
      `{ ${UP}, objectivePercent: 99, selector: { modle: qwen-7b } }`,
      `slos[0].selector.modle is not a setting; did you mean slos[0].selector.model? (${FILE}:1:86)`,
    ],
    [
      `{ ${UP}, objectivePercent: 99, selector: { model: "" } }`,
      `slos[0].selector.model must not be empty, got "" (${FILE}:1:93)`,
    ],
    [
      `{ ${UP}, objectivePercent: 99, grouping: application }`,
      `slos[0].grouping must be one of model, namespace, none for gatewayAvailability, got "application" (${FILE}:1:84)`,
    ],
    [
      `{ ${FAST}, thresholdSeconds: 10, objectivePercent: 99, grouping: model }`,
      `slos[0].grouping must be one of application, namespace, none for firstToken, got "model" (${FILE}:1:99)`,
    ],
    [
      `{ ${UP}, objectivePercent: 99, grouping: models }`,
      `slos[0].grouping must be one of application, model, namespace, none, got "models"; did you mean model? (${FILE}:1:84)`,
    ],
    [`{ ${UP} }`, `slos[0].objectivePercent must be a number, got nothing (${FILE}:1:8)`],
  ])('%s', (objective, problem) => {
    expect(problemsIn(`slos: [${objective}]`)).toEqual([problem]);
  });

  test('a name that stands twice, since two objects would have it', () => {
    const twice = `slos: [{ ${UP}, objectivePercent: 99 }, { ${UP}, objectivePercent: 95 }]`;
    expect(problemsIn(twice)).toEqual([
      expect.stringMatching(/^slos\[1\]\.name must be unique, got "up", as in slos\[0\]\.name \(.*:1:84\)$/),
    ]);
  });

  test('a mapping in place of the list', () => {
    expect(problemsIn('slos: {}')).toEqual([`slos must be a list, got {} (${FILE}:1:7)`]);
  });
});

const namesOf = (settings: object) => objectivesOf(environmentOf(settings)).map(({ name }) => name);

test('no rule of an objective reads every sample of a day or more: what looks back so far does it in steps', () => {
  const rules = ruleGroups(environmentOf({})).flatMap(({ name, rules: all }) =>
    name.startsWith('arks-slo-') ? all : [],
  );
  expect(rules.length).toBeGreaterThan(50);
  expect(rules.filter(({ expr }) => /\[\d+[dwy]\]/.test(expr)).map(({ expr }) => expr)).toEqual([]);
});

describe('the objectives of an environment', () => {
  test('are three that fit most installations where it names none', () => {
    expect(namesOf({})).toEqual(['gateway-availability', 'model-availability', 'first-token']);
  });

  test('whatever one of these counts together, another tells apart with no smaller promise', () => {
    const all = objectivesOf(environmentOf({}));
    const together = all.filter((one) => groupingOf(one) === 'none');
    expect(together.map(({ name }) => name)).toEqual(['gateway-availability']);
    for (const { indicator, objectivePercent } of together) {
      const apart = all.filter((one) => one.indicator === indicator && groupOf(one).labels.includes('namespace'));
      expect(apart.map((one) => one.objectivePercent)).toEqual([objectivePercent]);
    }
  });

  test('are those of the three that are measured there', () => {
    expect(namesOf({ surfaces: { envoy: { enabled: false } } })).toEqual(['first-token']);
    const gatewayOnly = { surfaces: { runtime: { enabled: false }, disaggregated: { enabled: false } } };
    expect(namesOf(gatewayOnly)).toEqual(['gateway-availability', 'model-availability']);
  });

  test('cannot be measured at a surface that is switched off', () => {
    const unmeasured = (settings: object) => {
      const environment = environmentOf(settings);
      return unmeasuredObjectives(environment, objectivesOf(environment)).map(textOf);
    };
    const slos = [{ name: 'up', indicator: 'gatewayAvailability', objectivePercent: 99.9 }];
    expect(unmeasured({ slos })).toEqual([]);
    expect(unmeasured({ slos, surfaces: { envoy: { enabled: false } } })).toEqual([
      expect.stringMatching(
        /^slos\[0\]\.indicator must be measured here, got gatewayAvailability, which needs surfaces\.envoy to be enabled \(environments\/\S+\.yaml:\d+:\d+\)$/,
      ),
    ]);
  });

  test('are none where its list is empty', () => {
    expect(namesOf({ slos: [] })).toEqual([]);
  });

  test('are about everything over 7 days where they say no more', () => {
    const slos = [{ name: 'up', indicator: 'gatewayAvailability', objectivePercent: 99.9 }];
    expect(environmentOf({ slos }).slos).toEqual([{ ...slos[0], window: '7d', selector: {} }]);
  });
});

describe('whose budget it is', () => {
  const fast = { name: 'fast', indicator: 'firstToken', thresholdSeconds: 10, objectivePercent: 99 } as const;
  const up = { name: 'up', indicator: 'gatewayAvailability', objectivePercent: 99 } as const;
  const rulesOf = (settings: object) => ruleGroups(environmentOf(settings)).flatMap(({ rules }) => rules);
  const totals = (objective: object) =>
    rulesOf({ slos: [objective] }).flatMap((rule) =>
      'record' in rule && rule.record === 'slo:arks_total:rate5m' ? [rule.expr.replaceAll(/\s+/g, ' ')] : [],
    );

  test.each([
    ['of what engines measure each application', fast, 'sum by (cluster, namespace, application) ('],
    ['of what engines measure each namespace', { ...fast, grouping: 'namespace' }, 'sum by (cluster, namespace) ('],
    ['of what engines measure nobody in particular', { ...fast, grouping: 'none' }, 'sum by (cluster) (application:'],
    ['of the gateway nobody in particular', up, 'sum by (cluster) (gateway:arks_requests:'],
    [
      'of some models each',
      { ...up, selector: { namespace: 'tenant-a' } },
      'sum by (cluster, namespace, model) (gateway:arks_upstream_requests:',
    ],
    [
      'of every model each',
      { ...up, grouping: 'model' },
      'sum by (cluster, namespace, model) (gateway:arks_upstream_requests:',
    ],
    [
      'of some models together',
      { ...up, selector: { model: 'qwen-7b' }, grouping: 'none' },
      'sum by (cluster) (gateway:arks_upstream_requests:',
    ],
  ])('%s', (_, objective, expected) => {
    expect(totals(objective)).toEqual([expect.stringContaining(expected)]);
  });

  test.each([
    ['one of no namespace is told of those that alerts are about', {}, 4],
    ['one of a namespace is about that one', { selector: { namespace: 'tenant-b' } }, 0],
    ['one of all together is about all', { grouping: 'none' }, 0],
  ])('%s', (_, own, count) => {
    const rules = rulesOf({ slos: [{ ...fast, ...own }], alerts: { namespaces: ['tenant-a'] } });
    const withMatcherOnEverySelector = rules.filter(
      (rule) => 'alert' in rule && rule.alert === 'ArksSloBudgetBurn' && rule.expr.includes('namespace="tenant-a"'),
    );
    expect(withMatcherOnEverySelector).toHaveLength(count);
  });

  test('synth says which objectives add up the engines of every tenant', () => {
    const slos = [
      fast,
      { ...fast, name: 'all', grouping: 'none' },
      { ...fast, name: 'own', grouping: 'none', selector: { namespace: 'tenant-a' } },
      { ...up, grouping: 'none' },
    ];
    const environment = environmentOf({ slos });
    expect(crossingTenants(objectivesOf(environment), environment)).toEqual([
      {
        message:
          'objective all adds up the engines of every namespace: one of them with large counts can hide the failures of others, or fake them',
        setting: ['slos', 1],
      },
    ]);
  });
});

test('the alerts of goodput, and of nothing else, say that it is a lower bound', () => {
  const slos = [
    { name: 'good', indicator: 'goodput', thresholdSeconds: 10, objectivePercent: 99 },
    { name: 'quick', indicator: 'requestLatency', thresholdSeconds: 10, objectivePercent: 99 },
  ];
  const rules = ruleGroups(environmentOf({ slos })).flatMap(({ rules }) => rules);
  const told = rules.flatMap((rule) =>
    'alert' in rule && rule.annotations['description']?.includes('counts twice') ? (rule.labels?.['slo'] ?? '') : [],
  );
  expect(told).toEqual(['good', 'good', 'good', 'good']);
});
