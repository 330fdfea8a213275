import { describe, expect, test } from 'vitest';
import { loadEnvironments } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { problemsInFolder } from '../support/environment-problems.js';
import { temporaryFolder } from '../support/temporary-folder.js';

type Files = Readonly<Record<string, string>>;

const loaded = (files: Files, ...patterns: readonly string[]) =>
  loadEnvironments(temporaryFolder(files), knownNames, patterns);

/** The one environment of these files. */
function only(files: Files) {
  const [environment, ...others] = loaded(files);
  if (environment === undefined || others.length > 0) throw new Error('there must be one environment');
  return environment;
}

describe('an environment lies on shared files', () => {
  test('the nearer file wins leaf by leaf, and the rest stays as the farther ones say', () => {
    const { scrape, sizing } = only({
      '_defaults.yaml': 'scrape: { interval: 31s, timeout: 11s, labelLimit: 41 }\nsizing: { users: 3 }\n',
      '_region.yaml': 'scrape: { timeout: 12s, labelLimit: 42 }\n',
      '_large.yaml': 'extends: _region.yaml\nscrape: { labelLimit: 43 }\nsizing: { endpoints: 5 }\n',
      'eu-1.yaml': 'extends: _large.yaml\nsizing: { users: 7 }\n',
    });
    expect(scrape).toMatchObject({ interval: '31s', timeout: '12s', labelLimit: 43 });
    expect(sizing).toMatchObject({ users: 7, endpoints: 5 });
  });

  test('lists are replaced, not joined', () => {
    const files = { '_defaults.yaml': 'runtimes: [vllm, sglang]\n', 'eu-1.yaml': 'runtimes: [dynamo]\n' };
    expect(only(files).runtimes).toEqual(['dynamo']);
  });

  test('a list takes the place of a text', () => {
    const files = { '_defaults.yaml': 'tenants: { namespaces: all }\n', 'eu-1.yaml': 'tenants: { namespaces: [a] }\n' };
    expect(only(files).tenants.namespaces).toEqual(['a']);
  });

  test('null takes away what shared files say, a leaf or a whole section, and the default is back', () => {
    const { monitoring, scrape, cluster } = only({
      '_defaults.yaml': [
        'monitoring: { labels: { team: x, tier: y } }',
        'scrape: { interval: 31s, labelLimit: 41 }',
        'cluster: { name: shared }\n',
      ].join('\n'),
      'eu-1.yaml': 'monitoring: { labels: { team: null } }\nscrape: ~\ncluster: { name: null }\n',
    });
    expect(monitoring.labels).toEqual({ tier: 'y' });
    expect(scrape).toMatchObject({ interval: '30s', labelLimit: 50 });
    expect(cluster).not.toHaveProperty('name');
  });

  test('what a nearer shared file takes away may be given again', () => {
    const { monitoring } = only({
      '_defaults.yaml': 'monitoring: { labels: { team: x, tier: y } }\n',
      '_bare.yaml': 'monitoring: { labels: null }\n',
      'eu-1.yaml': 'extends: _bare.yaml\nmonitoring: { labels: { team: z } }\n',
    });
    expect(monitoring.labels).toEqual({ team: 'z' });
  });

  test('null where shared files say nothing is refused', () => {
    expect(problemsInFolder({ '_defaults.yaml': '{}', 'eu-1.yaml': 'cluster: { name: null }\n' })).toEqual([
      'cluster.name must be text, got null (eu-1.yaml:1:18)',
    ]);
  });

  test('shared files are no environments, and a key that JavaScript has for itself is a key like any other', () => {
    const files = {
      '_defaults.yaml': 'monitoring: { labels: { toString: x } }\n',
      'eu-1.yaml': '{}',
      'eu-3.yaml': 'monitoring: { labels: { toString: null } }\n',
    };
    expect(loaded(files).map(({ name, monitoring }) => [name, Object.entries(monitoring.labels)])).toEqual([
      ['eu-1', [['toString', 'x']]],
      ['eu-3', []],
    ]);
  });

  test('an environment that shared files make is the one that a single file makes', () => {
    const [apart, alone] = [
      only({ '_defaults.yaml': 'cluster: { label: site }\n', 'eu-1.yaml': 'cluster: { name: eu }\n' }),
      only({ 'eu-1.yaml': 'cluster: { label: site, name: eu }\n' }),
    ];
    expect({ ...apart, file: '' }).toEqual({ ...alone, file: '' });
  });
});

describe('a choice of environments', () => {
  const files = { 'eu-1.yaml': '{}', 'eu-3.yaml': '{}', 'us-1.yaml': '{}', 'us-17.yaml': '{}' };

  test.each([
    [['eu-*'], ['eu-1', 'eu-3']],
    [['*-1'], ['eu-1', 'us-1']],
    [['us-??'], ['us-17']],
    [
      ['us-1', 'eu-3'],
      ['eu-3', 'us-1'],
    ],
    [['*'], ['eu-1', 'eu-3', 'us-1', 'us-17']],
  ])('%j are %j', (patterns, names) => {
    expect(loaded(files, ...patterns).map(({ name }) => name)).toEqual(names);
  });

  test('nothing is looked at but what is chosen and what that extends', () => {
    const others = { '_broken.yaml': 'arks: [\n', 'ap-1.yaml': 'extends: _broken.yaml\n', 'us-1.yml': '{}' };
    expect(loaded({ ...files, ...others }, 'eu-*').map(({ name }) => name)).toEqual(['eu-1', 'eu-3']);
    expect(() => loaded({ ...files, ...others }, 'ap-*')).toThrow('is not valid YAML');
  });

  test('each pattern that matches nothing is refused, with the name that was meant or those that there are', () => {
    const refused = () => loaded(files, 'eu-*', 'us-18', 'zebra*', 'eu.1');
    expect(refused).toThrow(
      [
        '--only: must match an environment, got "us-18"; did you mean us-1? there are eu-1, eu-3, us-1, us-17',
        '--only: must match an environment, got "zebra*"; there are eu-1, eu-3, us-1, us-17',
        '--only: must match an environment, got "eu.1"; did you mean eu-1? there are eu-1, eu-3, us-1, us-17',
      ].join('\n'),
    );
  });
});
