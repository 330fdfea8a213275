import { CommanderError } from 'commander';
import { maskedText } from '../lib/masked.js';
import { once } from '../lib/once.js';
import { printableLines } from '../lib/printable.js';
import { allowClosedPipes } from './closed-pipes.js';
import { EXIT } from './exit-code.js';
import { programOf } from './program.js';

const prepared = once(() => allowClosedPipes([process.stdout, process.stderr]));

/** Does what a command line asks for, and leaves the exit code in `process.exitCode`. */
export async function main(words: readonly string[]): Promise<void> {
  prepared();
  process.exitCode = EXIT.fine;
  try {
    await programOf().parseAsync(words, { from: 'user' });
  } catch (error) {
    // Of its own errors commander has already told.
    if (!(error instanceof CommanderError)) say(error);
    process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? EXIT.fine : EXIT.unable;
  }
}

function say(error: unknown): void {
  console.error(printableLines(maskedText(error instanceof Error ? error.message : String(error))));
}
