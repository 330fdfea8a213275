import { type Change, SECTIONS, type Section, type Words } from './change.js';
import { DETAILS, type Detail } from './detail.js';
import { block, code, html, markup } from './markup.js';
import { groupedBy, isBreaking, type Reviewed } from './review.js';

/** What a comment of GitHub holds, with room for what a workflow adds. */
const MOST_CHARACTERS = 60_000;

const TITLES: Readonly<Record<Section, string>> = {
  namespaces: 'Namespaces',
  permissions: 'Permissions',
  alerts: 'Alerts',
  objectives: 'Objectives',
  records: 'Recorded series',
  scraping: 'Scraping',
  dashboards: 'Dashboards',
  objects: 'Other objects',
};
const TITLE = '# What changes in production';
const MOST_NAMES = 5;
const MOST_ROWS = 50;
/** What breaks somebody is told in a line each, and is the last to be left out. */
const MORE_BREAKING = 10;

/** The review as Markdown, for a comment: what breaks and who may do more first, the rest folded, no longer than a comment may be. */
export function reviewMarkdown(reviewed: readonly Reviewed[], warning?: Words): string {
  const above = warning === undefined ? TITLE : `${TITLE}\n\n**Warning:** ${markup(warning)}`;
  if (reviewed.length === 0) return `${above}\n\nNothing: both outputs mean the same.\n`;
  const texts = DETAILS.map((detail) => `${above}\n\n${whole(reviewed, detail)}`);
  return (
    texts.find((text) => text.length <= MOST_CHARACTERS) ??
    `${above}\n\n${summary(reviewed)}\n\nThere is more than a comment holds.\n`
  );
}

function whole(reviewed: readonly Reviewed[], detail: Detail): string {
  const told = reviewed.slice(0, detail.groups);
  const rest = reviewed.slice(detail.groups);
  return `${[
    summary(reviewed),
    ...told.map((one) => group(one, detail)),
    ...(rest.length === 0
      ? []
      : [`${rest.flatMap(({ environments }) => environments).length} more environments change, too.`]),
  ].join('\n\n')}\n`;
}

function summary(reviewed: readonly Reviewed[]): string {
  const rows = reviewed.slice(0, MOST_ROWS).map(({ environments, changes }) => {
    const of = (...actions: readonly Change['action'][]) =>
      changes.filter(({ action }) => actions.includes(action)).length;
    const numbers = [of('added'), of('removed'), of('changed', 'renamed'), changes.filter(isBreaking).length];
    return `| ${named(environments)} | ${numbers.join(' | ')} |`;
  });
  const more = reviewed.length - rows.length;
  return [
    '| environment | added | removed | changed | breaking |',
    '|---|--:|--:|--:|--:|',
    ...rows,
    ...(more > 0 ? [`| and ${more} more | | | | |`] : []),
  ].join('\n');
}

function group({ environments, changes }: Reviewed, detail: Detail): string {
  const breaking = changes.filter(isBreaking);
  const sections = SECTIONS.map((section) => changes.filter((change) => change.section === section));
  return [
    `## ${named(environments)}`,
    ...(breaking.length === 0
      ? []
      : [listed('**Breaking**', breaking, { ...detail, changes: detail.changes * MORE_BREAKING }, breakingLine)]),
    ...sections.filter((some) => some.length > 0).map((some) => section(some, detail)),
  ].join('\n\n');
}

function listed(
  title: string,
  changes: readonly Change[],
  { changes: most }: Detail,
  line: (subjects: string, change: Change) => string,
): string {
  const more = changes.length - most;
  // What is the same but for its subject is told once.
  const alike = groupedBy(changes.slice(0, most), (change) => line('', change));
  const lines = [...alike.values()].flatMap((some) => {
    const subjects = some.map(({ subject }) => code(subject)).join(', ');
    return some.slice(0, 1).map((change) => line(subjects, change));
  });
  return [title, '', ...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

function breakingLine(subjects: string, { section, action, breaking = [] }: Change): string {
  return `- ${TITLES[section]}: ${subjects} ${action}: ${markup(breaking)}`;
}

/** Sections that lie open. */
const OPEN: readonly Section[] = ['namespaces', 'permissions'];

/** Namespaces and permissions lie open; everything else is folded under how much of it there is. */
function section(changes: readonly Change[], detail: Detail): string {
  const [first] = changes;
  if (first === undefined) return '';
  const title = TITLES[first.section];
  const items = listed('', changes, detail, (subjects, change) => item(subjects, change, detail)).trim();
  if (OPEN.includes(first.section)) return `### ${title}\n\n${items}`;
  return `<details><summary>${title}: ${counted(changes)}</summary>\n\n${items}\n\n</details>`;
}

function counted(changes: readonly Change[]): string {
  const actions = [...groupedBy(changes, ({ action }) => action)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return actions.map(([action, some]) => `${some.length} ${html(action)}`).join(', ');
}

function item(subjects: string, { says, breaking, diff }: Change, { lines, says: most }: Detail): string {
  const more = says.length - most;
  const sentences = [...says.slice(0, most).map(markup), ...(more > 0 ? [`and ${more} more`] : [])];
  const mark = breaking === undefined ? '' : ' **(breaking)**';
  const text = [`- ${subjects}${mark}`, sentences.join(sentences.length > 1 ? '\n  - ' : '')].join(
    sentences.length > 1 ? ':\n  - ' : ': ',
  );
  if (diff === undefined || lines === 0) return text;
  const all = diff.split('\n');
  const cut = all.length > lines ? [...all.slice(0, lines), `… ${all.length - lines} lines more`] : all;
  return `${text}\n\n${indented(block(cut.join('\n'), 'diff'))}\n`;
}

/** Within its list item. */
function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`))
    .join('\n');
}

function named(environments: readonly string[]): string {
  const more = environments.length - MOST_NAMES;
  const names = environments.slice(0, MOST_NAMES).map((name) => code(name || 'top level'));
  return [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
