import { block } from '../../lib/markdown.js';
import type { Signal } from '../../signals/vocabulary/signal.js';
import type { Drawing } from '../drawing.js';
import type { QueryContext } from '../queries.js';
import { isAskable } from './askable.js';
import { isOfOthers, pageSignal } from './queries.js';
import type { DrawnPart } from './rows.js';
import type { Part, Section } from './sections.js';

/** A section of a page with its queries as signals. */
export interface Asked {
  readonly title: string;
  readonly parts: readonly DrawnPart[];
}

/**
 * What panels ask of a section in an environment. A query that no panel may ask, or that nobody answers here, stays in its words, as series
 * are stored here; one that
 * is only about runtimes which are not served here goes, and so does a step that has nothing else.
 */
export function askedIn({ title, parts }: Section, drawing: Drawing, context: QueryContext): Asked {
  return { title, parts: parts.flatMap((part) => askedPart(part, drawing, context)) };
}

/** The words of a section, without the panels beside them. */
export function wordsOf({ parts }: Asked): string {
  return parts.map(({ markdown }) => markdown).join('\n\n');
}

/** The signals of a section. */
export function signalsIn({ parts }: Asked): readonly Signal[] {
  return parts.flatMap(({ signals }) => signals);
}

function askedPart({ title, pieces }: Part, drawing: Drawing, context: QueryContext): readonly DrawnPart[] {
  const served = pieces.filter((piece) => 'text' in piece || !isOfOthers(piece.query, drawing));
  const hadQueries = pieces.some((piece) => 'query' in piece);
  if (hadQueries && !served.some((piece) => 'query' in piece)) return [];
  const told = served.map((piece) => {
    if ('text' in piece) return piece;
    const signal = pageSignal(piece.query, drawing);
    return isAskable(signal, drawing, context) ? { signal } : { text: block('promql', context.stored(piece.query)) };
  });
  const markdown = told.flatMap((one) => ('text' in one ? [one.text.trim()] : [])).join('\n\n');
  return [{ title, markdown, signals: told.flatMap((one) => ('signal' in one ? [one.signal] : [])) }];
}
