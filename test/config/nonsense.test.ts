import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FILE, problemsIn } from '../support/environment-problems.js';

const entry = (settings: string) => `scrape: { endpoints: [{ surfaces: [envoy], ${settings} }] }`;
const UNMANAGED = 'runtimes: [tensorrt-llm]\nsurfaces: { unmanagedRuntime: ';

describe('what can never work is refused, once, with its place', () => {
  test.each([
    [
      'pods of Arks as pods of your own, by their selector',
      `${UNMANAGED}{ selector: { arks.ai/application: chat } } }`,
      'surfaces.unmanagedRuntime.selector must not name arks.ai/application',
    ],
    [
      'pods of Arks as pods of your own, by the label of their application',
      `${UNMANAGED}{ selector: { engine: trt }, applicationLabel: arks.ai/application } }`,
      'surfaces.unmanagedRuntime.applicationLabel must not be arks.ai/application',
    ],
    [
      'one label of logs for two things',
      'grafana: { logs: { uid: loki, labels: { namespace: where, pod: where } } }',
      'grafana.logs.labels.pod must not be that of namespace, which is something else, got "where"',
    ],
    [
      'one attribute of traces for two things',
      'grafana: { traces: { uid: tempo, attributes: { namespace: k8s.where, pod: k8s.where } } }',
      'grafana.traces.attributes.pod must not be that of namespace',
    ],
    [
      'two labels of pods that become one',
      entry('podTargetLabels: [a.b, a-b]'),
      'scrape.endpoints[0].podTargetLabels[1] must become a label of its own, and becomes a_b, as podTargetLabels[0] does, got "a-b"',
    ],
    [
      'a label of pods that becomes that of a Service',
      'scrape: { endpoints: [{ surfaces: [gateway], podTargetLabels: [a.b], targetLabels: [a/b] }] }',
      'scrape.endpoints[0].targetLabels[0] must become a label of its own, and becomes a_b, as podTargetLabels[0] does',
    ],
    [
      'a label of pods that Prometheus 2 refuses as the name of a label',
      entry('podTargetLabels: [3d.example.com/team]'),
      'scrape.endpoints[0].podTargetLabels[0] must not start with a digit',
    ],
    [
      'a label of Services that Prometheus 2 refuses as the name of a label',
      'scrape: { endpoints: [{ surfaces: [gateway], targetLabels: [tier, 2nd] }] }',
      'scrape.endpoints[0].targetLabels[1] must not start with a digit',
    ],
    [
      'a group that the regex has not',
      entry('relabelings: [{ sourceLabels: [zz], regex: "(.+)-(?:.+)", targetLabel: zz_to, replacement: "a$2" }]'),
      'scrape.endpoints[0].relabelings[0].replacement must name groups of the regex by number',
    ],
    [
      'a group with what follows it for its name',
      entry('metricRelabelings: [{ sourceLabels: [zz], targetLabel: zz_to, replacement: $1_a }]'),
      'scrape.endpoints[0].metricRelabelings[0].replacement must name groups of the regex by number',
    ],
    [
      'the first group of a regex that has none, by default',
      entry('relabelings: [{ sourceLabels: [zz], regex: "a|b", targetLabel: zz_to }]'),
      'scrape.endpoints[0].relabelings[0].replacement must be set where the regex has no group: by default it is $1, which would be empty and remove the label',
    ],
    [
      'the same of a group that is not counted',
      entry('metricRelabelings: [{ action: replace, sourceLabels: [zz], regex: "(?:a|b)", targetLabel: zz_to }]'),
      'scrape.endpoints[0].metricRelabelings[0].replacement must be set where the regex has no group',
    ],
    [
      'names of labels of which a regex without a group keeps nothing',
      entry('relabelings: [{ action: labelmap, regex: __meta_kubernetes_pod_label_team, replacement: pod_label_$1 }]'),
      'scrape.endpoints[0].relabelings[0].regex must have a group, such as (.+), which replacement takes over as $1',
    ],
    [
      'labels of a node that nobody asks for',
      entry('relabelings: [{ action: keep, sourceLabels: [__meta_kubernetes_node_label_zone], regex: a }]'),
      'scrape.endpoints[0].relabelings[0].sourceLabels[0] must not be __meta_kubernetes_node_label_zone without attachMetadata',
    ],
    [
      'a sign that ends texts, in what Prometheus reads',
      entry('relabelings: [{ sourceLabels: [zz], targetLabel: zz_to, replacement: "a\\0b" }]'),
      'scrape.endpoints[0].relabelings[0].replacement must not hold a control character such as NUL or ESC, got "a\\u0000b"',
    ],
    [
      'a line break in a rule',
      entry('relabelings: [{ sourceLabels: [zz], targetLabel: zz_to, replacement: "a\\nb" }]'),
      'scrape.endpoints[0].relabelings[0].replacement must be one line',
    ],
    [
      'such a sign in what Grafana reads',
      'grafana: { dashboards: { tags: ["a\\u0007"] } }',
      'grafana.dashboards.tags[0]',
    ],
    [
      'such a sign in what Kubernetes keeps',
      'monitoring: { annotations: { note: "\\e[31m" } }',
      'monitoring.annotations.note',
    ],
    ['such a sign in what alerts say', 'alerts: { labels: { team: "a\\u0001" } }', 'alerts.labels.team'],
  ])('%s', (_, text, words) => {
    expect(problemsIn(text)).toEqual([expect.stringContaining(words)]);
  });

  test('labels of logs that are swapped are told at both', () => {
    expect(problemsIn('grafana: { logs: { uid: loki, labels: { namespace: pod, pod: namespace } } }')).toEqual([
      expect.stringContaining(
        'grafana.logs.labels.namespace must be that of the namespace, and by its name is that of the pod',
      ),
      expect.stringContaining(
        'grafana.logs.labels.pod must be that of the pod, and by its name is that of the namespace',
      ),
    ]);
  });
});

describe('an address that nothing can have is refused in every setting that is one', () => {
  const SETTINGS: Readonly<Record<string, (address: string) => string>> = {
    'scrape.endpoints[0].proxyUrl': (address) => entry(`proxyUrl: "${address}"`),
    'grafana.url': (address) => `grafana: { url: "${address}" }`,
    'alerts.runbookUrl': (address) => `alerts: { runbookUrl: "${address}" }`,
    'argocd.repoUrl': (address) => `argocd: { destination: in-cluster, repoUrl: "${address}" }`,
    'argocd.destination': (address) => `argocd: { repoUrl: "https://a.example/x", destination: "${address}" }`,
  };
  const IMPOSSIBLE = [
    ...['https://a.example:99999/b', 'https://a.example:0/b', 'https://a.example:/b', 'https://a.example:http/b'],
    ...['https://-a.example/b', 'https://a..example/b', 'https://.example/b', 'https://300.1.1.1/b', 'https://[::1/b'],
    ...[`https://${'a'.repeat(64)}.example/b`, 'https://a,b.example/c'],
  ];
  test.each(Object.entries(SETTINGS))('%s', (setting, text) => {
    for (const address of IMPOSSIBLE) {
      const problems = problemsIn(text(address));
      expect(problems, address).not.toEqual([]);
      for (const problem of problems) expect(problem).toContain(`${setting} must`);
    }
    for (const address of [
      'https://a.example:65535/b',
      'https://10.0.0.1:6443/b',
      'https://[2001:db8::1]:443/b',
      'https://a_b.svc/c',
    ]) {
      expect(problemsIn(text(address)), address).toEqual([]);
    }
  });

  test('repositories by ssh have hosts as well', () => {
    const repository = (address: string) => problemsIn(`argocd: { destination: in-cluster, repoUrl: "${address}" }`);
    expect(repository('ssh://git@git.example.com:99999/x.git')).toHaveLength(1);
    expect(repository('ssh://git@git.example.com:2222/x.git')).toEqual([]);
    expect(repository('git@git.example.com:llm/x.git')).toEqual([]);
  });
});

describe('what is wrong is told where it stands', () => {
  test.each([
    [
      'a key that is null',
      'arks: {}\nmonitoring:\n  ~: x\n',
      `keys must be text, found null, or nothing (${FILE}:3:3)`,
    ],
    [
      'a key that is nothing',
      'arks: {}\nmonitoring: { : x }\n',
      `keys must be text, found null, or nothing (${FILE}:2:14)`,
    ],
    ['a key that is a number', 'arks: {}\n17: x\n', `(${FILE}:2:1)`],
    ['a key that is an alias', 'arks: { namespace: &a zebra }\n*a : x\n', `(${FILE}:2:1)`],
  ])('%s', (_, text, words) => {
    expect(problemsIn(text)).toEqual([expect.stringContaining(words)]);
  });

  /** Where a line of the first column is said of a file, and why there is no better one. */
  const OF_FILES: Readonly<Record<string, string>> = {
    'app/extra-drawn-twice.ts': 'a dashboard of somebody else is a file of its own',
    'app/synthesis.ts': 'what no check has foreseen has no setting',
    'constructs/checks.ts':
      'a monitor that selects nothing, and rules that a cloud refuses, are of several settings together',
    'constructs/own-dashboard.ts': 'what a program draws stands in no file of settings',
    'constructs/taken-names.ts': 'a name that a program gives has no setting',
    'dashboards/extra.ts': 'a dashboard that is no JSON, or not of its form, has no lines that were read',
    'dashboards/lint/problems.ts': 'a dashboard of somebody else breaks a rule as a whole',
    'files/applications.ts': 'the file of another environment is named as a whole',
    'files/environment-files.ts': 'a file that is misplaced, cannot be read, or is no text',
    'files/load.ts': 'the name of a file',
    'files/read.ts': 'a file without contents, or with a wrong name',
    'files/written.ts': 'nothing is written that the setting could stand in',
    'lib/problem.ts': 'what this is called',
    'rules/names-taken.ts': 'the name of an object is that of its file',
    'rules/extra/read.ts': 'a file of rules with a wrong name',
  };

  test('and of a file as a whole only for a reason that is known', () => {
    const root = join(import.meta.dirname, '../../src');
    const saying = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .filter((file) => /\bstartOf\(|\.\.\.placeOf\(environment\)/.test(readFileSync(join(root, file), 'utf8')));
    expect(saying.sort()).toEqual(Object.keys(OF_FILES).sort());
  });
});
