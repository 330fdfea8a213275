import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { thresholdNames, thresholdReason } from '../../src/config/thresholds.js';
import { DEFAULT_ENVIRONMENT } from '../../src/documented/default-environment.js';
import { alertNames } from '../../src/rules/alerts/index.js';
import { INDEX_SECTIONS } from '../../tools/runbooks/index-part.js';
import { SECTIONS, UNWRITTEN } from '../../tools/runbooks/page.js';
import { currentPages, INDEX } from '../../tools/runbooks/pages.js';
import { ruleGroups } from '../support/rules.js';
import { alertPages, anchors, FOLDER, indexText, links, pages, sections, TROUBLESHOOTING, textOf } from './pages.js';
import { typedNumbers } from './typed-numbers.js';

const TROUBLESHOOTING_SECTIONS = [
  'When to use this page',
  'What to check',
  'Likely causes',
  'How to fix',
  'See also',
] as const;

/** Every alert that an environment deploys, those of its objectives included. */
const deployed = ruleGroups(DEFAULT_ENVIRONMENT)
  .flatMap(({ rules }) => rules)
  .flatMap((rule) => ('alert' in rule ? [rule.alert] : []));

test('every alert has a page, and every page belongs to an alert or is known', () => {
  const names = [...new Set([...alertNames, ...deployed])];
  expect(pages.map(({ file }) => file).sort(), 'run npm run generate, which drafts them').toEqual(
    [...names.map((name) => `${name}.md`), ...TROUBLESHOOTING, INDEX].sort(),
  );
});

test.each(currentPages(DEFAULT_ENVIRONMENT, textOf))('$file is current; if not, run `npm run runbooks`', (page) => {
  expect(textOf(page.file)).toBe(page.text);
});

test('every page of an alert has every section, in order', () => {
  expect(alertPages.length).toBeGreaterThan(30);
  const wrong = alertPages.filter(({ text }) => sections(text).join() !== SECTIONS.join());
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test.each(alertPages)(
  'what people wrote in $name types no number that its rule or its thresholds know',
  ({ alert, text }) => {
    expect(typedNumbers(text, alert, DEFAULT_ENVIRONMENT)).toEqual([]);
  },
);

test('a typed number that the rule knows is found, in digits and in words, and one of something else is not', () => {
  const alert = alertPages.find(({ name }) => name === 'ArksGatewayRateLimited')?.alert;
  if (alert === undefined) throw new Error('the alert must have a page');
  const page = 'For half an hour, or 30 minutes, not 30 s.\n\n```sh\nsleep 30 minutes\n```\n';
  expect(typedNumbers(page, alert, DEFAULT_ENVIRONMENT)).toEqual(['half an hour', '30 minutes']);
});

test('every page says how long the condition must hold, but for a limit that is a duration and the table of budgets', () => {
  const silent = alertPages.filter(({ text }) => !text.includes('<!-- rule: for -->'));
  expect(silent.map(({ name }) => name)).toEqual(['ArksModelLoadStuck', 'ArksSloBudgetBurn']);
});

test('no line begins with a placeholder, where Markdown would take it for a block of HTML', () => {
  expect(pages.filter(({ text }) => /^\s*<!-- (rule|default)/m.test(text)).map(({ file }) => file)).toEqual([]);
});

test('so have the index and the troubleshooting pages', () => {
  expect(sections(indexText)).toEqual(INDEX_SECTIONS);
  for (const file of TROUBLESHOOTING) expect(sections(textOf(file) ?? '')).toEqual(TROUBLESHOOTING_SECTIONS);
});

test('every section is written, and says more than its heading', () => {
  const empty = pages.filter(({ text }) => text.includes(UNWRITTEN) || /^## .+\n+(?=## )/m.test(text));
  expect(
    empty.map(({ file }) => file),
    `write what these pages in ${FOLDER} say "${UNWRITTEN}" of`,
  ).toEqual([]);
});

describe.each(pages)('$file', ({ text }) => {
  test('has links that lead somewhere, anchors included', () => {
    const broken = links(text).filter(({ file, anchor }) => {
      const target = file === '' ? text : textOf(file);
      if (target === undefined) return !existsSync(join(FOLDER, file));
      return anchor !== '' && !anchors(target).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});

test('the index leads to every page', () => {
  const linked = links(indexText).map(({ file }) => file);
  expect(pages.map(({ file }) => file).filter((file) => file !== INDEX && !linked.includes(file))).toEqual([]);
});

test.each(TROUBLESHOOTING)('%s is reached from the alerts that it names', (file) => {
  const from = alertPages.filter(({ text }) => links(text).some((link) => link.file === file));
  expect(from.length).toBeGreaterThan(2);
});

test('every threshold says why it is what it is', () => {
  expect(thresholdNames.length).toBeGreaterThan(20);
  expect(thresholdNames.filter((name) => thresholdReason(name).length < 20)).toEqual([]);
});
