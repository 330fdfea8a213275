import { describe, expect, test } from 'vitest';
import { DASHBOARDS } from '../../src/config/dashboard-uids.js';
import { problemsInFolder } from '../support/environment-problems.js';

const named = (name: string) => `monitoring: { namespace: ${name} }\ncluster: { name: ${name} }\n`;
const synced = (settings: string, destination = 'east') =>
  `argocd: { repoUrl: https://git.example.com/a.git, destination: ${destination} }\n${settings}`;
/** A Prometheus and a Grafana of its own, by what they select. */
const apart = (name: string) =>
  `tenants: { namespaces: [tenant-${name}] }\nrules: { selectorLabels: { rules: ${name} } }\ngrafana: { url: https://${name}.example.com }\n`;

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

  test.each([
    ['wrong', 'repoUrl: 7, '],
    ['missing', ''],
  ])('are refused in the same run in which the repository of one is %s, by namespace and by name', (_, repository) => {
    const one = 'argocd: { name: twin, repoUrl: https://git.example.com/a.git, destination: east }\n';
    const other = `argocd: { name: twin, ${repository}destination: east }\n`;
    const problems = problemsInFolder({
      'a.yaml': `${one}monitoring: { namespace: watch }\n`,
      'b.yaml': `${other}cluster: { name: b }\nmonitoring: { namespace: watch }\n`,
    });
    expect(problems).toContain(`${words('monitoring.namespace', 'watch')}a.yaml:2:26 (b.yaml:3:26)`);
    expect(problems).toContainEqual(expect.stringContaining('argocd.name must be unique, got "twin"'));
    expect(problems).toContainEqual(expect.stringMatching(/^argocd\.repoUrl must be .* \(b\.yaml:1:\d+\)$/));
  });

  test('are not taken for those of one cluster where it is that which is wrong, and their names are compared all the same', () => {
    const of = (name: string) =>
      `argocd: { name: twin, repoUrl: https://git.example.com/a.git, destination: 7 }\ncluster: { name: ${name} }\n`;
    const problems = problemsInFolder({ 'a.yaml': of('a'), 'b.yaml': of('b') });
    expect(problems.toSorted()).toEqual([
      expect.stringMatching(/^argocd\.destination must be text: .*a\.yaml:1/),
      expect.stringMatching(/^argocd\.destination must be text: .*b\.yaml:1/),
      expect.stringContaining('argocd.name must be unique, got "twin"'),
    ]);
  });

  test('are refused with one namespace, once, with file and line of both', () => {
    const files = {
      'a.yaml': synced('monitoring: { namespace: watch }\n'),
      'b.yaml': synced('cluster: { name: b }\nmonitoring: { namespace: watch }\n'),
    };
    expect(problemsInFolder(files)).toContain(`${words('monitoring.namespace', 'watch')}a.yaml:2:26 (b.yaml:3:26)`);
  });

  test.each([
    ['rules', 'rules: { namespace: other }'],
    ['dashboards', 'grafana: { dashboards: { namespace: other } }'],
  ])('are refused with %s in the namespace of the other', (_, settings) => {
    const files = {
      'a.yaml': synced('monitoring: { namespace: other }\n'),
      'b.yaml': synced(`monitoring: { namespace: own }\n${settings}\n`),
    };
    expect(problemsInFolder(files)).toContainEqual(
      expect.stringMatching(/namespace must not be .* got "other": .*; as in a\.yaml:2:26 \(b\.yaml:3:/),
    );
  });

  test('are refused at what brings them there, where neither says a namespace', () => {
    const files = { 'a.yaml': synced('cluster: { name: a }\n'), 'b.yaml': `# b\n${synced('')}` };
    expect(problemsInFolder(files)).toContain(
      `${words('monitoring.namespace', 'monitoring')}a.yaml:1:64 (b.yaml:2:64)`,
    );
  });

  test('are taken with namespaces of their own, and in clusters of their own', () => {
    const [a, b] = ['a', 'b'].map((name) => named(name) + apart(name));
    expect(problemsInFolder({ 'a.yaml': synced(a ?? ''), 'b.yaml': synced(b ?? '') })).toEqual([]);
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

describe('two environments of one cluster, one Prometheus and one Grafana', () => {
  const install = (name: string, more: string) => synced(`${named(name)}${more}`);
  const listed = (name: string) => `tenants: { namespaces: [tenant-${name}] }\n`;
  const SHARED = 'rules: { shared: true }\n';
  const own = (name: string) => `grafana: { url: https://${name}.example.com }\n`;
  const problems = (a: string, b: string) => problemsInFolder({ 'a.yaml': install('a', a), 'b.yaml': install('b', b) });

  test('are taken where each has tenants of its own, rules of its own cluster and another Grafana', () => {
    expect(problems(listed('a') + SHARED + own('a'), listed('b') + SHARED + own('b'))).toEqual([]);
  });

  test.each([
    ['tenants are all in one of them', 'tenants: { namespaces: all }\n', listed('b'), 'got "tenant-b"'],
    ['tenants are all in both', '', '', 'got "all"'],
    ['a tenant is named by both', listed('x'), 'tenants: { namespaces: [tenant-b, tenant-x] }\n', 'got "tenant-x"'],
  ])('are refused where %s, with file and line of both', (_, a, b, got) => {
    const [first = '', ...others] = problems(a + SHARED + own('a'), b + SHARED + own('b'));
    expect(others).toEqual([]);
    expect(first).toContain(
      'tenants.namespaces must name no tenant of another environment with argocd.destination "east" and the same monitoring.selectorLabels',
    );
    expect(first).toContain(`${got}: one Prometheus would scrape its engines twice`);
    expect(first).toMatch(/; as in a\.yaml:\d+:\d+ \(b\.yaml:\d+:\d+\)$/);
  });

  test('are refused where rules of one read the series of both', () => {
    const words =
      'rules.shared must be true, with a cluster.name, got false: another environment has argocd.destination "east"';
    const places = [
      ['', SHARED, '(a.yaml:'],
      [SHARED, '', '(b.yaml:'],
      ['', '', '(b.yaml:'],
    ] as const;
    for (const [a, b, place] of places) {
      const [first = '', ...others] = problems(listed('a') + a + own('a'), listed('b') + b + own('b'));
      expect(others).toEqual([]);
      expect(first).toContain(words);
      expect(first).toContain(place);
    }
  });

  test('are refused where their dashboards have the same uids', () => {
    const [first = '', ...others] = problems(listed('a') + SHARED, listed('b') + SHARED);
    expect(others).toEqual([]);
    expect(first).toMatch(
      /^grafana\.dashboards must not reach the Grafana of another .*arks-overview.*name them in grafana\.dashboards\.off.*as in a\.yaml/,
    );
  });

  describe('whose cluster nobody can tell from others, since Argo CD runs in it or none does', () => {
    const beside = (name: string, more: string) => `${named(name)}${listed(name)}${SHARED}${more}`;
    const inCluster = (settings: string) => synced(settings, 'in-cluster');
    const off = (...uids: readonly string[]) =>
      `grafana: { dashboards: { off: { ${uids.map((uid) => `${uid}: not wanted`).join(', ')} } } }\n`;

    test.each([
      ['in-cluster', inCluster],
      ['without argocd', (settings: string) => settings],
    ])('are refused with dashboards of one uid where both say that another install is there: %s', (_, placed) => {
      const files = { 'a.yaml': placed(beside('a', '')), 'b.yaml': placed(beside('b', '')) };
      const [first = '', ...others] = problemsInFolder(files);
      expect(others).toEqual([]);
      expect(first).toMatch(
        /^grafana\.dashboards must not reach the Grafana of another environment with rules\.shared and another monitoring\.namespace: .*arks-overview.*as in a\.yaml.* \(b\.yaml:/,
      );
    });

    test.each([
      ['one has them off', beside('b', off(...DASHBOARDS))],
      ['each has a Grafana', beside('b', own('b'))],
      ['one says of no other', `${named('b')}${listed('b')}`],
      [
        'both have one namespace, in which each would overwrite the other',
        beside('a', '').replace('{ name: a }', '{ name: b }'),
      ],
    ])('are taken where %s', (_, b) => {
      const files = { 'a.yaml': inCluster(beside('a', '')), 'b.yaml': inCluster(b) };
      expect(problemsInFolder(files).filter((problem) => problem.startsWith('grafana'))).toEqual([]);
    });
  });

  test('are taken with labels by which another Prometheus selects', () => {
    const labels = 'monitoring: { namespace: b, selectorLabels: { release: other } }\ncluster: { name: b }\n';
    expect(problemsInFolder({ 'a.yaml': install('a', own('a')), 'b.yaml': synced(labels + own('b')) })).toEqual([]);
  });
});
