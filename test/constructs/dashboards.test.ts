import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { withoutNulls } from '../../src/dashboards/formats/v2/nulls.js';
import { once } from '../../src/lib/once.js';
import { planOf } from '../../src/plan/plan.js';
import { environmentOf } from '../support/environment.js';
import { withExtra } from '../support/extra-dashboards.js';
import { manifestsOf } from '../support/manifests.js';

const OURS = JSON.parse(planOf(environmentOf({})).drawn[0]?.json ?? '');
const written = (settings: object) => [...manifestsOf(environmentOf({ grafana: { dashboards: settings } }))];
const dashboards = (settings: object) =>
  written(settings).filter(([name]) => /^(ConfigMap\.arks-(?!custom|runbook)|Grafana\w+\.arks(?!-runbook))/.test(name));
const runbooks = (settings: object) => written(settings).filter(([name]) => /\.arks-runbook/.test(name));

describe('for the sidecar', () => {
  test('every dashboard is a ConfigMap that the sidecar finds and puts into its folder', () => {
    const all = dashboards({
      folder: 'Serving',
      sidecar: { labels: { find: 'me' }, folderAnnotation: 'k8s-sidecar-target-directory' },
    });
    expect(all).toHaveLength(8);
    for (const [name, object] of all) {
      const uid = name.replace('ConfigMap.', '');
      expect(object).toMatchObject({
        metadata: {
          labels: { find: 'me' },
          annotations: { 'k8s-sidecar-target-directory': 'Serving' },
        },
        data: { [`${uid}.json`]: expect.stringContaining(`"uid": "${uid}"`) },
      });
    }
  });

  test('no object is as large as what an API server keeps, nor so large that Argo CD has to be told', () => {
    const sizes = dashboards({}).map(([name, object]) => [name, JSON.stringify(object).length] as const);
    expect(sizes.filter(([, size]) => size > 230_000)).toEqual([]);
  });
});

test.each([
  ['sidecar', 'classic'],
  ['operator', 'classic'],
  ['sidecar', 'v2'],
  ['operator', 'v2'],
])('with the %s, Flux takes no variable of Grafana for its own, in %s', (delivery, format) => {
  const all = dashboards({ delivery, format }).filter(([, object]) => JSON.stringify(object).includes('${'));
  expect(all).toHaveLength(8);
  const disabled = { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' };
  for (const [, object] of all) expect(object).toMatchObject({ metadata: { annotations: disabled } });
});

describe('for grafana-operator', () => {
  test('a folder and every dashboard go to the Grafanas that are selected', () => {
    const all = dashboards({
      delivery: 'operator',
      folder: 'Serving',
      operator: { instanceSelector: { grafana: 'main' }, resyncPeriod: '7m' },
    });
    expect(all.map(([name]) => name.split('.')[0]).sort()).toEqual([
      ...Array.from({ length: 8 }, () => 'GrafanaDashboard'),
      'GrafanaFolder',
    ]);
    for (const [, object] of all) {
      expect(object).toMatchObject({
        spec: { instanceSelector: { matchLabels: { grafana: 'main' } }, resyncPeriod: '7m' },
      });
    }
    const folder = all.find(([name]) => name === 'GrafanaFolder.arks');
    expect(folder?.[1]).toMatchObject({ spec: { title: 'Serving' } });
  });
});

describe('in the v2 schema', () => {
  const template = z.object({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: z.looseObject({ name: z.string() }),
    spec: z.looseObject({ title: z.string() }),
  });
  const ofSidecar = once(() =>
    dashboards({ format: 'v2' }).map(([name, object]) => {
      const { data } = z.object({ data: z.record(z.string(), z.string()) }).parse(object);
      return { name, resource: template.parse(JSON.parse(Object.values(data)[0] ?? '')) };
    }),
  );
  const manifests = once(() => {
    const folders = { folder: 'Serving', runbooks: { folder: 'At night' } };
    const all = [...written({ format: 'v2', delivery: 'operator', ...folders })];
    return all.flatMap(([name, object]) => {
      const { success, data } = z.object({ spec: z.looseObject({ template }) }).safeParse(object);
      return success && name.startsWith('Grafana') ? [{ name, ...data.spec }] : [];
    });
  });

  test('the sidecar finds resources where it found classic JSON, which name no folder', () => {
    const all = ofSidecar();
    expect(all.map(({ name }) => name)).toEqual(dashboards({}).map(([name]) => name));
    for (const { name, resource } of all) {
      expect(resource).toMatchObject({ apiVersion: 'dashboard.grafana.app/v2', kind: 'Dashboard' });
      expect(resource.metadata).toEqual({ name: name.replace('ConfigMap.', '') });
    }
  });

  test('grafana-operator applies the same resources, and the folders that they name by uid', () => {
    const all = manifests();
    const folders = all.filter(({ template: { kind } }) => kind === 'Folder');
    expect(folders.map(({ name, template: { metadata, spec } }) => [name, metadata.name, spec.title])).toEqual([
      ['GrafanaManifest.arks-folder', 'arks', 'Serving'],
      ['GrafanaManifest.arks-runbooks-folder', 'arks-runbooks', 'At night'],
    ]);
    const carried = all.filter(({ template: { kind } }) => kind === 'Dashboard');
    const isRunbook = (uid: string) => uid.startsWith('Arks');
    for (const one of carried) {
      const { name } = one.template.metadata;
      expect(one.template.metadata['annotations']).toEqual({
        'grafana.app/folder': isRunbook(name) ? 'arks-runbooks' : 'arks',
      });
    }
    const ofOthers = new Map(ofSidecar().map(({ resource }) => [resource.metadata.name, withoutNulls(resource.spec)]));
    const ours = carried.filter(({ template: { metadata } }) => !isRunbook(metadata.name));
    expect(new Map(ours.map(({ template: { metadata, spec } }) => [metadata.name, spec]))).toEqual(ofOthers);
    expect(ours).toHaveLength(8);
    expect(carried.length).toBeGreaterThan(50);
  });

  test('nothing in an object is null, which a patch of it would lose', () => {
    const specs = manifests().map(({ template: { spec } }) => JSON.stringify(spec));
    expect(specs.filter((spec) => spec.includes('":null'))).toEqual([]);
    expect(specs.join()).toContain(`"value":${Number.MIN_SAFE_INTEGER}`);
  });

  test('a dashboard that somebody else wrote stays classic, in the folder of ours', () => {
    const json = (name: string, of: object) =>
      z.record(z.string(), z.unknown()).parse(JSON.parse(z.string().parse(Reflect.get(of, name))));
    const bare = { ...OURS, uid: 'gpu', title: 'GPU' };
    const inSidecar = manifestsOf(withExtra({ 'gpu.json': bare }, {}, { format: 'v2' })).get('ConfigMap.gpu');
    expect(json('gpu.json', z.object({ data: z.looseObject({}) }).parse(inSidecar).data)).toMatchObject(bare);
    const byOperator = manifestsOf(withExtra({ 'gpu.json': bare }, {}, { format: 'v2', delivery: 'operator' }));
    const { spec } = z.object({ spec: z.looseObject({}) }).parse(byOperator.get('GrafanaDashboard.gpu'));
    expect(spec).toMatchObject({ folderUID: 'arks' });
    expect(spec).not.toHaveProperty('folderRef');
    expect(json('json', spec)).toMatchObject(bare);
  });

  test('a folder that is there already is refused, which has no uid here; the sidecar never asks for it', () => {
    const settings = (delivery: string) => ({
      grafana: { dashboards: { delivery, format: 'v2', operator: { folderRef: 'platform' } } },
    });
    expect(() => environmentOf(settings('operator'))).toThrow(
      'grafana.dashboards.operator.folderRef must not be set where grafana.dashboards.format is v2',
    );
    expect(environmentOf(settings('sidecar')).grafana.dashboards.format).toBe('v2');
  });
});

describe('runbooks', () => {
  test('are found as dashboards are, in a folder of their own', () => {
    const all = runbooks({ folder: 'Serving', runbooks: { folder: 'At night' } });
    expect(all.length).toBeGreaterThan(45);
    for (const [, object] of all) {
      expect(object).toMatchObject({
        metadata: {
          labels: { grafana_dashboard: '1' },
          annotations: { grafana_folder: 'At night', 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
        },
      });
      expect(JSON.stringify(object).length).toBeLessThan(200_000);
    }
  });

  test('go to the Grafanas that are selected, in a folder of their own or in that which is there already', () => {
    const [folders, pages] = [true, false].map((isFolder) =>
      runbooks({ delivery: 'operator', runbooks: { folder: 'At night' } }).filter(
        ([name]) => name.startsWith('GrafanaFolder') === isFolder,
      ),
    );
    expect(folders).toEqual([
      [
        'GrafanaFolder.arks-runbooks',
        expect.objectContaining({ spec: expect.objectContaining({ title: 'At night' }) }),
      ],
    ]);
    for (const [, object] of pages ?? []) expect(object).toMatchObject({ spec: { folderRef: 'arks-runbooks' } });
    const there = runbooks({ delivery: 'operator', operator: { folderRef: 'platform' } });
    for (const [, object] of there) expect(object).toMatchObject({ spec: { folderRef: 'platform' } });
  });

  test('are not written where they are off', () => {
    expect(runbooks({ runbooks: { off: 'everybody knows' } })).toEqual([]);
  });
});

test('a dashboard that is off is not written, and none links to it', () => {
  const all = dashboards({ off: { 'arks-tenants': 'nobody is billed here' } });
  expect(all.map(([name]) => name)).not.toContain('ConfigMap.arks-tenants');
  expect(all).toHaveLength(7);
  expect(all.filter(([, object]) => JSON.stringify(object).includes('/d/arks-tenants'))).toEqual([]);
});

test('tags, time and refresh are those of the environment', () => {
  const [first] = dashboards({ tags: ['llm'], range: '3h', refresh: '1m' });
  const text = JSON.stringify(first?.[1]).replaceAll('\\n', '').replaceAll('\\"', '"').replace(/\s+/g, '');
  expect(text).toContain('"refresh":"1m"');
  expect(text).toContain('"from":"now-3h"');
  expect(text).toContain('"llm"');
});

describe('where Grafana looks', () => {
  test.each(['sidecar', 'operator'])('dashboards lie in a namespace of its own, with the %s', (delivery) => {
    const all = dashboards({ delivery, namespace: 'cattle-dashboards' });
    expect(all.length).toBeGreaterThan(7);
    for (const [, object] of all) expect(object).toMatchObject({ metadata: { namespace: 'cattle-dashboards' } });
    const others = [...manifestsOf(environmentOf({ grafana: { dashboards: { namespace: 'cattle-dashboards' } } }))];
    expect(others.filter(([name]) => name.startsWith('Service'))).not.toEqual([]);
    for (const [name, object] of others) {
      if (name.startsWith('Service')) expect(object).toMatchObject({ metadata: { namespace: 'monitoring' } });
    }
  });

  test('Grafanas of other namespaces get them where the environment allows it, in a folder that is there already', () => {
    const operator = { allowCrossNamespaceImport: true, folderRef: 'platform' };
    const all = dashboards({ delivery: 'operator', operator });
    expect(all.map(([name]) => name).filter((name) => !name.startsWith('GrafanaDashboard.'))).toEqual([]);
    for (const [, object] of all) {
      expect(object).toMatchObject({ spec: { allowCrossNamespaceImport: true, folderRef: 'platform' } });
    }
  });

  test('the data source they open with, and those that may be chosen, are the environment to say', () => {
    const board = z.object({ templating: z.object({ list: z.array(z.looseObject({ name: z.string() })) }) });
    const source = (datasource: object) => {
      const [first] = dashboards({ datasource });
      const { data } = z.object({ data: z.record(z.string(), z.string()) }).parse(first?.[1]);
      const { templating } = board.parse(JSON.parse(Object.values(data)[0] ?? ''));
      return templating.list.find(({ name }) => name === 'datasource');
    };
    expect(source({})).not.toHaveProperty('current.value');
    const chosen = source({ uid: 'main', names: ['eu (1)', 'eu.2'] });
    expect(chosen).toMatchObject({ current: { text: 'main', value: 'main' }, regex: '/^(?:eu \\(1\\)|eu\\.2)$/' });
  });
});
