import type { AlertRule } from '../../rules/rule-group.js';
import { contextOf, type Head } from '../build.js';
import type { Panel, Row } from '../dashboard.js';
import type { Drawing } from '../drawing.js';
import { variablesOf } from '../drawn-variables.js';
import { fittedText } from '../fitted-text.js';
import type { QueryContext } from '../queries.js';
import { alertPanels } from './alert-panels.js';
import { type Asked, askedIn, signalsIn, wordsOf } from './asked.js';
import type { RunbookPage } from './pages.js';
import { filled, withoutMarks } from './placeholders.js';
import { answers, beside, stepPanels, titledApart, underText } from './rows.js';
import { alertList, ruleText } from './rules-text.js';
import { sectionsOf } from './sections.js';
import { toldHere } from './words.js';

/** What a page is drawn with. */
export interface PageSettings {
  readonly head: Head;
  /** The rules of all alerts that somebody is told of. */
  readonly told: readonly AlertRule[];
  /** Those of the alert that the page is of. */
  readonly rules: readonly AlertRule[];
  /** The same as the ruler gets them, which may read series by other labels, or those of one cluster alone. */
  readonly evaluated: readonly AlertRule[];
  /** The uids of all pages that are delivered, by their names. */
  readonly pages: ReadonlyMap<string, string>;
  readonly drawing: Drawing;
}

type Words = (text: string) => string;

/** Sections that stand together, by the title of their row. */
const TOGETHER: readonly { readonly row: string; readonly sections: readonly string[] }[] = [
  { row: 'What it means', sections: ['What it means', 'Impact'] },
  { row: 'What to do', sections: ['Likely causes', 'How to fix'] },
  { row: 'Until it is over', sections: ['How to silence or tune', 'See also'] },
];
/** Sections of the index about how its files are read. */
const OF_FILES: readonly string[] = ['How to use these pages', 'Names in the examples'];
const GENERATED = /<!-- generated: begin -->[\s\S]*<!-- generated: end -->/;
const WHOLE = 24;

/** The rows of a page: what its sections say, and beside that what their queries answer. */
export function runbookRows(page: RunbookPage, settings: PageSettings): readonly Row[] {
  const { head, drawing, pages } = settings;
  const context = contextOf(drawing, head.variables);
  const sections = askedSections(page, settings, context);
  const shown = alertPanels(page.name, drawing, context);
  const asking = [...shown, ...answers(sections.flatMap(signalsIn))];
  const variables = variablesOf(head, [{ title: '', answers: '', panels: asking }], drawing).map(({ name }) => name);
  const words: Words = (text) => toldHere(text, { ...drawing, pages, variables });
  const [first, ...others] = groupsOf(sections);
  const rows = [
    ...(first === undefined ? [] : [rowOf(first, words, shown)]),
    ...others.map((group) => rowOf(group, words, [])),
  ];
  const rule = ruleText(settings.evaluated);
  return titledApart([...rows, ...(rule === '' ? [] : [row('The rule', [fittedText('When it fires', rule, WHOLE)])])]);
}

function askedSections({ name, text }: RunbookPage, settings: PageSettings, context: QueryContext): readonly Asked[] {
  const { drawing, rules, told } = settings;
  const own = rules.length === 0 ? text : withoutMarks(filled(text, { name, rules }, drawing));
  return sectionsOf(own.replace(GENERATED, () => alertList(told)))
    .filter(({ title }) => !OF_FILES.includes(title))
    .map((section) => askedIn(section, drawing, context));
}

/** Sections one after the other, those together that stand together. */
function groupsOf(sections: readonly Asked[]): readonly (readonly Asked[])[] {
  const groups = sections.map(({ title }) => {
    const together = TOGETHER.find((all) => all.sections.includes(title))?.sections ?? [title];
    return sections.filter((one) => together.includes(one.title));
  });
  return groups.filter((group, index) => groups.findIndex((other) => other[0] === group[0]) === index);
}

/** A row that shows something besides, at the side of its words. */
function rowOf(group: readonly Asked[], words: Words, shown: readonly Panel[]): Row {
  const [first] = group;
  const title = TOGETHER.find(({ sections }) => sections.includes(first?.title ?? ''))?.row ?? first?.title ?? '';
  if (group.some((section) => signalsIn(section).length > 0)) {
    const panels = group.flatMap((section) => stepPanels(section.title, section.parts, words));
    return row(title, [...panels, ...shown]);
  }
  const texts = group.map((section) => [section.title, words(wordsOf(section))] as const);
  return row(title, shown.length === 0 ? beside(texts) : underText(texts, shown));
}

function row(title: string, panels: readonly Panel[]): Row {
  return { title, answers: title, panels };
}
