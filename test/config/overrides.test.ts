import { expect, test } from 'vitest';
import { environmentOf } from '../support/environment.js';
import { FILE, problemsIn } from '../support/environment-problems.js';

/** The problems of a file with these overrides, each without its place. */
const said = (overrides: string, more = '') =>
  problemsIn(`alerts:\n${more}  overrides:\n${overrides}`).map((problem) => problem.replace(/ \([^()]*\)$/, ''));
const one = (change: string, lists = 'models: [r1]') => `    - { name: a, ${lists}, ${change} }`;
const AT = 'alerts.overrides[0]';

test.each([
  [
    'about nothing',
    '    - { name: a, thresholds: { errorRatio: 0.3 } }',
    `${AT} must have at least one of namespaces, applications, models`,
  ],
  ['that changes nothing', '    - { name: a, models: [r1] }', `${AT} must change something: a threshold or an alert`],
  [
    'of an alert that is nowhere',
    one('alerts: { ArksRuntimStalled: { for: 3m } }'),
    `${AT}.alerts.ArksRuntimStalled must name an alert, got "ArksRuntimStalled"; did you mean ArksRuntimeStalled?`,
  ],
  [
    'of what is everybody’s',
    one('alerts: { ArksGatewayDown: { for: 3m } }'),
    `${AT}.alerts.ArksGatewayDown must be about an alert that can be told apart by models; ArksGatewayDown is about what is everybody's`,
  ],
  [
    'of what has no model',
    one('thresholds: { quotaNearlyRatio: 0.7 }'),
    `${AT}.thresholds.quotaNearlyRatio must be a limit of an alert that can be told apart by models; ArksQuotaNearlyExhausted can be by namespaces`,
  ],
  [
    'of budgets',
    one('alerts: { ArksSloBudgetBurn: { off: no } }'),
    `${AT}.alerts.ArksSloBudgetBurn must not be about budgets`,
  ],
  [
    'of the time of an alert that has a threshold for it',
    one('alerts: { ArksRuntimeTargetDown: { for: 3m } }', 'namespaces: [tenant-a]'),
    `${AT}.alerts.ArksRuntimeTargetDown.for must be written as thresholds.replicaStart, which this alert waits for, got "3m"`,
  ],
  [
    'that says of an alert that it is off and how it is',
    one('alerts: { ArksRuntimeStalled: { off: no, for: 3m } }'),
    `${AT}.alerts.ArksRuntimeStalled must have for or severity, or off alone`,
  ],
  [
    'beyond all buckets',
    one('thresholds: { firstTokenP95Seconds: 900 }'),
    `${AT}.thresholds.firstTokenP95Seconds must be at most 400`,
  ],
  [
    'of a limit that is everybody’s',
    one('thresholds: { gatewayErrorRatio: 0.3 }'),
    `${AT}.thresholds.gatewayErrorRatio is not a setting; allowed are minimumRequestsPerSecond`,
  ],
  [
    'of which another before it leaves nothing',
    `${one('thresholds: { errorRatio: 0.3 }')}\n    - { name: b, models: [r1], applications: [chat], thresholds: { errorRatio: 0.2 } }`,
    'alerts.overrides[1] must be about series of ArksRuntimeErrorsHigh that no override before it has, got those of a, which count first',
  ],
])('an override %s is refused', (_, overrides, problem) => {
  expect(said(overrides)).toEqual([expect.stringContaining(problem)]);
});

test('a second override of a name is refused for its name, and nobody is told of what it would change', () => {
  const limit = one('thresholds: { errorRatio: 0.3 }');
  expect(said(`${limit}\n${limit}`)).toEqual([
    'alerts.overrides[1].name must be unique, got "a", as in alerts.overrides[0].name',
  ]);
});

test('an override of an alert that is off everywhere is refused, with its place', () => {
  const text =
    'alerts:\n  off: { ArksRuntimeStalled: not here }\n  overrides:\n    - name: a\n      models: [r1]\n      alerts:\n        ArksRuntimeStalled: { for: 3m }\n';
  expect(problemsIn(text)).toEqual([
    `alerts.overrides[0].alerts.ArksRuntimeStalled must not be about an alert that alerts.off switches off (${FILE}:7:9)`,
  ]);
});

test('a namespace that is no tenant’s is refused, and one that alerts are not about', () => {
  const text = (more: string) =>
    `${more}\nalerts:\n  overrides:\n${one('thresholds: { errorRatio: 0.3 }', 'namespaces: [tenant-c]')}`;
  expect(problemsIn(text('tenants: { namespaces: [tenant-a] }'))).toEqual([
    expect.stringContaining(
      `${AT}.namespaces[0] must be one of tenants.namespaces, which are tenant-a, got "tenant-c"`,
    ),
  ]);
  expect(said(one('thresholds: { errorRatio: 0.3 }', 'namespaces: [tenant-c]'), '  namespaces: [tenant-a]\n')).toEqual([
    expect.stringContaining(`${AT}.namespaces[0] must be one of alerts.namespaces, which are tenant-a, got "tenant-c"`),
  ]);
});

test('overlaps that would break a rule into many parts are refused', () => {
  const name = (kind: string, index: number) => [`${kind}${index}`, `${kind}${index + 1}`];
  const overrides = Array.from({ length: 9 }, (_, index) => ({
    name: `o${index}`,
    namespaces: name('n', index),
    applications: name('a', 8 - index),
    models: name('m', (index * 4) % 9),
    thresholds: { errorRatio: 0.3 },
  }));
  expect(() => environmentOf({ alerts: { overrides } })).toThrow(
    /^alerts\.overrides must overlap less: a rule of ArksRuntimeErrorsHigh would have \d+ parts, at most 25/,
  );
  expect(environmentOf({ alerts: { overrides: overrides.slice(0, 3) } }).alerts.overrides).toHaveLength(3);
});
