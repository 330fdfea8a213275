import { maskedText } from './masked.js';
import { printable } from './printable.js';

/** One thing wrong with an environment file. */
export interface Problem {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** What is wrong, what came and what is allowed, in one lower-case sentence. */
  readonly message: string;
}

/** Everything wrong with the environment files, reported at once. */
export class InvalidEnvironments extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(problemLine).join('\n'));
    this.problems = problems;
    this.name = 'InvalidEnvironments';
  }
}

/** Where something is, as it is written: `file:line:column`, as far as that is known. */
export function placeText({ file, line, column }: Omit<Problem, 'message'>): string {
  const position = line === undefined ? '' : `:${line}:${column ?? 1}`;
  // A file may have any name.
  return `${JSON.stringify(file).slice(1, -1)}${position}`;
}

function problemLine({ message, ...place }: Problem): string {
  // What users wrote is in them.
  return printable(maskedText(`${message} (${placeText(place)})`));
}
