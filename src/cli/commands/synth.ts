import { type Command, Option } from 'commander';
import { commandOf } from '../help.js';
import { SYNTH_FORMATS } from '../synth-format.js';
import { patterns } from './patterns.js';

const EXAMPLES = [
  'arks-monitoring synth',
  "arks-monitoring synth --only 'eu-*' --only us-1",
  'arks-monitoring synth --environments clusters --output manifests',
  'arks-monitoring synth --format github',
];

/** `synth`: writes what environment files say. */
export function addSynth(program: Command): void {
  commandOf(program, 'synth', 'Writes the monitors, rules and dashboards of every environment file.', EXAMPLES)
    .option('--environments <folder>', 'the folder of environment files', 'environments')
    .option('--output <folder>', 'the folder that is replaced; dist unless said, or what cdk8s synth asks for')
    .option(
      '--only <pattern>',
      'the environments of that name alone, * for anything and ? for any one letter; may be repeated, and leaves every ' +
        'other folder of the output as it is',
      patterns,
      [],
    )
    .option('--verbose', 'lists every file and every prediction, however many environments there are', false)
    .addOption(formatOption())
    .action(async (options) => {
      const { synth } = await import('../synth.js');
      process.exitCode = await synth(options);
    });
}

function formatOption(): Option {
  return new Option('--format <format>', 'text, json, or github for annotations at the lines of files')
    .choices(SYNTH_FORMATS)
    .default('text');
}
