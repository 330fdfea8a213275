import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { extraDashboards } from '../../src/dashboards/extra.js';
import { lintRules } from '../../src/dashboards/lint/index.js';
import { environmentOf } from '../support/environment.js';
import { textOf } from '../support/environment-problems.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** What is read from a folder with one file of this content. */
function reading(content: unknown) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'team'));
  writeFileSync(join(folder, 'team/gpu.json'), typeof content === 'string' ? content : JSON.stringify(content));
  const environment = environmentOf({ grafana: { dashboards: { extraDashboards: { folder: 'team' } } } });
  const { dashboards, problems } = extraDashboards({ ...environment, file: join(folder, 'test.yaml') });
  return { dashboards, problems: problems.map((problem) => textOf(problem).replaceAll(`${folder}/`, '')) };
}

/** Rules that the one dashboard of that content breaks. */
function brokenBy(content: unknown): readonly string[] {
  const { dashboards, problems } = reading(content);
  expect(problems).toEqual([]);
  return lintRules(new Set(['pod:arks_x:rate5m']))
    .filter(({ findings }) => dashboards.some(({ dashboard }) => findings(dashboard).length > 0))
    .map(({ name }) => name);
}

const source = { type: 'prometheus', uid: `\${datasource}` };
const gridPos = { h: 8, w: 24, x: 0, y: 1 };
const panel = {
  datasource: source,
  description: null,
  fieldConfig: {
    defaults: { color: { mode: 'palette-classic' }, unit: null, min: null, noValue: null },
    overrides: [],
  },
  gridPos,
  id: 2,
  repeat: null,
  targets: [{ datasource: source, editorMode: 'code', expr: 'sum(up)', hide: true, refId: 'A' }],
  title: 'Up',
  type: 'timeseries',
};
const row = { collapsed: false, gridPos: { h: 1, w: 24, x: 0, y: 0 }, id: 1, panels: [], title: 'Row', type: 'row' };
/** As Grafana 11 exports it. */
const exported = {
  annotations: {
    list: [
      { builtIn: 1, datasource: { type: 'grafana', uid: '-- Grafana --' }, enable: true, name: 'Annotations & Alerts' },
    ],
  },
  editable: true,
  id: 12,
  links: [],
  panels: [row, panel],
  schemaVersion: 39,
  templating: {
    list: [
      { name: 'datasource', type: 'datasource', query: 'prometheus', allValue: null, definition: null, current: {} },
      { name: 'filters', type: 'adhoc', datasource: source },
    ],
  },
  title: 'GPU',
  uid: 'gpu',
};

test('what an export leaves null is what nobody chose, and not an error', () => {
  const broken = brokenBy(exported);
  expect(broken).toContain('panel-title-description-rule');
  expect(broken).toContain('panel-units-rule');
  expect(broken).not.toContain('panel-datasource-rule');
  expect(broken).not.toContain('no-unused-variable');
});

test('sources that are names, as before Grafana 8, are fixed ones', () => {
  expect(brokenBy({ ...exported, panels: [row, { ...panel, datasource: 'Prometheus' }] })).toContain(
    'panel-datasource-rule',
  );
  expect(brokenBy({ ...exported, panels: [row, { ...panel, datasource: null }] })).toContain('panel-datasource-rule');
  const mixed = { type: 'datasource', uid: '-- Mixed --' };
  expect(brokenBy({ ...exported, panels: [row, { ...panel, datasource: mixed }] })).toContain('panel-datasource-rule');
});

test('the query of an annotation is checked where Grafana 11 has it, and that of a variable where it has no definition', () => {
  const annotation = { datasource: source, enable: true, name: 'Restarts', target: { expr: 'sum(((', refId: 'Anno' } };
  expect(brokenBy({ ...exported, annotations: { list: [annotation] } })).toContain('target-promql-rule');
  const variable = { name: 'node', type: 'query', refresh: 2, query: { query: 'label_values(up{, node)', refId: 'x' } };
  expect(brokenBy({ ...exported, templating: { list: [variable] } })).toContain('template-label-promql-rule');
});

test('a variable may have any name', () => {
  const named = (name: string) => ({ ...exported, templating: { list: [{ name, type: 'textbox' }] } });
  expect(brokenBy(named('a(b['))).toContain('no-unused-variable');
  const used = { ...named('node'), panels: [row, { ...panel, title: 'Up on [[node]]' }] };
  expect(brokenBy(used)).not.toContain('no-unused-variable');
});

test('another form than classic JSON is named, with what to do', () => {
  const but = (words: string) => [`must be a dashboard as classic JSON, but ${words} (team/gpu.json:1:1)`];
  const v2 = { title: 'GPU', elements: { 'panel-1': {} }, layout: {} };
  const elements = 'it is of the v2 schema (elements and a layout); export it as classic JSON';
  expect(reading(v2).problems).toEqual(but(elements));
  expect(reading({ apiVersion: 'dashboard.grafana.app/v2beta1', spec: v2 }).problems).toEqual(but(elements));
  expect(reading({ apiVersion: 'dashboard.grafana.app/v1beta1', spec: exported }).problems).toEqual(
    but('it is a resource; the file must hold what stands under "spec", with the uid that is its name'),
  );
  expect(reading({ dashboard: exported, meta: {} }).problems).toEqual(
    but('it is an answer of the API; the file must hold what stands under "dashboard"'),
  );
  expect(reading({ title: 'GPU', rows: [] }).problems).toEqual(
    but('it has rows instead of panels, as before Grafana 5; save it in a newer Grafana and export it again'),
  );
});

test('what somebody would have to fill in or to bring along is refused, all of it at once', () => {
  const shared = {
    ...exported,
    __inputs: [{ name: 'DS_PROMETHEUS', type: 'datasource', pluginId: 'prometheus' }],
    panels: [row, { ...panel, libraryPanel: { name: 'Shared load', uid: 'x' } }],
  };
  expect(reading(shared).problems).toEqual([
    `__inputs must not be there, since nobody fills them in: export without sharing it externally, and ask \${datasource} instead of \${DS_PROMETHEUS} (team/gpu.json:1:1)`,
    'panels must not be of a library, which another Grafana does not have: unlink "Shared load" (team/gpu.json:1:1)',
  ]);
  expect(reading({ ...exported, __inputs: [] }).problems).toEqual([]);
  const bare = {
    ...exported,
    panels: [{ id: 3, gridPos, title: 'Load', libraryPanel: { name: 'Shared load', uid: 'x' } }],
  };
  expect(reading(bare).problems).toContain(
    'panels must not be of a library, which another Grafana does not have: unlink "Shared load" (team/gpu.json:1:1)',
  );
});

test('what is too large for an object, or for any screen, is refused before the cluster refuses it', () => {
  const large = { ...exported, panels: [row, { ...panel, description: 'ü'.repeat(600_000) }] };
  expect(reading(large).problems).toEqual([
    expect.stringMatching(/^it must be at most 1048576 bytes, .* got 1\d{6} \(team\/gpu\.json:1:1\)$/),
  ]);
  const far = { ...exported, panels: [{ ...panel, gridPos: { ...gridPos, y: 1e12, h: 1e9 } }] };
  expect(reading(far).problems).toEqual([expect.stringMatching(/panels\.0\.gridPos\.y: .*panels\.0\.gridPos\.h: /)]);
});
