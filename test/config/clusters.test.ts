import { describe, expect, test } from 'vitest';
import { problemsInFolder } from '../support/environment-problems.js';

const named = (name: string) => `monitoring: { namespace: ${name} }\ncluster: { name: ${name} }\n`;
const synced = (settings: string, destination = 'east') =>
  `argocd: { repoUrl: https://git.example.com/a.git, destination: ${destination} }\n${settings}`;

describe('two environments of one cluster name', () => {
  const words = (name: string) =>
    `cluster.name must be unique, got "${name}": the series and alerts of two environments could not be told apart; ` +
    'give two installs in one cluster different names; as in ';

  test('are refused, with file and line of both', () => {
    const files = {
      'a.yaml': 'cluster: { name: eu-1 }\n',
      'b.yaml': '# b\ncluster:\n  name: eu-1\n',
      'c.yaml': named('c'),
    };
    expect(problemsInFolder(files)).toEqual([`${words('eu-1')}a.yaml:1:18 (b.yaml:3:9)`]);
  });

  test('are one mistake where a shared file says it', () => {
    const files = {
      '_defaults.yaml': 'cluster: { name: eu-1 }\n',
      'a.yaml': '{}',
      'b.yaml': '{}',
      'c.yaml': named('c'),
    };
    expect(problemsInFolder(files)).toEqual([`${words('eu-1')}2 environments: a, b (_defaults.yaml:1:18)`]);
  });

  test('are one mistake where many have it', () => {
    const files = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.yaml`, 'cluster: { name: eu-1 }\n']),
    );
    expect(problemsInFolder(files)).toEqual([`${words('eu-1')}5 environments: a, b, c and 2 more (a.yaml:1:18)`]);
  });

  test('may be two where labels of different names tell clusters apart, or where nothing does', () => {
    expect(
      problemsInFolder({ 'a.yaml': 'cluster: { name: eu-1 }', 'b.yaml': 'cluster: { name: eu-1, label: site }' }),
    ).toEqual([]);
    expect(problemsInFolder({ 'a.yaml': '{}', 'b.yaml': '{}' })).toEqual([]);
  });
});

describe('two environments that Argo CD brings into one cluster', () => {
  const words = (setting: string, namespace: string) =>
    `${setting} must not be that of another environment with argocd.destination "east", got "${namespace}": each would ` +
    'overwrite the objects of the other; as in ';

  test('are refused with one namespace, once, with file and line of both', () => {
    const files = {
      'a.yaml': synced('monitoring: { namespace: watch }\n'),
      'b.yaml': synced('cluster: { name: b }\nmonitoring: { namespace: watch }\n'),
    };
    expect(problemsInFolder(files)).toEqual([`${words('monitoring.namespace', 'watch')}a.yaml:2:26 (b.yaml:3:26)`]);
  });

  test.each([
    ['rules', 'rules: { namespace: other }'],
    ['dashboards', 'grafana: { dashboards: { namespace: other } }'],
  ])('are refused with %s in the namespace of the other', (_, settings) => {
    const files = {
      'a.yaml': synced('monitoring: { namespace: other }\n'),
      'b.yaml': synced(`monitoring: { namespace: own }\n${settings}\n`),
    };
    expect(problemsInFolder(files)).toEqual([
      expect.stringMatching(/namespace must not be .* got "other": .*; as in a\.yaml:2:26 \(b\.yaml:3:/),
    ]);
  });

  test('are refused at what brings them there, where neither says a namespace', () => {
    const files = { 'a.yaml': synced('cluster: { name: a }\n'), 'b.yaml': `# b\n${synced('')}` };
    expect(problemsInFolder(files)).toEqual([
      `${words('monitoring.namespace', 'monitoring')}a.yaml:1:64 (b.yaml:2:64)`,
    ]);
  });

  test('are taken with namespaces of their own, and in clusters of their own', () => {
    const [a, b] = [named('a'), named('b')];
    expect(problemsInFolder({ 'a.yaml': synced(a), 'b.yaml': synced(b) })).toEqual([]);
    const same = 'monitoring: { namespace: watch }\n';
    expect(problemsInFolder({ 'a.yaml': synced(same), 'b.yaml': synced(same, 'west') })).toEqual([]);
  });

  test.each(['in-cluster', 'https://kubernetes.default.svc'])(
    'are taken where each has an Argo CD of its own, %s',
    (own) => {
      expect(problemsInFolder({ 'a.yaml': synced('', own), 'b.yaml': synced('', own) })).toEqual([]);
    },
  );
});
