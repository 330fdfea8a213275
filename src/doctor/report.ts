import { printable } from '../lib/printable.js';
import { wrapped } from '../lib/wrapped.js';
import { SEVERITIES, type Severity, type Told } from './finding.js';

/** How words are set off from others. */
interface Setting {
  readonly heading: (text: string) => string;
  readonly name: (text: string) => string;
  readonly faint: (text: string) => string;
}

const COLUMNS = 100;
const INDENT = '  ';
const TITLE_WIDTH = 9;
/** More consequences than these say nothing new. */
const MOST_CONSEQUENCES = 5;

/** Findings as people read them, numbered from what hurts most. */
export function reportText(findings: readonly Told[], setting: Setting): string {
  const parts = findings.map((finding, index) => findingText(finding, index + 1, setting));
  return [...parts, summaryOf(findings)].join('\n\n');
}

/** How many there are of each severity, in one line. */
export function summaryOf(findings: readonly Told[]): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  if (count('error') + count('warning') === 0) {
    const notes = count('note');
    return notes === 0 ? 'nothing found' : `nothing found, ${counted(notes, 'note')}`;
  }
  return SEVERITIES.flatMap((severity) => {
    const number = count(severity);
    return number === 0 ? [] : [counted(number, severity)];
  }).join(', ');
}

function findingText(finding: Told, number: number, { heading, name, faint }: Setting): string {
  const { severity, subject, check, evidence, meaning, remedy, page, consequences } = finding;
  const shown = consequences.slice(0, MOST_CONSEQUENCES);
  const left = consequences.length - shown.length;
  const also = [...shown, ...(left > 0 ? [`and ${left} more`] : [])];
  return [
    `${number}. ${heading(`${severity}:`)} ${name(printable(subject))} ${faint(`(${check})`)}`,
    ...evidence.flatMap(({ query, value }) => [
      ...part('asked', printable(query), faint),
      ...part('got', printable(value), faint),
    ]),
    ...part('meaning', printable(meaning), faint),
    ...part('remedy', printable(remedy), faint),
    ...also.flatMap((one, index) => part(index === 0 ? 'so also' : '', printable(one), faint)),
    ...part('page', page, faint),
  ].join('\n');
}

function part(title: string, text: string, faint: (text: string) => string): readonly string[] {
  const [first = '', ...rest] = wrapped(text, COLUMNS - TITLE_WIDTH);
  const gap = ' '.repeat(TITLE_WIDTH);
  return [`${INDENT}${faint(title.padEnd(TITLE_WIDTH))}${first}`, ...rest.map((line) => `${INDENT}${gap}${line}`)];
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
