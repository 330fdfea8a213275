import { Argument, type Command } from 'commander';
import { completionScript, SHELLS } from '../completion-scripts.js';
import { commandOf } from '../help.js';

const EXAMPLES = ['arks-monitoring completion bash', 'arks-monitoring completion fish'];

/** `completion`: prints what a shell completes command lines by. */
export function addCompletion(program: Command): void {
  const description =
    'Prints a script by which a shell completes command lines: source <(arks-monitoring completion bash), or save it where yours looks.';
  commandOf(program, 'completion', description, EXAMPLES)
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .action((shell) => {
      console.log(completionScript(shell, program));
    });
}
