import { describe, expect, test } from 'vitest';
import { asGrouped } from '../../src/scraping/as-grouped.js';
import { wronglyPassed } from '../../src/scraping/passed-checks.js';
import { environmentOf } from '../support/environment.js';

const recorded = (name: string) => ({ name, inRecords: true });
const passing = (...endpoints: readonly object[]) => environmentOf({ scrape: { endpoints } });
const problems = (...endpoints: readonly object[]) =>
  wronglyPassed(passing(...endpoints)).map(({ message }) => message);
const engines = (...podTargetLabels: readonly unknown[]) => ({
  surfaces: ['runtime', 'disaggregated'],
  podTargetLabels,
});

test('labels of engines, of routers and of Services that applications have may be in records', () => {
  expect(
    problems(
      { ...engines(recorded('example.com/team'), 'plane'), surfaces: ['disaggregated', 'router'] },
      { surfaces: ['runtime'], podTargetLabels: [recorded('example.com/team')], targetLabels: [recorded('tier')] },
      { surfaces: ['gateway'], podTargetLabels: ['example.com/team'] },
    ),
  ).toEqual([]);
});

describe('what cannot be in records is refused at its place', () => {
  test.each([
    [
      'a label of ours',
      [engines(recorded('namespace'))],
      'podTargetLabels[0] must not be namespace: the label namespace says',
    ],
    [
      'a label of the catalogue',
      [engines(recorded('finished-reason'))],
      'must not be finished-reason: the label finished_reason',
    ],
    ['a label of alerts', [engines(recorded('slo'))], 'must not be slo: the label slo says already'],
    [
      'a label that only records have',
      [engines(recorded('override'))],
      'must not be override: the label override says already',
    ],
    ['a number', [engines(recorded('Inf'))], 'must not be Inf with inRecords'],
    [
      'a label of what is everybody’s',
      [{ surfaces: ['gateway'], podTargetLabels: [recorded('team')] }],
      'podTargetLabels[0] must not have inRecords for gateway: only engines and routers',
    ],
    [
      'the fourth',
      [engines(...['a', 'b', 'c', 'd'].map(recorded))],
      'podTargetLabels[3] must not be the 4th label of records: at most 3, and these are a, b, c',
    ],
    [
      'one that others do not want there',
      [engines(recorded('team')), { surfaces: ['router'], podTargetLabels: ['team'] }],
      'endpoints[1].podTargetLabels[0] must be { name: team, inRecords: true } as in scrape.endpoints[0].podTargetLabels[0]',
    ],
    [
      'one that another key becomes',
      [engines(recorded('a.b/team')), { surfaces: ['router'], podTargetLabels: [recorded('a.b-team')] }],
      'endpoints[1].podTargetLabels[0] must become a label of its own: a_b_team is what scrape.endpoints[0].podTargetLabels[0]',
    ],
    [
      'one that a rule writes',
      [
        engines(recorded('team')),
        { surfaces: ['router'], relabelings: [{ sourceLabels: ['a'], targetLabel: 'team' }] },
      ],
      'must not have inRecords while scrape.endpoints[1].relabelings[0] changes the label team',
    ],
    [
      'one that a rule drops',
      [{ ...engines(recorded('team')), metricRelabelings: [{ action: 'labeldrop', regex: 'te.*' }] }],
      'must not have inRecords while scrape.endpoints[0].metricRelabelings[0] changes the label team',
    ],
    [
      'one that a rule may copy over',
      [
        {
          ...engines(recorded('zz/team')),
          relabelings: [{ action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)', replacement: 'zz_$1' }],
        },
      ],
      'must not have inRecords while scrape.endpoints[0].relabelings[0] changes the label zz_team',
    ],
  ])('%s', (_, endpoints, words) => {
    expect(problems(...endpoints)).toEqual([expect.stringContaining(words)]);
  });
});

test('an environment that asks for no label in records reads every expression as it is written', () => {
  const { whole, recorded: ofRecord, inside, labelsOf } = asGrouped(passing(engines('team')));
  const odd = 'sum  by(application) (vllm:num_requests_running)';
  expect([whole(odd), ofRecord('a:b', odd), inside(odd)]).toEqual([odd, odd, odd]);
  expect(labelsOf(odd)).toEqual([]);
});
