import { expect, test } from 'vitest';
import { dashboard, treeOf } from '../../../test/review/trees.js';
import { optionsOf } from '../options.js';
import { redrawnPanels } from '../review/changed-panels.js';
import { isPicture, pictureName } from '../review/names.js';
import { onlyPanels } from '../review/only-panels.js';
import { pictureMarkdown } from '../review/page.js';

const panel = {
  id: 1,
  type: 'stat',
  title: 'Requests',
  gridPos: { x: 0, y: 0, w: 4, h: 4 },
  fieldConfig: { defaults: {} },
};
const reqps = { defaults: { unit: 'reqps' } };
const board = (...panels: readonly object[]) => dashboard('arks-a', panels);

/** What becomes of one dashboard in one environment. */
const redrawn = (before: readonly object[], after: readonly object[]) =>
  redrawnPanels(treeOf({ eu: before }), treeOf({ eu: after }));

/** `key before after` of each panel that is drawn otherwise. */
const names = (before: readonly object[], after: readonly object[]) =>
  redrawn(before, after).panels.map(
    (one) => `${one.key}${one.before === undefined ? '' : ' before'}${one.after === undefined ? '' : ' after'}`,
  );

test('a panel that looks otherwise is drawn on both sides, and one that came or went on its own', () => {
  const before = board(panel, { ...panel, id: 2, title: 'Old' });
  const after = board({ ...panel, fieldConfig: reqps }, { ...panel, id: 3, title: 'New' });
  expect(names([before], [after])).toEqual(['Requests before after', 'New after', 'Old before']);
});

test('another number, another place and another order of keys are no reason to draw a panel', () => {
  const moved = {
    gridPos: { h: 4, w: 4, y: 9, x: 8 },
    fieldConfig: { defaults: {} },
    title: 'Requests',
    type: 'stat',
    id: 7,
  };
  expect(names([board(panel)], [board(moved)])).toEqual([]);
});

test.each([
  ['its size', { gridPos: { ...panel.gridPos, w: 8 } }],
  ['its words', { description: 'Answers in a second.' }],
  ['a query', { targets: [{ refId: 'A', expr: 'up' }] }],
])('%s is one', (_, change) => {
  expect(names([board(panel)], [board({ ...panel, ...change })])).toEqual(['Requests before after']);
});

test('panels of a dashboard that is new or gone came or went with it', () => {
  expect(names([], [board(panel)])).toEqual(['Requests after']);
  expect(names([board(panel)], [])).toEqual(['Requests before']);
});

test('environments that change alike are drawn once, and one that does not is drawn after everything else', () => {
  const other = { ...panel, id: 2, title: 'Tokens' };
  const before = { eu: [board(panel, other)], us: [board(panel, other)], test: [board({ ...panel, type: 'gauge' })] };
  const now = board({ ...panel, fieldConfig: reqps }, { ...other, fieldConfig: reqps });
  const changed = { ...panel, type: 'gauge', fieldConfig: reqps };
  const { panels } = redrawnPanels(treeOf(before), treeOf({ eu: [now], us: [now], test: [board(changed)] }));
  expect(panels.map(({ key, environments }) => [key, environments])).toEqual([
    ['Requests', ['eu', 'us']],
    ['Tokens', ['eu', 'us']],
    ['Requests', ['test']],
  ]);
});

test('panels of words come last, since the review has told them', () => {
  const text = { ...panel, id: 2, type: 'text', title: 'About' };
  const after = board({ ...text, description: 'x' }, { ...panel, fieldConfig: reqps });
  expect(names([board(text, panel)], [after])).toEqual(['Requests before after', 'About before after']);
});

test('variables that change are told, since they may change every panel', () => {
  const chosen = dashboard('arks-a', [panel], { templating: { list: [{ name: 'cluster' }] } });
  expect(redrawn([board(panel)], [chosen])).toEqual({ panels: [], shells: ['arks-a'] });
});

const ODD = '../..\\CON "<b>`@everyone`</b>| ](x) {{ . }} ünï \n#';

test('names of pictures are stable, different and safe, whatever a dashboard is called', () => {
  const odd = { ...panel, title: ODD };
  const of = (title: object) => redrawn([dashboard(ODD, [])], [dashboard(ODD, [title])]).panels.map(pictureName);
  const [[name = ''], [again], [other]] = [of(odd), of({ ...odd, id: 9 }), of({ ...odd, title: `${ODD}!` })];
  expect(name).toMatch(/^con-b-everyone-b-x-n\.con-b-everyone-b-x-n\.[0-9a-f]{8}$/);
  expect(again).toBe(name);
  expect(other).not.toBe(name);
  expect(['before', 'after'].every((when) => isPicture(`${name}.${when}.png`))).toBe(true);
});

test.each(['notes.md', 'a.png', '../a.b.01234567.after.png', 'a.b.01234567.after.png.sh'])(
  'a folder that holds %s is not one of pictures alone',
  (file) => {
    expect(isPicture(file)).toBe(false);
  },
);

test('the page shows both sides, says what became of the rest, and takes no word of a dashboard for markup', () => {
  const old = { ...panel, title: ODD };
  const { panels } = redrawn([board(panel)], [board({ ...panel, fieldConfig: reqps }, old)]);
  const [first, second] = panels;
  if (first === undefined || second === undefined) throw new Error('there must be two');
  const page = pictureMarkdown({
    pictured: [{ changed: first, before: 'a.before.png', after: 'a.after.png', isAlike: false }],
    left: [second],
    shells: [],
    data: 'incident: ``a``',
  });
  expect(page).toContain('Panels: 1 changed, 1 not drawn.');
  expect(page).toContain('| ![before](a.before.png) | ![after](a.after.png) |');
  expect(page).toContain('In `eu`: unit `""` → `reqps`.');
  expect(page).toContain('## Not drawn');
  const rest = page.split('\n').filter((line) => line.includes('everyone'));
  expect(rest).toEqual([expect.stringMatching(/^- `arks-a`: ``[^\n]*@everyone[^\n]*``, in `eu`$/)]);
});

test('a page without changes says so', () => {
  const nothing = { pictured: [], left: [], shells: [], data: '' };
  expect(pictureMarkdown(nothing)).toBe('# Panels before and after\n\nNo panel changes.\n');
});

test('panels are drawn below one another in their size, and in a repeated row for its values', () => {
  const row = { id: 9, type: 'row', title: 'Each', repeat: 'runtime', gridPos: { x: 0, y: 9, w: 24, h: 1 } };
  const inner = { ...panel, id: 2, title: 'Running', gridPos: { x: 12, y: 10, w: 6, h: 7 } };
  const { panels } = redrawn([], [board(panel, { ...row, panels: [inner] })]);
  const sides = panels.flatMap(({ after }) => (after === undefined ? [] : [after]));
  const [first, ...others] = sides;
  if (first === undefined) throw new Error('there must be a panel');
  expect(onlyPanels([first, ...others])).toMatchObject({
    uid: 'arks-a',
    templating: { list: [] },
    panels: [
      { id: 1, title: 'Requests', gridPos: { x: 0, y: 0, w: 4, h: 4 } },
      { id: 2, title: 'Running', gridPos: { x: 0, y: 4, w: 6, h: 7 }, repeat: 'runtime', repeatDirection: 'v' },
    ],
  });
});

test('a review is of an incident and into a folder of its own, unless said', () => {
  expect(optionsOf(['--review', 'main'])).toMatchObject({
    data: ['incident'],
    out: 'review.tmp',
    review: { base: 'main', head: 'dist', most: 40 },
  });
});

test('everything wrong with a review is told at once', () => {
  const wrong = ['--review=main', '--most', '0', '--only', 'arks-slo', '--data', 'idle', '--data', 'start'];
  expect(optionsOf(wrong)).toEqual({
    problems: [
      '--only must not stand beside --review, which draws the panels that change and nothing else',
      '--most must be a whole number above 0, got "0"',
      '--data must name one data set beside --review, so that both sides show the same',
    ],
  });
  expect(optionsOf(['--head', 'x'])).toEqual({ problems: ['--head is for --review, which must be given, too'] });
});
