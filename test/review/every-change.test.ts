import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { compare } from '../../src/review/compare.js';
import { reviewMarkdown } from '../../src/review/markdown.js';
import { review, reviewJson } from '../../src/review/review.js';
import { PROJECT } from '../support/commands.js';
import { expectEveryLeafTold, places, production, tree } from '../support/properties/leaves.js';
import { rule, treeOf } from './trees.js';

test('there is a lot that could change', () => {
  expect(places.length).toBeGreaterThan(10_000);
});

test('whatever leaf of an output changes, the review says that something does', () => {
  expectEveryLeafTold(300, 20_261_124);
});

test('whatever object goes or comes, the review says so', () => {
  for (const manifest of production) {
    expect(compare([manifest], []), manifest.file).not.toEqual([]);
    expect(compare([], [manifest]), manifest.file).not.toEqual([]);
  }
});

test('an output compared with itself changes nothing', () => {
  expect(review(tree, tree)).toEqual([]);
});

test('the workflow finds its comment by the heading that every review has', () => {
  const workflow = parse(readFileSync(join(PROJECT, '.github/workflows/monitoring-review.yaml'), 'utf8'));
  const heading: unknown = workflow.jobs.comment.steps[1].env.HEADING;
  for (const text of [reviewMarkdown([]), reviewMarkdown(review(treeOf({}), tree))])
    expect(text.split('\n')[0]).toBe(heading);
});

test('the same review is the same text', () => {
  const less = new Map([...tree].filter((_, index) => index % 3 !== 0));
  const [one, other] = [review(less, tree), review(less, new Map([...tree].reverse()))];
  expect(reviewMarkdown(one)).toBe(reviewMarkdown(other));
  expect(reviewJson(one)).toBe(reviewJson(other));
});

test('a review of everything still fits into a comment, with all that is opened closed again', () => {
  const many = Object.fromEntries(
    Array.from({ length: 200 }, (_, number) => [
      `cluster-${number}`,
      [
        rule(
          `a${number}`,
          Array.from({ length: 60 }, (_, index) => ({ record: `r${number}:arks:${index}`, expr: `sum(x${index})` })),
        ),
      ],
    ]),
  );
  for (const [before, after] of [
    [new Map<string, string>(), tree],
    [tree, new Map<string, string>()],
    [treeOf({}), treeOf(many)],
  ] as const) {
    const text = reviewMarkdown(review(before, after));
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    expect((text.match(/^ *```/gm)?.length ?? 0) % 2).toBe(0);
  }
});

test('nothing that stands in the files is taken for markup', () => {
  const hostile = '</details>\n```\n# owned @everyone <img src=x onerror=y> `a` ``b`` | x';
  const after = rule(hostile, [
    { alert: hostile, expr: 'up', annotations: { summary: hostile }, labels: { [hostile]: hostile } },
  ]);
  const text = reviewMarkdown(review(treeOf({ a: [] }), treeOf({ a: [after] })));
  // Outside of code there is nothing of it.
  const outside = text.replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
  expect(outside).not.toMatch(/owned|everyone|img/);
  expect(text.match(/<\/details>/g)?.length).toBeGreaterThan(1);
});
