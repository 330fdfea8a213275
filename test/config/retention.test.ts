import { describe, expect, test } from 'vitest';
import { objectivesOf } from '../../src/rules/objectives/measured.js';
import { environmentOf } from '../support/environment.js';
import { FILE, problemsIn } from '../support/environment-problems.js';

const up = (window: string) =>
  `slos: [{ name: up, indicator: gatewayAvailability, objectivePercent: 99, window: ${window} }]`;

describe('an objective that looks back further than samples are kept', () => {
  test('is refused where it stands, with what is kept, which windows hold and what to set', () => {
    expect(problemsIn(up('30d'))).toEqual([
      'slos[0].window must not be longer than samples are kept, 10d by prometheus.retention; allowed are 7d, or set ' +
        `prometheus.retention to what is kept, got "30d" (${FILE}:1:82)`,
    ]);
  });

  test.each([
    ['28d and 30d where Prometheus keeps 30d', 'prometheus: { retention: 30d }', '30d'],
    ['28d where it keeps four weeks', 'prometheus: { retention: 4w }', '28d'],
    ['any where Mimir does', 'cluster: { name: a }\nrules: { target: mimir }', '30d'],
    ['any where Thanos does', 'cluster: { name: a }\nrules: { target: thanos }', '30d'],
    ['30d where VictoriaMetrics keeps its month', 'rules: { target: victoriametrics }', '30d'],
    [
      '30d in a store, whatever the Prometheus before it keeps',
      'cluster: { name: a }\nprometheus: { retention: 2h }\nrules: { target: mimir }',
      '30d',
    ],
  ])('holds %s', (_, settings, window) => {
    expect(problemsIn(`${settings}\n${up(window)}`)).toEqual([]);
  });

  test('is compared with what the store keeps where that is said', () => {
    expect(problemsIn(`cluster: { name: a }\nrules: { target: mimir, retention: 28d }\n${up('30d')}`)).toEqual([
      'slos[0].window must not be longer than samples are kept, 28d by rules.retention; allowed are 7d, 28d, or set ' +
        `rules.retention to what is kept, got "30d" (${FILE}:3:82)`,
    ]);
  });

  test('is told together with what is wrong elsewhere, and says so of a window that is not written', () => {
    const problems = problemsIn(
      'prometheus: { retention: 5d }\nscrape: { interval: 2h }\nslos: [{ name: up, indicator: gatewayAvailability, objectivePercent: 99 }]',
    );
    expect(problems).toContain(
      'slos[0].window must not be longer than samples are kept, 5d by prometheus.retention; the shortest is 7d, or set ' +
        `prometheus.retention to what is kept, got "7d", the default (${FILE}:3:8)`,
    );
    expect(problems).toContainEqual(expect.stringMatching(/^scrape\.interval must not be above 1m/));
  });
});

describe('the objectives that nobody wrote', () => {
  test('hold in what kube-prometheus-stack keeps', () => {
    expect(objectivesOf(environmentOf({})).map(({ window }) => window)).toEqual(['7d', '7d', '7d']);
    expect(environmentOf({}).prometheus.retention).toBe('10d');
  });

  test('are refused where less is kept, at the setting, unless there are to be none', () => {
    expect(problemsIn('prometheus: { retention: 5d }')).toEqual([
      'prometheus.retention must be at least 7d, which the default objectives look back; write slos: [] to have none, got ' +
        `"5d" (${FILE}:1:26)`,
    ]);
    expect(problemsIn('prometheus: { retention: 5d }\nslos: []')).toEqual([]);
  });
});

test('rules.retention beside the target prometheus is refused, since two settings would say one thing', () => {
  expect(problemsIn('rules: { retention: 30d }')).toEqual([
    `rules.retention must not be set where rules.target is prometheus; prometheus.retention says it, got "30d" (${FILE}:1:21)`,
  ]);
});
