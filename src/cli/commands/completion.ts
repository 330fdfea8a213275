import { Argument, type Command } from 'commander';
import { candidates } from '../completion/candidates.js';
import { completionScript, SHELLS } from '../completion/script.js';
import { everyCommand } from '../completion/words.js';
import { commandOf } from '../help.js';

const EXAMPLES = [
  'arks-monitoring completion bash',
  'arks-monitoring completion fish',
  'arks-monitoring completion bash -- explain --kind alert ArksGateway',
];

/** `completion`: prints what a shell completes command lines by, or what it completes one with. */
export function addCompletion(program: Command): void {
  const description =
    'Prints a script by which a shell completes command lines: source <(arks-monitoring completion bash), or save it where yours looks.';
  commandOf(program, 'completion', description, EXAMPLES)
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .argument('[words...]', 'after --, a command line whose last word is to be completed: its names, a line each')
    .action(async (shell, words) => {
      if (words.length === 0) return console.log(completionScript(shell, program));
      const found = await candidates(everyCommand(program), words);
      if (found.length > 0) console.log(found.join('\n'));
    });
}
