import { expect, test } from 'vitest';
import { undrawing } from '../build/undrawn.js';
import { findingsOf } from '../checks/index.js';
import { keyOf } from '../model/answer.js';
import { requestsOf } from '../model/requests.js';
import { dashboard, panel, SHOWN } from './fixtures.js';

const tileOf = (title: string, fixedColor: string) =>
  panel({
    title,
    type: 'stat',
    targets: [{ refId: 'A', expr: 'arks:errors:ratio', instant: true, legendFormat: 'errors' }],
    fieldConfig: {
      defaults: {
        unit: 'percentunit',
        color: { mode: 'thresholds' },
        thresholds: { mode: 'absolute', steps: [{ value: null, color: fixedColor }] },
      },
      overrides: [],
    },
    options: { colorMode: 'value', reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false } },
  });

test('what follows from structure and data is found without a browser, in the theme that it is so in', async () => {
  const undrawn = await undrawing();
  const tile = tileOf('Errors', 'orange');
  const drawn = dashboard({
    panels: [tile, panel({ id: 2, title: 'Nothing', gridPos: { x: 12, y: 0, w: 12, h: 8 } })],
  });
  const item = { panel: tile, scoped: {}, at: tile.gridPos, open: true };
  const answers = Object.fromEntries(
    requestsOf(item, new Map(), SHOWN).map(({ request }) => [
      keyOf(request),
      { series: [{ metric: {}, values: [0.25] }], values: [] },
    ]),
  );
  const set = { name: 'incident', shown: SHOWN, answers };
  const found = async (theme: 'dark' | 'light') =>
    findingsOf(await undrawn({ dashboard: drawn, set, theme })).map(({ check, panel: title }) => `${title}: ${check}`);
  expect(await found('dark')).toEqual(['Nothing: drawn']);
  expect(await found('light')).toEqual(['Nothing: drawn', 'Errors: contrast']);
});
