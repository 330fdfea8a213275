import type { Command } from 'commander';
import { wrapped } from '../lib/wrapped.js';
import { coloursOf } from './colours.js';
import { EXIT_CODES } from './exit-code.js';

/** Wider lines than that are hard to read on any terminal. */
export const MOST_COLUMNS = 120;
/** Below what an exit code says. */
const INDENT = '     ';

/** A command of the program that has these examples, its own options to come. */
export function commandOf(program: Command, usage: string, description: string, shown: readonly string[]): Command {
  const [name = ''] = usage.split(' ');
  return program
    .command(usage)
    .description(description)
    .showHelpAfterError(`${[...pathOf(program), name].join(' ')} --help says how it is asked`)
    .addHelpText('after', `${examples(shown)}${exitCodes()}`);
}

/** The words by which a command is called, the program first. */
function pathOf(command: Command): readonly string[] {
  return [...(command.parent === null ? [] : pathOf(command.parent)), command.name()];
}

/** Command lines to copy, a line each. */
export function examples(lines: readonly string[]): string {
  return `\n${heading('Examples:')}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** The table of exit codes. */
export function exitCodes(): string {
  const rows = Object.entries(EXIT_CODES).map(([code, says]) => {
    const [first = '', ...rest] = wrapped(says, MOST_COLUMNS - INDENT.length);
    return [`  ${code}  ${first}\n`, ...rest.map((line) => `${INDENT}${line}\n`)].join('');
  });
  return `\n${heading('Exit codes:')}\n${rows.join('')}`;
}

function heading(text: string): string {
  return coloursOf(process.stdout, process.env).heading(text);
}
