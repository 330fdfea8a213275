import type { Command } from 'commander';
import { coloursOf } from './colours.js';
import { EXIT_CODES } from './exit-code.js';

/** A command of the program that has these examples, its own options to come. */
export function commandOf(program: Command, usage: string, description: string, shown: readonly string[]): Command {
  const [name = ''] = usage.split(' ');
  return program
    .command(usage)
    .description(description)
    .showHelpAfterError(`arks-monitoring ${name} --help says how it is asked`)
    .addHelpText('after', `${examples(shown)}${exitCodes()}`);
}

/** Command lines to copy, a line each. */
export function examples(lines: readonly string[]): string {
  return `\n${heading('Examples:')}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** The table of exit codes. */
export function exitCodes(): string {
  const rows = Object.entries(EXIT_CODES).map(([code, says]) => `  ${code}  ${says}\n`);
  return `\n${heading('Exit codes:')}\n${rows.join('')}`;
}

function heading(text: string): string {
  return coloursOf(process.stdout, process.env).heading(text);
}
