import { describe, expect, test } from 'vitest';
import { applicationOf } from '../../src/files/applications.js';
import { environmentOf } from '../support/environment.js';
import { FILE, problemsIn, problemsInFolder } from '../support/environment-problems.js';

const NEEDED = 'repoUrl: https://git.example.com/watch.git, destination: eu-7';
const section = (more = '') => `argocd: { ${NEEDED}${more} }\n`;
const withUrl = (repoUrl: string) => `argocd: { repoUrl: "${repoUrl}", destination: eu-7 }\n`;

test('an environment without the section has no Application', () => {
  expect(applicationOf(environmentOf({}))).toBeUndefined();
});

const argocd = { repoUrl: 'https://git.example.com/watch.git', destination: 'eu-7' };

test('name and path follow the environment until they are set', () => {
  expect(applicationOf(environmentOf({ argocd }, 'eu-3'))).toMatchObject({
    name: 'arks-monitoring-eu-3',
    path: 'dist/eu-3',
  });
  const own = { ...argocd, name: 'watch', path: 'clusters/a' };
  expect(applicationOf(environmentOf({ argocd: own }, 'eu-3'))).toMatchObject({ name: 'watch', path: 'clusters/a' });
});

test('a branch that holds one environment has it at its root', () => {
  const own = { ...argocd, revision: 'rendered/eu-3', path: '.' };
  expect(applicationOf(environmentOf({ argocd: own }, 'eu-3'))).toMatchObject({ path: '.' });
});

test('repository and cluster are asked for, both at once, since nobody can guess them', () => {
  expect(problemsIn('argocd: {}\n')).toEqual([
    `argocd.repoUrl must be an https, http or ssh address of a Git repository without a password, token, "?", "#" or slash at its end; credentials belong in a repository Secret of Argo CD, got nothing (${FILE}:1:9)`,
    `argocd.destination must be the name of a cluster in Argo CD, or the https address of its API server without a user, got nothing (${FILE}:1:9)`,
  ]);
});

describe('the address of the repository', () => {
  test.each([
    ['https://git.example.com/watch.git'],
    ['http://git.internal:3000/team/watch'],
    ['ssh://git@git.example.com:2222/team/watch.git'],
    ['git@git.example.com:team/watch.git'],
  ])('can be %s', (repoUrl) => {
    expect(problemsIn(withUrl(repoUrl))).toEqual([]);
  });

  test.each([
    ['https://bot:s3cret@git.example.com/watch.git'],
    ['https://s3cret@git.example.com/watch.git'],
    ['https://bot:s3cret/7@git.example.com/watch.git'],
    ['ssh://git:s3cret@git.example.com/watch.git'],
    ['git:s3cret@git.example.com:watch.git'],
  ])('cannot be %s, and what is secret of it is not repeated', (repoUrl) => {
    const problems = problemsIn(withUrl(repoUrl));
    expect(problems).toEqual([expect.stringMatching(/^argocd\.repoUrl must be .* without a password.*:1:20\)$/)]);
    expect(problems.join()).not.toContain('s3cret');
  });

  test.each([['https://git.example.com/watch.git?token=7'], ['/srv/watch.git'], ['git.example.com/watch'], ['']])(
    'cannot be %j',
    (repoUrl) => {
      expect(problemsIn(withUrl(repoUrl))).toHaveLength(1);
    },
  );
});

describe('other settings', () => {
  test.each([
    ['argocd.path must be . for the root', ', path: ./dist'],
    ['argocd.path must be . for the root', ', path: ../other'],
    ['argocd.path must be . for the root', ', path: /dist/eu-3'],
    ['argocd.path must be . for the root', ', path: dist/./eu-3'],
    ['argocd.revision must be a branch', ', revision: "-f"'],
    ['argocd.revision must not look like a number', ', revision: "0o17"'],
    ['argocd.retry.firstPause must be one number', ', retry: { firstPause: 1m30s }'],
    ['argocd.retry.limit must not be below 0', ', retry: { limit: -3 }'],
    [
      'argocd.ignoreDifferences[0].reason must be the reason, as a text',
      ', ignoreDifferences: [{ kind: Deployment, jsonPointers: [/spec/replicas] }]',
    ],
    [
      'argocd.ignoreDifferences[0].jsonPointers must name at least one field',
      ', ignoreDifferences: [{ kind: Deployment, jsonPointers: [], reason: why }]',
    ],
    [
      'argocd.ignoreDifferences[0].jsonPointers[0] must be a JSON pointer',
      ', ignoreDifferences: [{ kind: Deployment, jsonPointers: [spec.replicas], reason: why }]',
    ],
  ])('%s where it does not hold', (start, more) => {
    const problems = problemsIn(section(more));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.startsWith(`${start}`)).toBe(true);
  });

  test.each([['https://bot:s3cret@10.7.0.1:6443'], ['http://10.7.0.1'], [''], ['a b']])(
    'the cluster cannot be %j, and what is secret of it is not repeated',
    (destination) => {
      const problems = problemsIn(`argocd: { repoUrl: https://git.example.com/a, destination: "${destination}" }\n`);
      expect(problems).toEqual([expect.stringMatching(/^argocd\.destination must be the name of a cluster/)]);
      expect(problems.join()).not.toContain('s3cret');
    },
  );
});

describe('environments together', () => {
  const elsewhere = (more: string) => section(more).replace('eu-7', 'eu-8');

  test('one named argocd is refused, since its folder is that of the Applications', () => {
    expect(problemsInFolder({ 'argocd.yaml': '{}', 'argocd-7.yaml': '{}' })).toEqual([
      'the file name must not be argocd, which is the folder of Argo CD\'s Applications, got "argocd" (argocd.yaml:1:1)',
    ]);
  });

  test('two that would be one Application are refused, also where one of the names goes without saying', () => {
    const files = { 'eu-1.yaml': section(), 'eu-2.yaml': elsewhere(', name: arks-monitoring-eu-1') };
    expect(problemsInFolder(files)).toEqual([
      'argocd.name must be unique, got "arks-monitoring-eu-1", as in eu-1.yaml:1:9 (eu-2.yaml:1:80)',
    ]);
  });

  test.each(['dist/eu-9', 'dist'])('a path of %s is refused where synth writes no such folder for it', (path) => {
    expect(problemsInFolder({ 'eu-1.yaml': section(`, path: ${path}`) })).toEqual([
      `argocd.path must be dist/eu-1 if it is inside dist, since synth writes no other folder for it, got "${path}" (eu-1.yaml:1:80)`,
    ]);
  });

  test('one that would have Argo CD apply the folder of another is refused, wherever that was copied to', () => {
    const files = { 'eu-1.yaml': section(', path: rendered/eu-2'), 'eu-2.yaml': elsewhere(', path: rendered/eu-2') };
    expect(problemsInFolder(files)).toEqual([
      'argocd.path must not be the folder of another environment, got "rendered/eu-2", which belongs to eu-2.yaml:1:1 (eu-1.yaml:1:80)',
    ]);
  });

  test('a name that no Application can have is refused before anything is written', () => {
    const long = 'a'.repeat(60);
    expect(problemsInFolder({ [`${long}.yaml`]: section() })).toEqual([
      `argocd.name must be set to at most 63 characters, got none, and "arks-monitoring-${long}" is longer (${long}.yaml:1:9)`,
    ]);
  });
});

describe('keys by which Argo CD tracks and orders', () => {
  test.each([
    ['monitoring: { annotations: { argocd.argoproj.io/tracking-id: x } }', 'monitoring.annotations'],
    ['monitoring: { annotations: { argocd.argoproj.io/sync-wave: "7" } }', 'monitoring.annotations'],
    ['monitoring: { labels: { argocd.argoproj.io/instance: x } }', 'monitoring.labels'],
    ['monitoring: { selectorLabels: { argocd.argoproj.io/instance: x } }', 'monitoring.selectorLabels'],
    ['grafana: { dashboards: { sidecar: { labels: { argocd.argoproj.io/instance: x } } } }', 'grafana.dashboards'],
    [
      'grafana: { dashboards: { sidecar: { folderAnnotation: argocd.argoproj.io/tracking-id } } }',
      'grafana.dashboards.sidecar.folderAnnotation',
    ],
  ])('cannot be set by %s', (text, path) => {
    const problems = problemsIn(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/ must not start with argocd\.argoproj\.io\/, by which Argo CD tracks /);
    expect(problems[0]?.startsWith(path)).toBe(true);
  });
});
