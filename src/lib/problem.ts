import { maskedText } from './masked.js';
import { printable } from './printable.js';

/** Where something is: in a file, at a line and a column, as far as that is known. */
export interface ProblemPlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** One thing wrong with what an environment is made of. */
export interface Problem extends ProblemPlace {
  /** What is wrong, what came and what is allowed, in one lower-case sentence. */
  readonly message: string;
}

/** Everything wrong with the environment files, reported at once, in the order of files and lines. */
export class InvalidEnvironments extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = problems.toSorted(byPlace);
    super(sorted.map(problemLine).join('\n'));
    this.problems = sorted;
    this.name = 'InvalidEnvironments';
  }
}

/** The place of what is about a file as a whole: a line that programs which jump to places understand. */
export function startOf(file: string): Required<ProblemPlace> {
  return { file, line: 1, column: 1 };
}

/** Where something is, as it is written: `file:line:column`, as far as that is known. */
export function placeText({ file, line, column }: ProblemPlace): string {
  const position = line === undefined ? '' : `:${line}:${column ?? 1}`;
  // A file may have any name.
  return `${JSON.stringify(file).slice(1, -1)}${position}`;
}

/** A problem as a compiler would write it, which terminals and annotators make a link of: `file:line:column: message`. */
export function problemLine({ message, ...place }: Problem): string {
  // What users wrote is in them.
  return printable(maskedText(`${placeText(place)}: ${message}`));
}

function byPlace(one: Problem, other: Problem): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}
