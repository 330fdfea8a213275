import type { TextPanel } from './dashboard.js';
import { text } from './makers.js';

const WHOLE = 24;
/** The tallest text that is on one screen with what is beside it; what is longer is scrolled. */
const TALLEST = 24;
/** Letters on a line of text as wide as the grid, and lines of text in one of the grid, on a screen as most are. */
const LETTERS = 190;
const LINES = 1.6;
/** A row of a table is as high as so many lines; what divides its head from the rest is none. */
const TABLE_ROW = 1.5;
const DIVIDER = '|---';
/** Lines for the title of a panel and what is around its text. */
const AROUND = 2;

/** A panel of text, as high as it needs to be at its width. */
export function fittedText(title: string, markdown: string, width: number = WHOLE): TextPanel {
  const letters = (LETTERS * width) / WHOLE;
  const linesOf = (line: string): number => {
    if (line === '' || line.startsWith(DIVIDER)) return 0;
    return line.startsWith('|') ? TABLE_ROW : Math.ceil(line.length / letters);
  };
  const lines = markdown.split('\n').reduce((sum, line) => sum + linesOf(line), 0);
  return { ...text(title, Math.min(TALLEST, Math.ceil(lines / LINES) + AROUND), markdown), width };
}
