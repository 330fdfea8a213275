import { type Command, Option } from 'commander';
import { commandOf } from '../help.js';
import { TEST_FORMATS } from '../test-format.js';
import { patterns } from './patterns.js';

const EXAMPLES = [
  'arks-monitoring test',
  'arks-monitoring test --only eu-1 --promtool /opt/prometheus/promtool',
  'arks-monitoring test --environments clusters --format github',
];

/** `test`: runs the unit tests beside rules of one's own. */
export function addTest(program: Command): void {
  const description =
    "Runs the unit tests beside your own rules (rules.extraRules) with promtool, beside this program's rules.";
  commandOf(program, 'test', description, EXAMPLES)
    .option('--environments <folder>', 'the folder of environment files', 'environments')
    .option(
      '--only <pattern>',
      'the environments of that name alone, * for anything and ? for any one letter; may be repeated',
      patterns,
      [],
    )
    .option('--promtool <path>', 'the promtool of Prometheus, 2.42 or later; by default the one in PATH', 'promtool')
    .addOption(
      new Option('--format <format>', 'text, json, or github for annotations at the files that fail')
        .choices(TEST_FORMATS)
        .default('text'),
    )
    .action(async (options) => {
      const { testRules } = await import('../test-rules.js');
      process.exitCode = await testRules(options);
    });
}
