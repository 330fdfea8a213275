import type { Command } from 'commander';
import { bash } from './bash.js';
import { fish } from './fish.js';
import { everyCommand } from './words.js';
import { zsh } from './zsh.js';

/** The shells whose completion is known. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const SCRIPTS = { bash, zsh, fish };

/** The script by which a shell completes the command lines of a program. */
export function completionScript(shell: Shell, program: Command): string {
  return SCRIPTS[shell](everyCommand(program));
}
