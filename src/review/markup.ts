import type { Words } from './change.js';

/** A value as code, so that nothing in it is markup, a mention or HTML: fenced by more backticks than it has. */
export function code(value: string): string {
  const text = value.replace(/\s+/g, ' ').trim();
  if (text === '') return '`""`';
  const ticks = '`'.repeat(longestRun(text) + 1);
  const padded = text.startsWith('`') || text.endsWith('`') ? ` ${text} ` : text;
  return `${ticks}${padded}${ticks}`;
}

/** A longer text as a block that nothing in it ends. */
export function block(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Words as Markdown: ours as they are, what they quote as code. */
export function markup(words: Words): string {
  return words.map((piece) => (typeof piece === 'string' ? piece : code(piece.quoted))).join('');
}

/** A name within HTML, where Markdown is not read. */
export function html(text: string): string {
  return text.replace(/[&<>"'@#]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
