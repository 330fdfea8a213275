import { describe, expect, test } from 'vitest';
import { FILE, problemsIn } from '../support/environment-problems.js';

/** Words of those who write parsers. */
const JARGON = /implicit|flow|block|compact|indicator|node|token|scalar|collection/i;

describe('a slip in the YAML of a file is told once, at its line, and without the words of parsers', () => {
  test.each([
    ['a key too far to the right', 'scrape:\n interval: 30s\n  timeout: 10s\n', 2, 'is indented further than the key'],
    [
      'a key too far to the left',
      'scrape:\n  interval: 30s\n timeout: 10s\n',
      3,
      'keys of one mapping must be indented alike',
    ],
    [
      'an entry too far to the left',
      'runtimes:\n  - vllm\n - sglang\n',
      3,
      'entries of one list must be indented alike',
    ],
    ['a key between two indents of an entry', 'slos:\n  - name: a\n   indicator: b\n', 3, 'must begin with "- "'],
    ['an entry without a dash', 'runtimes:\n  - vllm\n  sglang\n', 3, 'keys of one mapping must be indented alike'],
    ['a list in the line of its key', 'runtimes: - vllm\n', 1, 'a list must begin below its key'],
    ['a key without a colon', 'scrape\n  interval: 30s\n', 1, 'a line must have a key and a colon'],
    ['a colon without a space', 'scrape:\n  interval:30s\n  timeout: 3s\n', 2, 'a line must have a key and a colon'],
    ['a text with a colon', 'cluster:\n  name: a: b\n', 2, 'must not be a mapping'],
    ['a text with a quote in it', "cluster:\n  name: 'it's'\n", 2, 'nothing must follow a text in quotes'],
    ['a quote that never ends', 'cluster:\n  name: "a\nscrape: {}\n', 4, 'begins with a quote must end with one'],
    ['a text that begins with a sign', 'cluster:\n  name: @a\n', 2, 'must be in quotes'],
    ['a bracket that never ends', 'cluster: { name: a\n', 2, 'begins with a bracket must end with one'],
    ['a bracket too many', 'runtimes: [vllm]]\n', 1, 'a bracket must not close what none opened'],
    ['two settings without a comma', 'scrape: { interval: 30s timeout: 10s }\n', 1, 'brackets must not hold'],
    ['a tab', 'scrape:\n\tinterval: 30s\n', 2, 'found a tab'],
  ])('%s', (_, text, line, words) => {
    const problems = problemsIn(text);
    expect(problems).toEqual([expect.stringContaining(words)]);
    expect(problems[0]).toContain(`(${FILE}:${line}:`);
    expect(problems[0]).not.toMatch(JARGON);
  });

  test('slips in two lines are told both, and a key that is there again beside each', () => {
    expect(problemsIn('scrape: { a: 1, a: 2, a: 3 }\ncluster: a: b\nalerts: c: d\n')).toHaveLength(4);
  });
});
