import { describe, expect, test } from 'vitest';
import { allWritable } from '../../../src/config/yaml-text.js';
import { boardOf } from '../../../src/dashboards/formats/board.js';
import { withoutNulls } from '../../../src/dashboards/formats/v2/nulls.js';
import { v2Resource } from '../../../src/dashboards/formats/v2/resource.js';
import { boards } from './boards.js';
import { classic, classicRows, textsIn } from './walk.js';

const pairs = boards.map(([uid, json]) => ({
  uid,
  old: classic.parse(JSON.parse(json)),
  // As it is read again.
  now: JSON.parse(JSON.stringify(v2Resource(boardOf(json)))),
}));
const SOURCE = { name: `\${datasource}` };

test('there are dashboards, runbooks, and each kind of panel to be carried', () => {
  const panels = pairs.flatMap(({ old }) => classicRows(old)).flatMap((row) => row.panels);
  expect(pairs.length).toBeGreaterThan(50);
  expect([...new Set(panels.map(({ type }) => type))].sort()).toEqual([
    'heatmap',
    'stat',
    'table',
    'text',
    'timeseries',
  ]);
  expect(panels.some(({ repeat }) => repeat !== undefined)).toBe(true);
});

describe('a dashboard in the v2 schema', () => {
  test('is a resource that has the uid as its name, and is opened as the classic one is', () => {
    for (const { uid, old, now } of pairs) {
      expect(now).toMatchObject({
        apiVersion: 'dashboard.grafana.app/v2',
        kind: 'Dashboard',
        metadata: { name: uid },
        spec: {
          title: old.title,
          description: old.description,
          tags: old.tags,
          editable: old.editable,
          cursorSync: 'Crosshair',
          timeSettings: { ...old.time, autoRefresh: old.refresh, timezone: old.timezone },
          links: old.links,
        },
      });
    }
  });

  test('has each panel with its queries, units, thresholds, overrides, links and words, and no other', () => {
    for (const { old, now } of pairs) {
      const panels = classicRows(old).flatMap((row) => row.panels);
      expect(Object.keys(now.spec.elements)).toHaveLength(panels.length);
      for (const panel of panels) {
        const { spec } = now.spec.elements[`panel-${panel.id}`];
        expect({ title: spec.title, description: spec.description, type: spec.vizConfig.group }).toEqual({
          title: panel.title,
          description: panel.description,
          type: panel.type,
        });
        expect(spec.vizConfig.spec).toEqual({
          options: panel.options,
          fieldConfig: panel.fieldConfig ?? { defaults: {}, overrides: [] },
        });
        expect(spec.data.spec.transformations).toEqual(
          panel.transformations.map(({ id, options }) => ({ kind: 'Transformation', group: id, spec: { options } })),
        );
        expect(spec.data.spec.queries).toEqual(
          panel.targets.map(({ refId, datasource: _, ...asked }) => ({
            kind: 'PanelQuery',
            spec: {
              refId,
              hidden: false,
              query: { kind: 'DataQuery', group: 'prometheus', version: 'v0', datasource: SOURCE, spec: asked },
            },
          })),
        );
      }
    }
  });

  test('has the same rows, each panel at its place in its own, and repeats what is repeated', () => {
    for (const { old, now } of pairs) {
      const { rows } = now.spec.layout.spec;
      const expected = classicRows(old).map(({ title, isCollapsed, y, panels }) => ({
        title,
        collapse: isCollapsed,
        items: panels.map(({ id, gridPos, repeat, maxPerRow }) => ({
          x: gridPos.x,
          y: gridPos.y - y,
          width: gridPos.w,
          height: gridPos.h,
          element: { kind: 'ElementReference', name: `panel-${id}` },
          ...(repeat === undefined ? {} : { repeat: { mode: 'variable', value: repeat, direction: 'h', maxPerRow } }),
        })),
      }));
      const found = rows.map(({ spec }: { spec: Record<string, unknown> & { layout: { spec: { items: [] } } } }) => ({
        title: spec['title'],
        collapse: spec['collapse'],
        items: spec.layout.spec.items.map((item: { spec: object }) => item.spec),
      }));
      expect(found).toEqual(expected);
      expect(expected.every(({ items }) => items.every(({ y }) => y >= 0))).toBe(true);
    }
  });

  test('has each variable with its query, its values by regex, "all", and what is chosen at first', () => {
    for (const { old, now } of pairs) {
      const expected = old.templating.list.map((one) =>
        one.type === 'datasource'
          ? { kind: 'DatasourceVariable', spec: { name: one.name, pluginId: one['query'], refresh: 'never' } }
          : {
              kind: 'QueryVariable',
              spec: {
                name: one.name,
                label: one['label'],
                regex: one['regex'],
                allValue: one['allValue'],
                multi: one['multi'],
                includeAll: one['includeAll'],
                definition: one['definition'],
                sort: 'alphabeticalAsc',
                refresh: 'onTimeRangeChanged',
                current: { text: ['All'], value: ['$__all'] },
                query: { group: 'prometheus', datasource: SOURCE, spec: one['query'] },
              },
            },
      );
      expect(now.spec.variables).toMatchObject(expected);
      expect(now.spec.variables).toHaveLength(expected.length);
    }
  });

  test('opens with the data source of the environment, and offers only those that may be chosen', () => {
    expect(pairs[0]?.now.spec.variables[0].spec).toMatchObject({
      current: { text: 'main', value: 'main' },
      regex: '/^(?:eu \\(1\\))$/',
    });
  });

  test('has no text that a reader of YAML would take for another, since objects hold it as it is', () => {
    const [isWritable] = allWritable;
    expect(pairs.filter(({ now }) => !isWritable(now)).map(({ uid }) => uid)).toEqual([]);
    expect(isWritable({ spec: { title: '0o17' } })).toBe(false);
  });

  test('loses no text of the classic one but names of kinds that are called otherwise', () => {
    const kinds = ['type', 'auto_min', 'repeatDirection'];
    for (const { old, now } of pairs) {
      const said = new Set(textsIn(now));
      expect([...new Set(textsIn(old, kinds))].filter((text) => !said.has(text))).toEqual([]);
    }
  });
});

test('ends of numbers have a number in an object, and nothing else is null', () => {
  const { MIN_SAFE_INTEGER, MAX_SAFE_INTEGER } = Number;
  expect(withoutNulls({ steps: [{ value: null }, { value: 0 }], options: { from: null, to: null } })).toEqual({
    steps: [{ value: MIN_SAFE_INTEGER }, { value: 0 }],
    options: { from: MIN_SAFE_INTEGER, to: MAX_SAFE_INTEGER },
  });
  expect(() => withoutNulls([{ refId: null }])).toThrow('"refId" must not be null');
  const objects = pairs.map(({ now }) => JSON.stringify(withoutNulls(now)));
  expect(objects.filter((one) => one.includes('":null'))).toEqual([]);
});

test('what is no dashboard of rows is refused, and not drawn without a panel', () => {
  const [, json] = boards[0] ?? [];
  const board = boardOf(json ?? '');
  const loose = board.panels.filter(({ type }) => type !== 'row').slice(0, 1);
  expect(() => v2Resource({ ...board, panels: loose })).toThrow('must be in a row');
});
