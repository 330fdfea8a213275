import { expect, test } from 'vitest';
import { firstScreen } from '../checks/first-screen.js';
import type { PanelReport, Report } from '../model/report.js';
import { column, drawnPage, drawnPanel, field } from './fixtures.js';

const red = drawnPanel({ type: 'stat', title: 'Alerts', fields: [field({ stateColour: '#D55E00' })] });
const COLUMNS = [
  column({ name: 'Alert', field: 'alertname', links: ['https://runbooks.example/alert.md'] }),
  column({ name: 'Since', field: 'Value #A', kind: 'number', unit: 's' }),
  column({}),
];

function alerts(columns = COLUMNS, part: Partial<PanelReport> = {}): PanelReport {
  return drawnPanel({
    type: 'table',
    table: { rows: 2, columns, calculated: [], needs: 900, has: 900 },
    top: 300,
    ...part,
  });
}

function said(panels: readonly PanelReport[], part: Partial<Report> = {}): readonly string[] {
  return firstScreen.of(drawnPage(panels, { uid: 'arks-overview', ...part }));
}

test('a red tile and a table of alerts with since, subject and runbook answer everything', () => {
  expect(said([red, alerts()])).toEqual([]);
});

test('each question is told that no column answers', () => {
  expect(said([red, alerts([column({ name: 'Alert', field: 'alertname' })])])).toEqual([
    'the first screen does not say since when: no column of the table of alerts is a time',
    'the first screen does not say who is hurt: no column of the table of alerts is a namespace or an application',
    'the first screen does not say what to do: nothing in the table of alerts leads to a runbook or to a dashboard',
  ]);
});

test('another table answers nothing about alerts', () => {
  expect(said([red, alerts(COLUMNS.slice(1))])).toHaveLength(4);
});

test('what is below the first screen does not count', () => {
  expect(said([red, alerts(COLUMNS, { top: 860 })])).toHaveLength(4);
  expect(said([{ ...red, top: 1_200 }, alerts()])).toEqual(['alerts fire, and no tile of the first screen is red']);
});

test('a green tile is no red one', () => {
  expect(said([{ ...red, fields: [field({ stateColour: '#009E73' })] }, alerts()])).toHaveLength(1);
});

test('other dashboards and quiet days are asked nothing', () => {
  expect(said([], { uid: 'arks-slo' })).toEqual([]);
  expect(said([], { set: 'healthy' })).toEqual([]);
});
