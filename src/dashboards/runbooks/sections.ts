import { memoize } from '../../lib/memoize.js';

/** A piece of a page: words, or a query that people are to ask. */
export type Piece = { readonly text: string } | { readonly query: string };

/** What belongs together in a section: a step of its list, or all of it. */
export interface Part {
  /** Which step it is; empty where it is none. */
  readonly title: string;
  readonly pieces: readonly Piece[];
}

/** A section of a page. */
export interface Section {
  readonly title: string;
  readonly parts: readonly Part[];
}

/** A fenced block, with what stands before its fence on each of its lines. */
const BLOCK = /^( *)```(\w*)\n([\s\S]*?)\n\1```$/gm;
/** All pages, in environments with so many different limits. */
const MOST_REMEMBERED = 200;
const HEADING = /^## (.+)$/m;
const STEP = /^(?=\d+\. )/m;
const NUMBER = /^(\d+)\. /;
const INDENT = /^ {3}/gm;

/** The sections of a page, in their order. Their steps are told apart where one of them has a query. */
export const sectionsOf = memoize((page: string): readonly Section[] => {
  // A line of a block may begin as a heading does.
  const hidden = page.replaceAll(BLOCK, (block) => block.replaceAll('\n#', '\n\\#'));
  const [, ...rest] = hidden.split(/^(?=## )/m);
  return rest.map((section) => {
    const [, title = ''] = HEADING.exec(section) ?? [];
    const body = section.replace(HEADING, '').replaceAll('\n\\#', '\n#').trim();
    return { title, parts: partsOf(body) };
  });
}, MOST_REMEMBERED);

function partsOf(body: string): readonly Part[] {
  if (!body.includes('```promql')) return [{ title: '', pieces: [{ text: body }] }];
  return body
    .split(STEP)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, number] = NUMBER.exec(part) ?? [];
      return number === undefined
        ? { title: '', pieces: piecesOf(part.trim()) }
        : { title: `Step ${number}`, pieces: piecesOf(part.trim().replaceAll(INDENT, '')) };
    });
}

function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of text.matchAll(BLOCK)) {
    const [block, indent = '', language, inner = ''] = found;
    if (language !== 'promql') continue;
    pieces.push({ text: text.slice(end, found.index) }, { query: inner.replaceAll(`\n${indent}`, '\n').trim() });
    end = found.index + block.length;
  }
  return [...pieces, { text: text.slice(end) }].filter((one) => 'query' in one || one.text.trim() !== '');
}
