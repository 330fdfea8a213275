import { ruleGroups } from '@arks-monitoring/simulator/operator/rule-groups.js';
import { expect, test } from 'vitest';
import { planOf } from '../../src/plan/plan.js';
import { seriesNames } from '../../src/promql/names.js';
import { loadedBy } from '../../tools/bench/dashboards/loaded.js';
import { dashboardsTable } from '../../tools/bench/dashboards/table.js';
import { recordsOf } from '../../tools/bench/queries/raw-form.js';
import { environmentOf } from '../support/environment.js';

const environment = environmentOf({});
const records = recordsOf(ruleGroups(environment));
const loaded = planOf(environment).drawn.flatMap((dashboard) => loadedBy(dashboard, records, 30));

test('every query of every dashboard is opened with All, and has a form that reads no record', () => {
  expect(loaded.length).toBeGreaterThan(150);
  for (const { recorded, raw } of loaded) {
    expect(recorded).not.toContain('$');
    expect(seriesNames(raw).filter((name) => records.has(name))).toEqual([]);
  }
});

test('a graph is drawn in as many steps as there are scrapes, a tile in one, a total in one for each five minutes, the worst of many in twice as many', () => {
  expect(new Set(loaded.map(({ steps }) => steps))).toEqual(new Set([1, 72, 720, 1440]));
});

test('the dearest dashboard stands first', () => {
  const cost = (uid: string, recorded: number, raw: number) => ({ uid, queries: 2, recorded, raw });
  const lines = dashboardsTable([cost('a', 0, 5), cost('b', 10, 25)])
    .split('\n')
    .slice(2);
  expect(lines).toEqual(['| b | 2 | 10 | 25 | 2.5 |', '| a | 2 | 0 | 5 |  |']);
});
