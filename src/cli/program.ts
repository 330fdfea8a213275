import { Command, type HelpConfiguration } from 'commander';
import { coloursOf, hasColours } from './colours.js';
import { addCompletion } from './commands/completion.js';
import { addDoctor } from './commands/doctor.js';
import { addExplain } from './commands/explain.js';
import { addInit } from './commands/init.js';
import { addPreview } from './commands/preview.js';
import { addReview } from './commands/review.js';
import { addSynth } from './commands/synth.js';
import { addTest } from './commands/test.js';
import { examples, exitCodes, MOST_COLUMNS } from './help.js';
import { version } from './version.js';

const ADDITIONS = [addInit, addSynth, addReview, addPreview, addTest, addDoctor, addExplain, addCompletion];

/**
 * The whole command line. Each command knows its words only, and loads what it does when it is called: help does not wait for
 * schemas. Throws CommanderError in place of ending the process; what is right leaves its exit code in `process.exitCode`.
 */
export function programOf(): Command {
  const program = new Command('arks-monitoring')
    .description('Monitoring as code for Arks: from an environment file to monitors, rules and dashboards.')
    .version(version())
    .exitOverride()
    // Each command reads what stands behind its own name.
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => console.log(text.trimEnd()),
      writeErr: (text) => console.error(text.trimEnd()),
      getOutHasColors: () => hasColours(process.stdout, process.env),
      getErrHasColors: () => hasColours(process.stderr, process.env),
      getOutHelpWidth: () => Math.min(process.stdout.columns ?? MOST_COLUMNS, MOST_COLUMNS),
      getErrHelpWidth: () => Math.min(process.stderr.columns ?? MOST_COLUMNS, MOST_COLUMNS),
    })
    .configureHelp(helpColours())
    .showSuggestionAfterError();
  for (const add of ADDITIONS) add(program);
  const first = ['arks-monitoring synth', 'arks-monitoring explain ArksRuntimeStalled', 'arks-monitoring synth --help'];
  return program.addHelpText('after', `${examples(first)}${exitCodes()}`);
}

function helpColours(): HelpConfiguration {
  const colours = coloursOf(process.stdout, process.env);
  return { styleTitle: colours.heading, styleSubcommandTerm: colours.name, styleOptionTerm: colours.name };
}
