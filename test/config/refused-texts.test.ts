import { describe, expect, test } from 'vitest';
import { printable } from '../../src/lib/printable.js';
import { FILE, problemsIn, problemsInFolder } from '../support/environment-problems.js';

/** One problem, at a line of the file, about a setting. */
function refused(text: string, setting: string): void {
  const problems = problemsIn(text);
  expect(problems, text).toHaveLength(1);
  expect(problems[0]).toContain(setting);
  expect(problems[0]).toMatch(new RegExp(`\\(${FILE}:1:\\d+\\)$`));
}

describe('what another program would replace is refused where it would land', () => {
  test.each([
    ['the reloader of the Prometheus Operator', 'cluster: { name: "a$(POD_NAME)" }', 'cluster.name'],
    ['VictoriaMetrics', 'cluster: { name: "a%{HOME}" }', 'cluster.name'],
    [
      'Grafana, a variable',
      'prices: { models: [{ model: "a$model", inputPerMillion: 1, outputPerMillion: 1 }] }',
      'model',
    ],
    [
      'Grafana, in brackets',
      'prices: { models: [{ model: "[[model]]", inputPerMillion: 1, outputPerMillion: 1 }] }',
      'model',
    ],
    ['Grafana, in an address', 'grafana: { url: "https://a.example/$model" }', 'grafana.url'],
  ])('by %s', (_, text, setting) => {
    refused(text, setting);
  });

  test('a dollar before a digit or alone means nothing to any of them', () => {
    expect(problemsIn('cluster: { name: "a$1 $ b" }')).toEqual([]);
  });
});

describe('what a reviewer would not see, or Grafana not offer, is refused', () => {
  test.each([
    ['an order that turns', 'cluster: { name: "a\\u202eb" }', 'not seen in a review'],
    ['a space of no width', 'monitoring: { annotations: { note: "a\\u200bb" } }', 'not seen in a review'],
    [
      'a mark that only turns its neighbours',
      'grafana: { dashboards: { tags: ["a\\u200f"] } }',
      'not seen in a review',
    ],
    ['a double quote in the name of the cluster', "cluster: { name: 'a\"b' }", 'a double quote'],
    ['a line break in it', 'cluster: { name: "a\\nb" }', 'control character'],
    ['what a terminal obeys', 'cluster: { name: "a\\x1b[31mb" }', 'control character'],
  ])('%s', (_, text, words) => {
    refused(text, words);
  });

  test('joiners are, since languages and emoji are written with them', () => {
    expect(problemsIn('cluster: { name: "नी\u200dति 👩\u200d💻" }')).toEqual([]);
  });
});

describe('what is no plain data is refused', () => {
  test.each([
    ['a set', 'monitoring: !!set { a, b }', 'is not valid YAML'],
    ['an ordered map', 'monitoring: !!omap [a: 1]', 'is not valid YAML'],
    ['a lone surrogate', 'cluster: { name: "\\ud800" }', 'surrogate'],
    ['a prototype', 'grafana: { dashboards: { off: { __proto__: x } } }', '__proto__'],
    ['brackets that never end', `monitoring: ${'['.repeat(200)}`, 'is not valid YAML'],
    ['a constructor', 'monitoring: { labels: { constructor: x } }', 'constructor'],
  ])('%s', (_, text, words) => {
    refused(text, words);
  });

  test('a number or a name of prototypes as the name of a file', () => {
    for (const name of ['0o17.yaml', 'constructor.yaml']) {
      const problems = problemsInFolder({ [name]: '{}' });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(name);
    }
  });

  test('names that objects of JavaScript inherit are labels like any others', () => {
    expect(problemsIn('monitoring: { labels: { toString: x, hasOwnProperty: y } }')).toEqual([]);
  });
});

test('numbers as Go reads them are refused where they would be written without quotes', () => {
  for (const text of ['0o17', '0X1F', '0B1'])
    refused(`monitoring: { labels: { a: "${text}" } }`, 'monitoring.labels.a');
});

test('messages hold no character that a terminal obeys', () => {
  const obeyed = /[\p{Cc}\p{Cf}]/u;
  expect(printable('a\u001b[31mred\u0007\u202eb')).not.toMatch(obeyed);
  for (const text of ['scrape: { keep: ["\\e[31mred"] }', 'alerts: { off: { "\\e[31mred": x } }', 'x: "\\u202eb"']) {
    const problems = problemsIn(text);
    expect(problems).not.toEqual([]);
    for (const problem of problems) expect(problem).not.toMatch(obeyed);
  }
});
