import { describe, expect, test } from 'vitest';
import { FILE, problemsIn } from '../support/environment-problems.js';

const LABEL_VALUE =
  'must be a label value: at most 63 letters, digits, "-", "_" and ".", a letter or digit at the ends';
const KEY = 'must have keys of letters, digits, ".", "_" and "-", at most 63, optionally after a DNS prefix and "/"';
const DNS_LABEL = 'must be a DNS label: lower-case letters, digits and "-", at most 63 characters';

describe('labels and annotations', () => {
  test.each([
    ['labels: { team: "llm platform" }', `labels.team ${LABEL_VALUE}, got "llm platform" (${FILE}:2:19)`],
    ['labels: { example.com/team: -x }', `labels["example.com/team"] ${LABEL_VALUE}, got "-x" (${FILE}:2:31)`],
    ['selectorLabels: { release: "a/b" }', `selectorLabels.release ${LABEL_VALUE}, got "a/b" (${FILE}:2:30)`],
    ['labels: { team: x, "a//b": y }', `labels["a//b"] ${KEY}, got "a//b" (${FILE}:2:22)`],
    ['labels: { "": y }', `labels[""] ${KEY}, got "" (${FILE}:2:13)`],
    ['annotations: { "bad key": y }', `annotations["bad key"] ${KEY}, got "bad key" (${FILE}:2:18)`],
  ])('%s is refused', (line, problem) => {
    expect(problemsIn(`monitoring:\n  ${line}\n`)).toEqual([`monitoring.${problem}`]);
  });

  test.each([['labels'], ['selectorLabels']])(
    '%s cannot set app.kubernetes.io/name, which this program sets',
    (field) => {
      expect(problemsIn(`monitoring:\n  ${field}:\n    app.kubernetes.io/name: chat\n`)).toEqual([
        expect.stringMatching(
          /\["app\.kubernetes\.io\/name"\] must not set .* which only this program or Argo CD may set, got "app\.kubernetes\.io\/name" .*:3:5\)$/,
        ),
      ]);
    },
  );

  test.each([
    ['monitoring.labels.build', 'monitoring: { labels: { build: "0o17" } }'],
    ['monitoring.selectorLabels.build', 'monitoring: { selectorLabels: { build: "0o17" } }'],
    ['monitoring.annotations.build', 'monitoring: { annotations: { build: "0o17" } }'],
    ['cluster.name', 'cluster: { name: "0o17" }'],
    ['monitoring.namespace', 'monitoring: { namespace: "0o17" }'],
    ['surfaces.operator.tokenSecret.name', 'surfaces: { operator: { tokenSecret: { name: "0o17" } } }'],
  ])('%s cannot be 0o17, which cdk8s writes without quotes and YAML 1.2 reads as 15', (path, text) => {
    expect(problemsIn(text)).toEqual([expect.stringMatching(new RegExp(`^${path} must .*, got "0o17" `))]);
    expect(problemsIn(text.replace('0o17', '0x17'))).toEqual([]);
  });

  test.each([
    ['U+0085', '\\x85'],
    ['U+009B', '\\x9b'],
    ['U+2028', '\\u2028'],
    ['U+2029', '\\u2029'],
    ['U+FFFF', '\\uffff'],
  ])('%s in an annotation or the name of the cluster is refused, since readers of YAML stop at it', (_, escaped) => {
    const lines = problemsIn(
      `monitoring: { annotations: { note: "a${escaped}b" } }\ncluster: { name: "a${escaped}b" }\n`,
    );
    expect(lines).toEqual([
      expect.stringMatching(/^monitoring\.annotations\.note must not hold the characters U\+007F .*:1:36\)$/),
      expect.stringMatching(/^cluster\.name must not hold the characters U\+007F .*:2:18\)$/),
    ]);
  });

  test('other letters of other scripts, and an emoji, are free text', () => {
    expect(problemsIn('monitoring: { annotations: { note: "größe 大きさ 🚀" } }')).toEqual([]);
  });

  test('a label for every object that would unselect the monitors is refused, and one that agrees is not', () => {
    const text = (release: string) =>
      `monitoring:\n  labels: { release: ${release} }\n  selectorLabels: { release: y }\n`;
    expect(problemsIn(text('x'))).toEqual([
      `monitoring.labels.release must be "y", by which selectorLabels has Prometheus select monitors, got "x" (${FILE}:2:22)`,
    ]);
    expect(problemsIn(text('y'))).toEqual([]);
    expect(problemsIn('monitoring: { labels: { release: x } }')).toEqual([
      expect.stringMatching(/^monitoring\.labels\.release must be "prometheus", .* got "x" /),
    ]);
  });

  test('annotations above the limit of the API server are refused in a line that can be read', () => {
    const text = (bytes: number) => `monitoring: { annotations: { note: ${'x'.repeat(bytes)} } }`;
    expect(problemsIn(text(262_140))).toEqual([]);
    const [line = ''] = problemsIn(text(262_141));
    expect(line).toMatch(/^monitoring\.annotations must not have more than 262144 bytes in total/);
    expect(line.length).toBeLessThan(500);
  });
});

describe('tenants.namespaces', () => {
  test.each([
    ['some', `tenants.namespaces must be all or a list of names, got "some" (${FILE}:1:24)`],
    ['17', `tenants.namespaces must be all or a list of names, got 17 (${FILE}:1:24)`],
    ['[]', `tenants.namespaces must name at least one namespace, got [] (${FILE}:1:24)`],
    ['[tenant-a, Tenant_B]', `tenants.namespaces[1] ${DNS_LABEL}, got "Tenant_B" (${FILE}:1:35)`],
    [
      '[tenant-a, all]',
      `tenants.namespaces[1] must not be in a list; for every namespace write namespaces: all without brackets, got "all" (${FILE}:1:35)`,
    ],
    ['[tenant-a, 17]', `tenants.namespaces[1] must be text: write it in quotes, got 17 (${FILE}:1:35)`],
  ])('%s is refused', (value, problem) => {
    expect(problemsIn(`tenants: { namespaces: ${value} }`)).toEqual([problem]);
  });

  test('every bad name of a list is reported', () => {
    expect(problemsIn('tenants: { namespaces: [A, tenant-b, C] }')).toEqual([
      `tenants.namespaces[0] ${DNS_LABEL}, got "A" (${FILE}:1:25)`,
      `tenants.namespaces[2] ${DNS_LABEL}, got "C" (${FILE}:1:38)`,
    ]);
  });

  test('a namespace that stands twice is refused, since it would get one role binding twice', () => {
    expect(problemsIn('tenants: { namespaces: [tenant-a, tenant-b, tenant-a] }')).toEqual([
      expect.stringMatching(/^tenants\.namespaces.*\(.*:1:\d+\)$/),
    ]);
  });
});

test.each([
  ['token'],
  ['controller'],
  ['pod'],
  ['model_name'],
  ['namespace'],
  ['quota_name'],
  ['exported_pod'],
  ['customresource_kind'],
  ['alertname'],
  ['severity'],
  ['slo'],
  ['long_window'],
  ['phase'],
  ['quota_type'],
])('cluster.label cannot be %s, which an exporter, Prometheus, a monitor or an alert uses otherwise', (label) => {
  expect(problemsIn(`cluster: { label: ${label} }`)).toEqual([
    expect.stringMatching(new RegExp(`^cluster\\.label must not .*, got "${label}" \\(.*:1:19\\)$`)),
  ]);
});

describe('names', () => {
  test.each([
    ['monitoring: { namespace: a.b }', `monitoring.namespace ${DNS_LABEL}, got "a.b" (${FILE}:1:26)`],
    ['gateway: { name: Arks }', `gateway.name ${DNS_LABEL}, got "Arks" (${FILE}:1:18)`],
    ['cluster: { name: "" }', `cluster.name must not be empty, got "" (${FILE}:1:18)`],
    [
      'cluster: { label: 7up }',
      `cluster.label must be a Prometheus label name: letters, digits and "_", not starting with a digit, got "7up" (${FILE}:1:19)`,
    ],
    [
      'cluster: { label: __name__ }',
      `cluster.label must not start with "__", which is reserved for Prometheus, got "__name__" (${FILE}:1:19)`,
    ],
    [
      'surfaces: { operator: { tokenSecret: { name: a, key: a b } } }',
      `surfaces.operator.tokenSecret.key must be a key of a Secret: letters, digits, "-", "_" and ".", got "a b" (${FILE}:1:54)`,
    ],
    [
      'surfaces: { operator: { tokenSecret: { key: token } } }',
      `surfaces.operator.tokenSecret.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", at most 253 characters, got nothing (${FILE}:1:38)`,
    ],
  ])('%s is refused', (text, problem) => {
    expect(problemsIn(text)).toEqual([problem]);
  });
});
