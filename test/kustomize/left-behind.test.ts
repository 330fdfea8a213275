import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { kustomized } from '../../tools/kustomized/kustomized.js';
import { runKustomized } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { asObject, type KubernetesObject, objectsOf } from '../support/kubernetes-objects.js';
import { kustomizedObjects, type Overlay } from '../support/kustomize.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const environment = environmentOf({
  tenants: { namespaces: ['tenant-a', 'tenant-b'] },
  surfaces: { customResources: { networkPolicy: { enabled: true } } },
  grafana: { dashboards: { delivery: 'operator', namespace: 'grafana' } },
});
/** Of rules and dashboards, which are long, those that name anything here. */
const READ = /^(arks|arks-alerts-(control-plane|gateway|monitoring)|arks-(gateway|troubleshooting))$/;
const LONG = ['PrometheusRule', 'GrafanaDashboard'];
const objects = [...objectsOf(environment).values()].filter(
  ({ kind, metadata }) => !LONG.includes(kind) || READ.test(metadata.name),
);
const folder = new Map(objects.map((object) => [`${object.kind}.${object.metadata.name}.k8s.yaml`, stringify(object)]));
const MOVED = 'metadata.namespace must be';

/** What is told of objects that somebody changed. */
function problemsOf(after: readonly unknown[]): readonly string[] {
  return kustomized(folder, after.map((object) => stringify(object)).join('---\n')).problems;
}

/** The objects with one of them changed; throws where it is not there. */
function withChanged(
  title: string,
  change: (object: KubernetesObject) => unknown,
  all: readonly KubernetesObject[] = objects,
): readonly KubernetesObject[] {
  if (!all.some((one) => titleOf(one) === title)) throw new Error(`there must be an object ${title}`);
  return all.map((one) => (titleOf(one) === title ? asObject(change(one)) : one));
}

const titleOf = ({ kind, metadata }: KubernetesObject) => `${kind} ${metadata.name}`;
/** A text change of an object, which must change something. */
const replaced = (from: string, to: string) => (object: KubernetesObject) => {
  const text = JSON.stringify(object);
  if (!text.includes(from)) throw new Error(`${titleOf(object)} must hold ${from}`);
  return JSON.parse(text.replace(from, to));
};

describe('nothing is told of', () => {
  const overlays: readonly Overlay[] = [
    {},
    { namePrefix: 'prod-' },
    { nameSuffix: '-v2' },
    { namePrefix: 'prod-', nameSuffix: '-v2' },
    // Part of every name there is.
    { namePrefix: 'arks-' },
  ];

  test.each(overlays)('an overlay with %j', (overlay) => {
    expect(problemsOf(kustomizedObjects(objects, overlay))).toEqual([]);
  });

  test('labels and annotations that are added, and those of people', () => {
    const after = objects.map(({ metadata, ...rest }) => ({
      ...rest,
      metadata: {
        ...metadata,
        labels: { ...metadata.labels, team: 'llm', 'app.kubernetes.io/managed-by': 'kustomize-v5.8.2' },
        annotations: { ...metadata.annotations, owner: 'llm' },
      },
    }));
    expect(problemsOf(after)).toEqual([]);
  });

  test('replicas and an image of somebody', () => {
    const title = 'Deployment arks-custom-resources';
    const once = withChanged(title, replaced('"replicas":1', '"replicas":2'));
    expect(problemsOf(withChanged(title, replaced('"image":"', '"image":"mirror.example.com/'), once))).toEqual([]);
  });

  test('dashboards that an overlay leaves out, and objects that it adds', () => {
    const others = objects.filter(({ kind }) => kind !== 'GrafanaDashboard');
    const own = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'own', namespace: 'monitoring', labels: {} } };
    expect(problemsOf([...others, own])).toEqual([]);
  });
});

describe('each reference that is left behind is told', () => {
  test('where Kustomize is told of none but those that it knows itself', () => {
    expect(problemsOf(kustomizedObjects(objects, { namePrefix: 'prod-' }, []))).toEqual([
      'GrafanaDashboard prod-arks-gateway, GrafanaDashboard prod-arks-troubleshooting: spec.folderRef must be prod-arks, got arks',
      'Secret prod-arks-operator-metrics-token: metadata.annotations["kubernetes.io/service-account.name"] must be prod-arks-operator-metrics, got arks-operator-metrics',
      'ServiceMonitor prod-arks-operator: spec.endpoints[0].authorization.credentials.name must be prod-arks-operator-metrics-token, got arks-operator-metrics-token',
    ]);
  });

  const SUBJECT = '"kind":"ServiceAccount","name":"arks-custom-resources","namespace":"monitoring"';
  test.each([
    [
      'the account of a pod',
      'Deployment arks-custom-resources',
      replaced('"serviceAccountName":"arks-', '"serviceAccountName":"'),
      'spec.template.spec.serviceAccountName must be arks-custom-resources, got custom-resources',
    ],
    [
      'the configuration of a pod',
      'Deployment arks-custom-resources',
      replaced('"configMap":{"defaultMode":420,"name":"arks-', '"configMap":{"defaultMode":420,"name":"'),
      'spec.template.spec.volumes[0].configMap.name must be arks-custom-resources, got custom-resources',
    ],
    [
      'the name of a subject',
      'ClusterRoleBinding arks-custom-resources-discovery.monitoring',
      replaced(SUBJECT, SUBJECT.replace('arks-', '')),
      'subjects[0].name must be arks-custom-resources, got custom-resources',
    ],
    [
      'the namespace of a subject',
      'RoleBinding arks-custom-resources-tenant-a.monitoring',
      replaced(SUBJECT, SUBJECT.replace('monitoring', 'watching')),
      'subjects[0].namespace must be monitoring, got watching',
    ],
    [
      'a role',
      'RoleBinding arks-custom-resources-tenant-b.monitoring',
      replaced('"kind":"ClusterRole","name":"arks-', '"kind":"ClusterRole","name":"'),
      'roleRef.name must be arks-custom-resources.monitoring, got custom-resources.monitoring',
    ],
    [
      'a namespace to look into',
      'ServiceMonitor arks-custom-resources',
      replaced('"spec":{', '"spec":{"namespaceSelector":{"matchNames":["watching"]},'),
      'spec.namespaceSelector.matchNames must be monitoring, got watching',
    ],
    [
      'a label that something finds the object by',
      'Service arks-custom-resources',
      replaced('"app.kubernetes.io/component":"custom-resources"', '"app.kubernetes.io/component":"other"'),
      'metadata.labels["app.kubernetes.io/component"] must be custom-resources, got other',
    ],
    [
      'who may ask a pod',
      'NetworkPolicy arks-custom-resources',
      replaced('"app.kubernetes.io/name":"prometheus"', '"app.kubernetes.io/name":"prometheus","team":"llm"'),
      'spec.ingress[0].from[0].podSelector.matchLabels.team must be nothing, got llm',
    ],
  ])('%s', (_, title, change, problem) => {
    expect(problemsOf(withChanged(title, change))).toContainEqual(`${title}: ${problem}`);
  });

  test('a Service whose pods have other labels', () => {
    const after = withChanged(
      'Service arks-custom-resources',
      replaced(
        '"selector":{"app.kubernetes.io/component":"custom-resources"',
        '"selector":{"app.kubernetes.io/component":"x"',
      ),
    );
    expect(problemsOf(after)).toEqual([
      expect.stringMatching(/^Service .*: spec\.selector must be labels of the pods of/),
    ]);
  });

  test('the job of a monitor that does not write its own, in rules and on dashboards', () => {
    const write = /,?\{"action":"replace","replacement":"monitoring\/arks-envoy","targetLabel":"job"\}/;
    const bare = withChanged('PodMonitor arks-envoy', (object) =>
      JSON.parse(JSON.stringify(object).replace(write, '')),
    );
    const problems = problemsOf(kustomizedObjects(bare, { namePrefix: 'prod-' }));
    const said = 'must be job="monitoring/prod-arks-envoy", got job="monitoring/arks-envoy"';
    expect(problems).toContainEqual(
      `PrometheusRule prod-arks-alerts-gateway: arks-alerts-gateway.ArksGatewayDown.expr ${said}`,
    );
    expect(problems).toContainEqual(
      `GrafanaDashboard prod-arks-troubleshooting: dashboard arks-troubleshooting ${said}`,
    );
    expect(problems.filter((problem) => !problem.endsWith(said))).toEqual([]);
  });

  test('a Secret that an overlay left out and a monitor still names', () => {
    const after = objects.filter((object) => titleOf(object) !== 'Secret arks-operator-metrics-token');
    expect(problemsOf(after)).toEqual([
      'ServiceMonitor arks-operator: spec.endpoints[0].authorization.credentials.name must be a Secret that is there, got arks-operator-metrics-token',
    ]);
  });
});

describe('a namespace for all objects is refused, whole', () => {
  const problems = () => problemsOf(kustomizedObjects(objects, { namespace: 'observability' }));

  test('with what it takes from others', () => {
    const moved = problems().filter((problem) => problem.includes(MOVED));
    expect(moved).toEqual([
      expect.stringMatching(
        /^ConfigMap arks-custom-resources, .* and \d+ more: metadata\.namespace must be monitoring, got observability$/,
      ),
      expect.stringMatching(/^GrafanaDashboard .*: metadata\.namespace must be grafana, got observability$/),
      `RoleBinding arks-custom-resources-tenant-a.monitoring: ${MOVED} tenant-a, got observability`,
      `RoleBinding arks-custom-resources-tenant-b.monitoring: ${MOVED} tenant-b, got observability`,
    ]);
  });

  test('with the rules that look for our exporter where it was, and no other', () => {
    expect(problems().filter((problem) => !problem.includes(MOVED))).toEqual([
      'PrometheusRule arks-alerts-control-plane: arks-alerts-control-plane.ArksCustomResourcesDown.expr must be namespace="observability", got namespace="monitoring"',
      expect.stringContaining('arks-alerts-control-plane.ArksCustomResourcesDown.labels.namespace must be'),
      'PrometheusRule arks-alerts-monitoring: arks-alerts-monitoring.ArksScrapeRefused.expr must be namespace="observability", got namespace="monitoring"',
    ]);
  });

  test('not where the objects are there already', () => {
    const own = objects.filter(({ metadata: { namespace } }) => namespace === undefined || namespace === 'monitoring');
    expect(problemsOf(kustomizedObjects(own, { namespace: 'monitoring' }))).toEqual([]);
  });
});

describe('the command', () => {
  const texts = Object.fromEntries([...folder].map(([file, text]) => [join('dist/eu-1', file), text]));
  const OUTPUT = [...folder.values()].join('---\n');

  test('ends with 0 where nothing is left behind', () => {
    expect(runKustomized(temporaryFolder(texts), ['dist/eu-1'], OUTPUT)).toMatchObject({
      exitCode: 0,
      stdout: `${folder.size} objects of dist/eu-1; nothing is left behind\n`,
    });
  });

  test('ends with 1 and says what is left behind in a file, and where to read on', () => {
    const output = kustomizedObjects(objects, { namePrefix: 'prod-' }, []).map((one) => stringify(one));
    const place = temporaryFolder({ ...texts, 'built.yaml': output.join('---\n') });
    const { exitCode, stdout } = runKustomized(place, ['dist/eu-1', 'built.yaml']);
    expect(exitCode).toBe(1);
    expect(stdout.split('\n')).toHaveLength(5);
    expect(stdout).toContain('docs/kustomize.md');
  });

  test.each([
    ['no folder', [], 'a folder must be said'],
    ['nothing to compare', ['dist/eu-1'], 'must hold objects of the folder, got none'],
  ])('ends with 2 for %s', (_, words, message) => {
    const { exitCode, stderr } = runKustomized(temporaryFolder(texts), words);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('npm run --silent kustomized');
  });
});
