import { describe, expect, test } from 'vitest';
import { problemsInFolder } from '../support/environment-problems.js';

type Files = Readonly<Record<string, string>>;

/** That many environments of one text. */
function alike(count: number, text: string): Files {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`eu-${String(index).padStart(3, '0')}.yaml`, text]),
  );
}

describe('what is wrong in a shared file', () => {
  test('is told once, at its place there, with how many environments it affects and some of them', () => {
    const shared = { '_large.yaml': '# large\nscrape:\n  interval: 17\n', '_defaults.yaml': 'zebra: 3\n' };
    expect(problemsInFolder({ ...shared, ...alike(200, 'extends: _large.yaml\n') })).toEqual([
      expect.stringMatching(
        /^zebra is not a setting; .*; 200 environments are affected: eu-000, eu-001, eu-002 and 197 more \(_defaults\.yaml:1:1\)$/,
      ),
      'scrape.interval must be a duration above 0 such as 30s or 1m30s, got 17; 200 environments are affected: eu-000, eu-001, eu-002 and 197 more (_large.yaml:3:13)',
    ]);
  });

  test('is told also where nobody extends it or everybody overrides it', () => {
    const files = {
      '_defaults.yaml': 'sizing: { users: -7 }\n',
      '_nobody.yaml': 'scrap: {}\n',
      'eu-1.yaml': 'sizing: { users: 7 }\n',
    };
    expect(problemsInFolder(files)).toEqual([
      'sizing.users must be above 0, got -7; no environment is affected (_defaults.yaml:1:18)',
      'scrap is not a setting; did you mean scrape?; no environment is affected (_nobody.yaml:1:1)',
    ]);
  });

  test('affects one environment where only that makes it wrong', () => {
    const files = {
      '_defaults.yaml': 'scrape:\n  timeout: 25s\n',
      'eu-1.yaml': '{}',
      'eu-3.yaml': 'scrape: { interval: 20s }\n',
    };
    expect(problemsInFolder(files)).toEqual([
      expect.stringMatching(/^scrape\.timeout .*; 1 environment is affected: eu-3 \(_defaults\.yaml:2:12\)$/),
    ]);
  });

  test('is not called wrong for what other files may say', () => {
    const files = {
      '_slow.yaml':
        'scrape: { timeout: 45s }\ngrafana: { dashboards: { extraDashboards: { exempt: {} } } }\nsurfaces:\n  operator:\n    tokenSecret: { name: a }\n',
      '_bare.yaml': 'cluster: { name: null }\n',
      'eu-1.yaml': '{}',
    };
    expect(problemsInFolder(files)).toEqual([]);
  });

  test('is told in three ways where every environment makes another of it', () => {
    const own = (index: number) => [`eu-${index}.yaml`, `tenants: { namespaces: [tenant-${index}] }\n`];
    const files = {
      '_defaults.yaml': 'alerts: { namespaces: [a] }\n',
      ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => own(index))),
    };
    const [first, second, third, rest, ...more] = problemsInFolder(files);
    expect([first, second, third]).toEqual(
      [0, 1, 2].map((index) =>
        expect.stringMatching(
          RegExp(
            `^alerts\\.namespaces\\[0\\] .* are tenant-${index}, got "a"; 1 environment is affected: eu-${index} \\(_defaults`,
          ),
        ),
      ),
    );
    expect(rest).toBe(
      'the same setting is wrong in 6 more ways; 6 environments are affected: eu-3, eu-4, eu-5 and 3 more (_defaults.yaml:1:24)',
    );
    expect(more).toEqual([]);
  });

  test('does not hide what is wrong in environments, whatever it is', () => {
    const files = {
      '_defaults.yaml': 'arks: [\n',
      '_empty.yaml': '# nothing\n',
      '_list.yaml': '- arks\n',
      'eu-1.yaml': 'sizing: { users: -7 }\n',
      'eu-3.yaml': 'extends: _list.yaml\nzebra: 3\n',
    };
    expect(problemsInFolder(files)).toEqual([
      expect.stringMatching(/^is not valid YAML: .*; 2 environments are affected: eu-1, eu-3 \(_defaults\.yaml:2:1\)$/),
      'is empty; write {} to share nothing; no environment is affected (_empty.yaml:1:1)',
      'the file must be a mapping, got ["arks"]; 1 environment is affected: eu-3 (_list.yaml:1:1)',
      'sizing.users must be above 0, got -7 (eu-1.yaml:1:18)',
      expect.stringMatching(/^zebra is not a setting; .* \(eu-3\.yaml:2:1\)$/),
    ]);
  });
});

test('an environment that extends nothing there is counts where a shared file below it is wrong', () => {
  const files = { '_defaults.yaml': 'zebra: 3\n', 'eu-1.yaml': 'extends: _a.yaml\n', 'eu-3.yaml': '{}' };
  expect(problemsInFolder(files)[0]).toMatch(/^zebra .*; 2 environments are affected: eu-1, eu-3 \(_defaults/);
});

describe('what a file extends', () => {
  test.each([
    ['17', 'extends must be the name of one shared file, got 17'],
    ['[_large.yaml]', 'extends must be the name of one shared file, got ["_large.yaml"]'],
    ['_lage.yaml', 'extends must name a shared file that exists, got "_lage.yaml"; did you mean _large.yaml?'],
    ['_large', 'extends must name a shared file that exists, got "_large"; did you mean _large.yaml?'],
    [
      'environments/_large.yaml',
      'extends must name a shared file that exists, got "environments/_large.yaml"; did you mean _large.yaml?',
    ],
    ['_zebra.yaml', 'extends must name a shared file that exists, got "_zebra.yaml"; there are _large.yaml'],
    ['eu-3.yaml', 'extends must name a file of shared settings, whose name begins with _, got "eu-3.yaml"'],
    ['../_large.yaml', 'extends must name a shared file that exists, got "../_large.yaml"; did you mean _large.yaml?'],
    ['_defaults.yaml', 'extends must not name _defaults.yaml, which already applies to every file'],
  ])('%s is refused', (name, message) => {
    const files = { '_defaults.yaml': '{}', '_large.yaml': '{}', 'eu-3.yaml': '{}' };
    expect(problemsInFolder({ ...files, 'eu-1.yaml': `extends: ${name}\n` })).toEqual([`${message} (eu-1.yaml:1:10)`]);
  });

  test('where there is nothing to extend, that is said', () => {
    expect(problemsInFolder({ 'eu-1.yaml': 'extends: _zebra.yaml\n' })).toEqual([
      'extends must name a shared file that exists, got "_zebra.yaml"; there is none (eu-1.yaml:1:10)',
    ]);
  });

  test('_defaults.yaml lies below all, extends nothing and has no other name', () => {
    expect(
      problemsInFolder({
        '_a.yaml': '{}',
        '_defaults.yaml': 'extends: _a.yaml\n',
        'eu-1.yaml': '{}',
      }),
    ).toEqual([
      expect.stringMatching(/^extends must not be used in _defaults\.yaml, .*affected.* \(_defaults\.yaml:1:10\)$/),
    ]);
    expect(problemsInFolder({ '_defaults.yml': '{}', 'eu-1.yaml': '{}' })).toEqual([
      'must be called _defaults.yaml, got "_defaults.yml" (_defaults.yml:1:1)',
    ]);
  });

  test('a circle is told once, wherever it is entered', () => {
    const files = {
      '_a.yaml': 'extends: _b.yaml\n',
      '_b.yaml': 'extends: _c.yaml\n',
      '_c.yaml': 'extends: _a.yaml\n',
      'eu-1.yaml': 'extends: _b.yaml\n',
      'eu-3.yaml': 'extends: _c.yaml\n',
    };
    expect(problemsInFolder(files)).toEqual([
      'extends must not form a cycle, got _a.yaml > _b.yaml > _c.yaml > _a.yaml; 2 environments are affected: eu-1, eu-3 (_a.yaml:1:10)',
    ]);
  });

  test('five shared files may lie on each other, and the sixth is refused', () => {
    const chain = (count: number) => ({
      '_1.yaml': '{}',
      ...Object.fromEntries(
        Array.from({ length: count - 1 }, (_, index) => [`_${index + 2}.yaml`, `extends: _${index + 1}.yaml\n`]),
      ),
      'eu-1.yaml': `extends: _${count}.yaml\n`,
    });
    expect(problemsInFolder(chain(5))).toEqual([]);
    expect(problemsInFolder(chain(7))).toEqual([
      'extends must not chain more than 5 shared files, got _6.yaml > _5.yaml > _4.yaml > _3.yaml > _2.yaml > _1.yaml; ' +
        '1 environment is affected: eu-1 (_6.yaml:1:10)',
    ]);
  });
});

describe('one name for the Applications of several environments', () => {
  const shared = {
    '_defaults.yaml': 'argocd: { repoUrl: https://git.example.com/x.git, destination: in-cluster, name: watch }\n',
  };

  test('is told once where it stands in a shared file, with those who have it from there', () => {
    expect(problemsInFolder({ ...shared, ...alike(3, '{}'), 'us-1.yaml': 'argocd: { name: other }\n' })).toEqual([
      `argocd.name must be unique, got "watch", as in 3 environments: eu-000, eu-001, eu-002 (_defaults.yaml:1:82)`,
    ]);
  });

  test('is told at each that is not the first, where each says it', () => {
    expect(problemsInFolder({ ...shared, ...alike(3, 'argocd: { name: other }') })).toEqual([
      `argocd.name must be unique, got "other", as in eu-000.yaml:1:17 (eu-001.yaml:1:17)`,
      `argocd.name must be unique, got "other", as in eu-000.yaml:1:17 (eu-002.yaml:1:17)`,
    ]);
  });

  test('is told once where it stands in a shared file of many', () => {
    expect(problemsInFolder({ ...shared, ...alike(200, '{}') })).toEqual([
      `argocd.name must be unique, got "watch", as in 200 environments: eu-000, eu-001, eu-002 and 197 more (_defaults.yaml:1:82)`,
    ]);
  });
});
