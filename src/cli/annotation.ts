import { printable } from '../lib/printable.js';
import type { ProblemPlace } from '../lib/problem.js';

/** How GitHub shows an annotation. */
export type Level = 'error' | 'warning' | 'notice';

interface Annotated {
  readonly level: Level;
  readonly message: string;
  readonly place?: ProblemPlace;
}

/**
 * A line by which a workflow of GitHub shows a message at the file and line that it is about. Neither what a file is called nor what it
 * holds can end the line and begin a command of its own.
 */
export function annotation({ level, message, place }: Annotated): string {
  const properties = place === undefined ? [] : propertiesOf(place);
  return `::${level}${properties.length === 0 ? '' : ` ${properties.join(',')}`}::${escaped(printable(message))}`;
}

function propertiesOf({ file, line, column }: ProblemPlace): readonly string[] {
  return [
    `file=${escapedProperty(printable(file))}`,
    ...(line === undefined ? [] : [`line=${line}`]),
    ...(column === undefined ? [] : [`col=${column}`]),
  ];
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
