import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadEnvironments } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { FILE, problemsIn, problemsInFolder, problemsOfFolder } from '../support/environment-problems.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('a file that is not YAML is reported with line and column', () => {
  test.each([
    {
      what: 'a bracket that is never closed',
      text: 'monitoring:\n  namespace: [a, b\nscrape: {}\n',
      problem: `is not valid YAML: what begins with a bracket must end with one, on lines that are indented further than its key, found an end or a line before (${FILE}:3:1)`,
    },
    {
      what: 'a tab',
      text: 'monitoring:\n\tnamespace: a\n',
      problem: `is not valid YAML: lines must be indented with spaces, found a tab (${FILE}:2:1)`,
    },
    {
      what: 'two colons in a line',
      text: 'scrape: {}\narks: namespace: b\n',
      problem: `is not valid YAML: a value in the line of its key must not be a mapping, found one here, or a line below that is indented further than the key (${FILE}:2:7)`,
    },
    {
      what: 'a key that stands twice',
      text: 'arks:\n  namespace: a\n  namespace: b\n',
      problem: `is not valid YAML: keys must be unique in a mapping, found namespace again (${FILE}:3:3)`,
    },
    {
      what: 'a key that is a list',
      text: 'arks: {}\n? [a, b]\n: 1\n',
      problem: `is not valid YAML: keys must be text, found a list or mapping (${FILE}:2:3)`,
    },
    {
      what: 'a tag that nobody knows',
      text: 'arks: !install {}\n',
      problem: `is not valid YAML: the tag !install makes no setting (${FILE}:1:16)`,
    },
  ])('$what', ({ text, problem }) => {
    expect(problemsIn(text)).toEqual([problem]);
  });

  test('an alias without an anchor', () => {
    expect(problemsIn('scrape: {}\narks: *install\n')).toEqual([
      expect.stringMatching(/^is not valid YAML: .*install.* \(environments\/cluster-a\.yaml:2:7\)$/),
    ]);
  });

  test.each([
    ['monitoring: &m { labels: *m }\n', '1:26'],
    ['monitoring: &m\n  labels: &l { team: x, other: *l }\n  annotations: *m\n', '2:32'],
  ])('an alias inside what it names: %j', (text, position) => {
    const [first, ...others] = problemsIn(text);
    expect(first).toMatch(/^is not valid YAML: the alias [lm] stands inside what it names /);
    expect(first?.endsWith(`(${FILE}:${position})`)).toBe(true);
    expect(others.every((line) => line.includes('stands inside'))).toBe(true);
  });

  test('aliases that multiply beyond what a person means, at the alias where it is too much', () => {
    const tenfold = (anchor: string, inner: string) => `${anchor}: &${anchor} [${Array(10).fill(inner).join(', ')}]\n`;
    const bomb = `${tenfold('a', 'x')}${tenfold('b', '*a')}${tenfold('c', '*b')}${tenfold('d', '*c')}`;
    expect(problemsIn(bomb)).toEqual([
      `is not valid YAML: aliases must not stand for more than 10000 values together (${FILE}:4:36)`,
    ]);
  });

  test('an alias of a single text may stand hundreds of times', () => {
    const names = ['first: &name example', ...Array.from({ length: 301 }, (_, index) => `k${index}: *name`)];
    expect(problemsIn(`monitoring:\n  labels:\n    ${names.join('\n    ')}\n`)).toEqual([]);
  });

  test('two documents in a file, in words that are not those of a library', () => {
    const problems = problemsIn('arks: {}\n---\nscrape: {}\n');
    expect(problems).toEqual([expect.stringMatching(/^is not valid YAML: .*documents.*:2:1\)$/)]);
    expect(problems.join()).not.toContain('parseAllDocuments');
  });
});

describe('the shape of a file', () => {
  test.each([[''], ['# nothing but a comment\n'], ['---\n'], ['null\n']])('a file of %j is called empty', (text) => {
    expect(problemsIn(text)).toEqual([`is empty; write {} to take every default (${FILE}:1:1)`]);
  });

  test('a file of {} takes every default', () => {
    expect(problemsIn('{}\n')).toEqual([]);
  });

  test.each([
    ['- arks\n', '["arks"]'],
    ['arks\n', '"arks"'],
    ['17\n', '17'],
  ])('a file of %j is no mapping, and the message has a subject', (text, found) => {
    const [line = '', ...others] = problemsIn(text);
    expect(line).toMatch(/^[a-z].* must be a mapping, got /);
    expect(line.endsWith(`got ${found} (${FILE}:1:1)`)).toBe(true);
    expect(others).toEqual([]);
  });

  test('a bad value that is reached through an alias is reported where it is written', () => {
    expect(problemsIn('monitoring: {}\narks: &install\n  namespace: Bad_Name\ngateway: *install\n')).toEqual([
      expect.stringMatching(/^arks\.namespace must be a DNS label.*:3:14\)$/),
      expect.stringMatching(/^gateway\.namespace must be a DNS label.*:3:14\)$/),
    ]);
  });
});

describe('the name of a file', () => {
  test.each([['Production'], ['eu_1'], ['eu.1'], ['-eu'], ['a'.repeat(64)]])(
    '%s is no name of an environment',
    (name) => {
      expect(problemsIn('{}', `environments/${name}.yaml`)).toEqual([
        `the file name must be a DNS label, since it names the environment, got "${name}" (environments/${name}.yaml:1:1)`,
      ]);
    },
  );

  test('a bad name and bad contents are reported together', () => {
    expect(problemsIn('zebra: 3\n', 'environments/EU.yaml')).toEqual([
      expect.stringMatching(/^the file name must be a DNS label/),
      expect.stringMatching(/^zebra is not a setting/),
    ]);
  });

  test('two files of one environment are reported at the second', () => {
    expect(problemsInFolder({ 'eu-1.yaml': '{}', 'eu-1.yml': '{}', 'eu-3.yml': '{}' })).toEqual([
      'the environment eu-1 already exists, from eu-1.yaml:1:1 (eu-1.yml:1:1)',
    ]);
  });
});

describe('a folder of environments', () => {
  test('problems of several files are reported at once, each with its place', () => {
    const files = {
      'a.yaml': 'arks:\n  namespace: Bad_Name\nzebra: 3\n',
      'b.yaml': '{}\n',
      'c.yml': 'arks: [\n',
      'd.yaml': '',
    };
    expect(problemsInFolder(files)).toEqual([
      expect.stringMatching(/^arks\.namespace must be a DNS label.*, got "Bad_Name" \(a\.yaml:2:14\)$/),
      expect.stringMatching(/^zebra is not a setting; .* \(a\.yaml:3:1\)$/),
      expect.stringMatching(/^is not valid YAML: .* \(c\.yml:2:1\)$/),
      'is empty; write {} to take every default (d.yaml:1:1)',
    ]);
  });

  test('what cannot be read is reported beside the problems of other files', () => {
    const folder = temporaryFolder({ 'a.yaml': 'zebra: 3\n', 'd.yaml/README.md': '', 'e.YAML': '{}', 'f.Yml': '{}' });
    symlinkSync('nowhere', join(folder, 'b.yaml'));
    symlinkSync('c.yaml', join(folder, 'c.yaml'));
    expect(problemsOfFolder(folder)).toEqual([
      expect.stringMatching(/^zebra is not a setting; .* \(a\.yaml:1:1\)$/),
      'cannot be read: ENOENT: no such file or directory (b.yaml:1:1)',
      expect.stringMatching(/^cannot be read: ELOOP: .* \(c\.yaml:1:1\)$/),
      'must be a file, found something else with that name (d.yaml:1:1)',
      'an environment file must end in .yaml or .yml, got ".YAML" (e.YAML:1:1)',
      'an environment file must end in .yaml or .yml, got ".Yml" (f.Yml:1:1)',
    ]);
  });

  test('a file in a folder below is reported, since no cluster would come of it', () => {
    const folder = temporaryFolder({
      'a.yaml': '{}',
      'eu/b.yaml': '{}',
      'eu/west/_c.yml': '{}',
      'dashboards/d.json': '{}',
    });
    expect(problemsOfFolder(folder)).toEqual([
      expect.stringMatching(/^must be in \S+ itself, since .*, found it in \S*eu \(eu\/b\.yaml:1:1\)$/),
      expect.stringMatching(/^must be in \S+ itself, since .*, found it in \S*eu\/west \(eu\/west\/_c\.yml:1:1\)$/),
    ]);
  });

  test('a file whose name breaks lines or colours a terminal is told on one plain line', () => {
    expect(problemsOfFolder(temporaryFolder({ 'eu\n\u001b[31m.yaml': '{}' }))).toEqual([
      expect.stringMatching(
        /^the file name must be a DNS label, .* got "eu\\n\\u001b\[31m" \(eu\\n\\u001b\[31m\.yaml:1:1\)$/,
      ),
    ]);
  });

  test('a folder with environments in folders only says where they are', () => {
    expect(problemsOfFolder(temporaryFolder({ 'eu/b.yaml': '{}' }))).toEqual([
      'there is no environment file; write one such as quickstart.yaml (.)',
      expect.stringMatching(/\(eu\/b\.yaml:1:1\)$/),
    ]);
  });

  test.each([
    ['Latin-1', Buffer.from('monitoring: { labels: { team: "\u00fc" } }', 'latin1')],
    ['UTF-16, as some shells write it', Buffer.from('\ufeffscrape: {}', 'utf16le')],
  ])('a file in %s is reported, and not read as something else', (_, bytes) => {
    const folder = temporaryFolder({ 'a.yaml': '{}' });
    writeFileSync(join(folder, 'b.yaml'), bytes);
    expect(problemsOfFolder(folder)).toEqual(['must be UTF-8 text, found another encoding (b.yaml:1:1)']);
  });

  test('a file in the place of the folder is reported', () => {
    const file = join(temporaryFolder({ environments: '' }), 'environments');
    expect(problemsOfFolder(file)).toEqual(['cannot be read: ENOTDIR: not a directory (.)']);
  });

  test('environments come sorted by name, and other files are passed over', () => {
    const files = { 'eu-3.yaml': '{}', 'eu-1.yml': '{}', 'environment.schema.json': '{', 'README.md': 'a: b: c' };
    const folder = temporaryFolder(files);
    expect(loadEnvironments(folder, knownNames).map(({ name }) => name)).toEqual(['eu-1', 'eu-3']);
  });

  test('a folder without environments is reported, and so is one that is not there', () => {
    expect(problemsInFolder({ 'README.md': '' })).toEqual([
      'there is no environment file; write one such as quickstart.yaml (.)',
    ]);
    const missing = `${temporaryFolder()}/environments`;
    expect(() => loadEnvironments(missing, knownNames)).toThrow(/environments: there is no environment file/);
  });
});
