import { ApiObject } from 'cdk8s';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { createApp } from '../../src/app/app.js';
import { environmentOf } from '../support/environment.js';
import { FILE, problemsIn } from '../support/environment-problems.js';
import { asObject } from '../support/kubernetes-objects.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const argocd = {
  repoUrl: 'https://git.example.com/a.git',
  destination: 'east',
  ignoreDifferences: [{ kind: 'ConfigMap', jsonPointers: ['/data'], reason: 'ours' }],
};
const alertmanager = {
  matcherStrategy: 'None',
  selectorLabels: { alertmanager: 'main' },
  receivers: [{ name: 'a', webhook: { url: { name: 's', key: 'k' } } }],
  routes: { critical: 'a', warning: 'a' },
};
const off = { alerts: { off: { ArksRuntimeStalled: 'known' } } };
/** Together they have each key that an object of ours can have. */
const SETTINGS: Readonly<Record<string, object>> = {
  prometheus: { ...off, argocd, alertmanager },
  mimir: { cluster: { name: 'eu-1' }, rules: { target: 'mimir', mimir: { tenant: 'llm' } } },
  victoriametrics: { rules: { target: 'victoriametrics' }, grafana: { dashboards: { delivery: 'operator' } } },
};

/** The keys that objects of an environment have, whoever reads them. */
function keysOf(settings: object, of: 'labels' | 'annotations'): readonly string[] {
  const app = createApp([environmentOf(settings)], temporaryFolder());
  const objects = app.charts.flatMap(({ node }) => node.findAll()).filter((one) => one instanceof ApiObject);
  const keys = objects.flatMap((object) => Object.keys(asObject(object.toJson()).metadata[of] ?? {}));
  return [...new Set(keys)].filter((key) => !key.startsWith('argocd.argoproj.io/')).sort();
}

const cases = Object.entries(SETTINGS).flatMap(([name, settings]) =>
  (['labels', 'annotations'] as const).map((of) => ({ name, of, settings })),
);

test.each(cases)('none of the $of that objects have ($name) can be another in monitoring.$of', ({ of, settings }) => {
  const keys = keysOf(settings, of);
  expect(keys.length).toBeGreaterThan(0);
  const taken = keys.filter(
    (key) => problemsIn(stringify({ ...settings, monitoring: { [of]: { [key]: 'other-7' } } })).length === 0,
  );
  expect(taken).toEqual([]);
});

test('they are refused at their place, also where another setting names them', () => {
  const RULE =
    'must not begin with arks.ai/ and not be kustomize.toolkit.fluxcd.io/substitute or kubernetes.io/service-account.name: ' +
    "objects have those of this program's own";
  expect(problemsIn('monitoring:\n  labels: { arks.ai/application: chat }\n')).toEqual([
    `monitoring.labels["arks.ai/application"] ${RULE}, got "arks.ai/application" (${FILE}:2:13)`,
  ]);
  expect(
    problemsIn('grafana: { dashboards: { sidecar: { folderAnnotation: kustomize.toolkit.fluxcd.io/substitute } } }'),
  ).toEqual([expect.stringContaining(`grafana.dashboards.sidecar.folderAnnotation ${RULE}`)]);
  expect(problemsIn('rules: { selectorLabels: { arks.ai/mimir-tenant: a } }')).toEqual([
    expect.stringContaining(`rules.selectorLabels["arks.ai/mimir-tenant"] ${RULE}`),
  ]);
});

test('which ruler selects rules may be said in another word, and objects of others may have any label', () => {
  expect(problemsIn('rules: { selectorLabels: { arks.ai/ruler: main } }')).toEqual([]);
  expect(
    problemsIn(
      'grafana: { dashboards: { delivery: operator, operator: { instanceSelector: { arks.ai/of: llm } } } }\n' +
        'surfaces: { customResources: { networkPolicy: { prometheusLabels: { argocd.argoproj.io/instance: a } } } }',
    ),
  ).toEqual([]);
});
