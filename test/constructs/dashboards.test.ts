import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { environmentOf } from '../support/environment.js';
import { manifestsOf } from '../support/manifests.js';

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

test.each(['sidecar', 'operator'])('with the %s, Flux takes no variable of Grafana for its own', (delivery) => {
  const all = dashboards({ delivery }).filter(([, object]) => JSON.stringify(object).includes('${'));
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
