import type { Signal } from '../../signals/vocabulary/signal.js';
import type { Panel, Row } from '../dashboard.js';
import { fittedText } from '../fitted-text.js';
import { graph } from '../makers.js';

const WHOLE = 24;
const HALF = 12;
const THIRD = 8;
/** The height of a graph. */
const GRAPH = 8;
/** Grafana names series by the labels in which they differ. */
const AUTO = '__auto';
/** A part of a section: its words, and what is asked beside them. */
export interface DrawnPart {
  /** Which step it is; empty where it is none. */
  readonly title: string;
  readonly markdown: string;
  readonly signals: readonly Signal[];
}

/** A text with its title. */
type Titled = readonly [title: string, markdown: string];

/** Texts beside each other. */
export function beside(texts: readonly Titled[]): readonly Panel[] {
  return ofOneHeight(texts.map(([title, markdown]) => fittedText(title, markdown, WHOLE / texts.length)));
}

/** Texts as one, at the side of what is shown first; the rest of that is below. */
export function underText(texts: readonly Titled[], [first, ...others]: readonly Panel[]): readonly Panel[] {
  const [[title] = ['']] = texts;
  const markdown = texts
    .map(([heading, body], index) => (index === 0 ? body : `#### ${heading}\n\n${body}`))
    .join('\n\n');
  if (first === undefined) return [fittedText(title, markdown, WHOLE)];
  return [...ofOneHeight([fittedText(title, markdown, HALF), { ...first, width: HALF }]), ...inLines(others)];
}

/** What is asked, as panels. */
export function answers(signals: readonly Signal[]): readonly Panel[] {
  return inLines(
    signals.map((signal) => graph(signal.title, [{ of: signal, legend: AUTO }], { height: GRAPH, noValue: 'nothing' })),
  );
}

/** The parts of a section, one below the other: each with its answers at its side, and those without answers together. */
export function stepPanels(
  section: string,
  parts: readonly DrawnPart[],
  words: (text: string) => string,
): readonly Panel[] {
  const panels: Panel[] = [];
  const silent: DrawnPart[] = [];
  const tell = () => {
    const told = silent.splice(0);
    if (told.length === 0) return;
    panels.push(fittedText(told[0]?.title || section, words(told.map(({ markdown }) => markdown).join('\n\n')), WHOLE));
  };
  for (const part of parts) {
    if (part.signals.length === 0) silent.push(part);
    else {
      tell();
      panels.push(...stepLines(part.title || section, words(part.markdown), answers(part.signals)));
    }
  }
  tell();
  return panels;
}

/** At most two answers stand beside the words, the others below. */
function stepLines(title: string, markdown: string, all: readonly Panel[]): readonly Panel[] {
  const width = all.length === 1 ? HALF : THIRD;
  const line = [fittedText(title, markdown, width), ...all.slice(0, 2).map((panel) => ({ ...panel, width }))];
  return [...ofOneHeight(line), ...inLines(all.slice(2))];
}

/** Two on a line, and the last alone where their number is odd. */
function inLines(panels: readonly Panel[]): readonly Panel[] {
  const isAlone = (index: number) => panels.length % 2 === 1 && index === panels.length - 1;
  return panels.map((panel, index) => ({ ...panel, width: isAlone(index) ? WHOLE : HALF }));
}

function ofOneHeight(panels: readonly Panel[]): readonly Panel[] {
  const height = Math.max(0, ...panels.map((panel) => panel.height));
  return panels.map((panel) => ({ ...panel, height }));
}

/** Rows in which every panel has a title of its own, by which people tell them apart. */
export function titledApart(rows: readonly Row[]): readonly Row[] {
  const seen = new Map<string, number>();
  return rows.map((row) => ({
    ...row,
    panels: row.panels.map((panel) => {
      const count = (seen.get(panel.title) ?? 0) + 1;
      seen.set(panel.title, count);
      return count === 1 ? panel : { ...panel, title: `${panel.title} (${count})` };
    }),
  }));
}
