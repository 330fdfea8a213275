import { describe, expect, inject, test } from 'vitest';
import { target } from '../../src/dashboards/queries.js';
import { asGrouped } from '../../src/scraping/as-grouped.js';
import { loadPerPod } from '../../src/signals/requests/balance.js';
import { requestsRunning } from '../../src/signals/requests/requests.js';
import { alertStories } from '../stories/index.js';
import { play } from '../stories/play.js';
import { alertOfTeams, groupsOfTeams, inTeams, storyOfTeams, withTeams } from '../support/of-teams.js';
import { checkRules } from '../support/promtool.js';
import { playRecord } from '../support/record-test.js';
import { groupsFor } from '../support/rules.js';
import { casesByRecord } from './cases.js';
import { environmentWithEverything } from './every-objective.js';

const { promtool } = inject('prometheus');
const environment = withTeams();
const all = groupsOfTeams({}, environmentWithEverything.slos);
const { labelsOf } = asGrouped(environment);

/** Of every runtime, one of single replicas and one that no label divides; all of them are held by test/proofs. */
const RECORDS = [
  'application:arks_requests:rate5m',
  'pod:arks_requests_running:sum',
  'application:arks_replicas:count',
];
/** One that reads a record as it is, one of a ratio of sums and one that asks custom resources. */
const ALERTS = ['ArksRuntimeFirstTokenSlow', 'ArksRuntimeErrorsHigh', 'ArksApplicationReplicasUnavailable'];

test('every rule of an environment with two labels in records passes promtool, those of objectives included', async () => {
  expect(await checkRules(promtool, all)).toMatchObject({ ok: true });
  const grouped = all.flatMap(({ rules }) => rules).filter(({ expr }) => expr.includes('team, example_com_plane'));
  expect(grouped.length).toBeGreaterThan(100);
});

describe('pods with two labels and pods without them come out apart, each as if it were alone', () => {
  test.concurrent.each(RECORDS)('in %s', async (record) => {
    const rules = groupsFor(all, (rule) => 'record' in rule && rule.record === record);
    const cases = (casesByRecord.get(record) ?? []).map((one) => inTeams(one, labelsOf(record).length > 0));
    expect(cases).not.toEqual([]);
    expect(await playRecord(promtool, record, cases, rules)).toBe('');
  });
});

describe('of two teams one is told, with its labels where the alert is about pods', () => {
  test.concurrent.each(alertStories.filter(({ alert }) => ALERTS.includes(alert)))('$alert', async (stories) => {
    const { groups, isTold } = alertOfTeams(stories);
    expect(isTold).toBe(stories.alert !== 'ArksApplicationReplicasUnavailable');
    expect(await play(promtool, stories.alert, groups, storyOfTeams(stories, isTold))).toBe('');
  });
});

test('budgets of an objective by application have the labels, and those by namespace do not', () => {
  const eventsOf = (name: string) =>
    all
      .flatMap(({ rules }) => rules)
      .find((rule) => 'record' in rule && rule.record === 'slo:arks_total:rate5m' && rule.labels?.['slo'] === name)
      ?.expr;
  expect(eventsOf('requestlatency-application')).toContain('application, team, example_com_plane)');
  expect(eventsOf('requestlatency-namespace')).not.toContain('team');
});

test('a line of a panel is named by the labels, and what is added up is not', () => {
  const context = {
    ...{ cluster: 'cluster', variables: [], places: new Map(), grouped: asGrouped(environment) },
    stored: (expression: string) => expression,
  };
  const legendOf = (by?: 'sum') =>
    target(
      {
        of: by === undefined ? loadPerPod : requestsRunning,
        legend: 'x',
        ...(by && { by: { reduce: by, labels: [] } }),
      },
      0,
      context,
      'range',
    ).build();
  expect(legendOf()).toMatchObject({ legendFormat: 'x {{team}} {{example_com_plane}}' });
  expect(legendOf('sum')).toMatchObject({ legendFormat: 'x' });
});
