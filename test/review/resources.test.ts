import { expect, test } from 'vitest';
import { boardOf } from '../../src/dashboards/formats/board.js';
import { v2Resource } from '../../src/dashboards/formats/v2/resource.js';
import { planOf } from '../../src/plan/plan.js';
import { environmentOf } from '../support/environment.js';
import { told } from './trees.js';

const json = planOf(environmentOf({})).drawn.find(({ uid }) => uid === 'arks-runtime')?.json ?? '';
const holding = (text: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'arks-runtime', namespace: 'monitoring' },
  data: { 'arks-runtime.json': text },
});
const manifest = (from: string) => ({
  apiVersion: 'grafana.integreatly.org/v1beta1',
  kind: 'GrafanaManifest',
  metadata: { name: 'arks-runtime', namespace: 'monitoring' },
  spec: { template: v2Resource(boardOf(from)) },
});
const inV2 = (from: string) => holding(JSON.stringify(v2Resource(boardOf(from))));
/** The same dashboard with another name of a row and another unit; annotations, which have another place in v2, are as they were. */
const changed = json.replace('"title": "State"', '"title": "Phase"').replace('"unit": "short"', '"unit": "percent"');

test.each([
  ['in a file', inV2],
  ['in an object of grafana-operator', manifest],
])('a dashboard in the v2 schema is told by its panels as a classic one is, %s', (_, form) => {
  const words = told([holding(json)], [holding(changed)]);
  expect(words.length).toBeGreaterThan(0);
  expect(words.join()).toMatch(/Phase.*short → percent/);
  expect(told([form(json)], [form(changed)])).toEqual(words);
  expect(told([form(json)], [form(json)])).toEqual([]);
});

test('a dashboard that goes over to the v2 schema keeps its uid and its panels', () => {
  const words = told([holding(json)], [inV2(json)]).join('\n');
  expect(words).toContain('arks-runtime changed');
  expect(words).not.toMatch(/is gone: |panel \S+ is (new|gone)|links and bookmarks/);
});
