import { describe, expect, test } from 'vitest';
import { loadEnvironments } from '../../src/config/load.js';
import { metricNames } from '../../src/metrics/catalogue.js';
import { FILE, problemsIn, problemsInFolder } from '../support/environment-problems.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('a file that is not YAML is reported with line and column', () => {
  test.each([
    {
      what: 'a bracket that is never closed',
      text: 'monitoring:\n  namespace: [a, b\nscrape: {}\n',
      problem: `is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ] (${FILE}:3:1)`,
    },
    {
      what: 'a tab',
      text: 'monitoring:\n\tnamespace: a\n',
      problem: `is not valid YAML: Tabs are not allowed as indentation (${FILE}:2:1)`,
    },
    {
      what: 'two colons in a line',
      text: 'scrape: {}\narks: namespace: b\n',
      problem: `is not valid YAML: Nested mappings are not allowed in compact mappings (${FILE}:2:7)`,
    },
    {
      what: 'a key that stands twice',
      text: 'arks:\n  namespace: a\n  namespace: b\n',
      problem: `is not valid YAML: Map keys must be unique (${FILE}:3:3)`,
    },
    {
      what: 'a tag that nobody knows',
      text: 'arks: !install {}\n',
      problem: `is not valid YAML: Unresolved tag: !install (${FILE}:1:7)`,
    },
  ])('$what', ({ text, problem }) => {
    expect(problemsIn(text)).toEqual([problem]);
  });

  test('an alias without an anchor', () => {
    expect(problemsIn('scrape: {}\narks: *install\n')).toEqual([
      expect.stringMatching(/^is not valid YAML: .*install.* \(environments\/cluster-a\.yaml:2:7\)$/),
    ]);
  });

  test('two documents in a file, in words that are not those of a library', () => {
    const problems = problemsIn('arks: {}\n---\nscrape: {}\n');
    expect(problems).toEqual([expect.stringMatching(/^is not valid YAML: .*documents.*:2:1\)$/)]);
    expect(problems.join()).not.toContain('parseAllDocuments');
  });
});

describe('the shape of a file', () => {
  test.each([[''], ['# nothing but a comment\n'], ['---\n'], ['null\n']])('a file of %j is called empty', (text) => {
    expect(problemsIn(text)).toEqual([`is empty; write {} to take every default (${FILE})`]);
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
        `the file name must be a DNS label, since it names the environment, got "${name}" (environments/${name}.yaml)`,
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
      'the environment eu-1 exists already, from eu-1.yaml (eu-1.yml)',
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
      'is empty; write {} to take every default (d.yaml)',
    ]);
  });

  test('environments come sorted by name, and other files are passed over', () => {
    const files = { 'eu-3.yaml': '{}', 'eu-1.yml': '{}', 'environment.schema.json': '{', 'README.md': 'a: b: c' };
    const folder = temporaryFolder(files);
    expect(loadEnvironments(folder, metricNames).map(({ name }) => name)).toEqual(['eu-1', 'eu-3']);
  });

  test('a folder without environments is reported, and so is one that is not there', () => {
    expect(problemsInFolder({ 'README.md': '' })).toEqual([
      'there is no environment file; write one such as quickstart.yaml (.)',
    ]);
    const missing = `${temporaryFolder()}/environments`;
    expect(() => loadEnvironments(missing, metricNames)).toThrow(/^there is no .*environments\)$/);
  });
});
