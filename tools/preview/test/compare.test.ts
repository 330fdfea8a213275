import { expect, test } from 'vitest';
import { metricsAsked } from '../compare/metrics.js';
import { type Compared, comparisonTable } from '../compare/table.js';
import { readDashboard } from '../model/read-dashboard.js';
import { dashboard, drawnPage, drawnPanel, field, panel } from './fixtures.js';

const target = (expr: string) => ({ refId: 'A', expr });
const cost = { queries: 3, series: 4, samples: 12_345 };

test('a scrape keeps what dashboards ask for, of histograms all, in closed rows too, and nothing that nobody asks for', () => {
  const asking = (expr: string) => panel({ targets: [target(expr)] });
  const row = panel({ type: 'row', panels: [asking('rate(vllm:time_to_first_token_seconds_bucket{a="b"}[5m])')] });
  const asked = metricsAsked([dashboard({ panels: [asking('sum(vllm:num_requests_running)'), row] })]);
  expect(asked).toEqual(['vllm:num_requests_running', 'vllm:time_to_first_token_seconds']);
});

test('what no monitor of ours scrapes is not kept, whoever asks for it', () => {
  const panels = [panel({ targets: [target('up + container_memory_working_set_bytes + nothing_known')] })];
  expect(metricsAsked([dashboard({ panels })])).toEqual([]);
});

const rowOf = (compared: Compared) => comparisonTable([compared]).split('\n')[2];

test('a line tells what is drawn, what has data, what is on the first screen, what it costs and what is found', () => {
  const below = drawnPanel({ id: 2, top: 2_000, fields: [field({}), field({ name: 'b' })], descriptionLength: 401 });
  const drawn = drawnPage([drawnPanel({ empty: 'No data' }), below]);
  expect(rowOf({ name: 'theirs', drawn, cost })).toBe(
    '| `theirs` | 2 | 1 | 0 of 1 | 3 | 4 | 12,345 | contrast 2, description-length 1, distinct-colours 1, drawn 1 |',
  );
});

test('a kind of panel or a transformation that is not drawn here is nobody’s defect', () => {
  const error = 'the transformation configFromData is not drawn here';
  const drawn = drawnPage([drawnPanel({ type: 'histogram', empty: 'No data' }), drawnPanel({ id: 2, error })]);
  expect(rowOf({ name: 'theirs', drawn, cost })).toBe(
    '| `theirs` | 2, 2 not drawn | 0 | 0 of 0 | 3 | 4 | 12,345 | none |',
  );
});

test('a dashboard that cannot be drawn has a line that says why', () => {
  expect(rowOf({ name: 'a`|b', problem: 'no' })).toContain('`no`');
});

test('what classic JSON may leave out is there', () => {
  expect(readDashboard('{"panels":[{"title":"a"},{"type":"row","id":9,"panels":[{"type":"stat"}]}]}')).toMatchObject({
    uid: '',
    links: [],
    templating: { list: [] },
    time: { from: 'now-6h', to: 'now' },
    panels: [
      { id: 1, type: 'text', gridPos: { x: 0, y: 0, w: 12, h: 8 }, fieldConfig: { defaults: {}, overrides: [] } },
      { id: 9, type: 'row', panels: [{ id: 1, type: 'stat' }] },
    ],
  });
});
