import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { memoize } from '../../src/lib/memoize.js';
import { filesBelow } from '../../src/output/replacing.js';
import { compare } from '../../src/review/compare.js';
import { manifestsOf } from '../../src/review/manifests.js';
import { reviewMarkdown } from '../../src/review/markdown.js';
import { isRecord } from '../../src/review/paths.js';
import { review, reviewJson } from '../../src/review/review.js';
import { PROJECT } from '../support/commands.js';
import { rule, treeOf } from './trees.js';

const DIST = join(PROJECT, 'dist');
const tree = new Map(filesBelow(DIST).map((file) => [file, readFileSync(join(DIST, file), 'utf8')]));
const production = manifestsOf(tree).filter(({ environment }) => environment === 'production');

type Path = readonly (string | number)[];

/** The paths to all leaves of a value; dashboards within their texts as well. */
function leaves(value: unknown, path: Path = []): readonly Path[] {
  const inner = opened(value);
  if (Array.isArray(inner)) return inner.flatMap((one, index) => leaves(one, [...path, index]));
  if (isRecord(inner)) return Object.entries(inner).flatMap(([key, one]) => leaves(one, [...path, key]));
  return [path];
}

/** A dashboard is opened for each of its leaves. */
const parsedJson = memoize((text: string): unknown => JSON.parse(text));

function opened(value: unknown): unknown {
  return typeof value === 'string' && value.startsWith('{\n') ? parsedJson(value) : value;
}

/** The value with another leaf. */
function changed(value: unknown, [key, ...rest]: Path, leaf: unknown): unknown {
  if (key === undefined) return leaf;
  const inner = opened(value);
  const next = Array.isArray(inner)
    ? inner.map((one, index) => (index === key ? changed(one, rest, leaf) : one))
    : { ...(isRecord(inner) ? inner : {}), [key]: changed(isRecord(inner) ? inner[key] : undefined, rest, leaf) };
  return inner === value ? next : JSON.stringify(next, null, 1);
}

function leafAt(value: unknown, path: Path): unknown {
  return path.reduce((inner, key) => {
    const open = opened(inner);
    return Array.isArray(open) ? open[Number(key)] : isRecord(open) ? open[key] : undefined;
  }, value);
}

const places = production.flatMap((manifest) => leaves(manifest.object).map((path) => ({ manifest, path })));

test('there is a lot that could change', () => {
  expect(places.length).toBeGreaterThan(10_000);
});

test('whatever leaf of an output changes, the review says that something does', () => {
  const leaf = fc.constantFrom('changed', 7_777, true, null);
  fc.assert(
    // By number, so that a failure does not print the whole output.
    fc.property(fc.nat(places.length - 1), leaf, (number, value) => {
      const place = places[number];
      if (place === undefined) throw new Error(`there must be a place ${number}`);
      const object = changed(place.manifest.object, place.path, value);
      fc.pre(leafAt(place.manifest.object, place.path) !== value);
      const told = compare([place.manifest], [{ ...place.manifest, object }]);
      expect(told.length, place.path.join('.')).toBeGreaterThan(0);
    }),
    { numRuns: 1_500, seed: 20_261_124 },
  );
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
