import { type Command, Option } from 'commander';
import { KINDS } from '../../explain/explanation.js';
import { EXPLAIN_FORMATS } from '../explain-format.js';
import { commandOf } from '../help.js';

const EXAMPLES = [
  'arks-monitoring explain ArksRuntimeStalled',
  'arks-monitoring explain vllm:num_requests_waiting',
  'arks-monitoring explain alerts.thresholds.errorRatio --environment eu-1',
  "arks-monitoring explain 'arks-runtime/Waiting per replica' --format json",
];

/** `explain`: says what something is that has a name. */
export function addExplain(program: Command): void {
  const description =
    'Says what an alert, a record, a panel, a metric or a setting is: from what, limits and why, where drawn.';
  commandOf(program, 'explain', description, EXAMPLES)
    .argument(
      '<name>',
      'its name; of a panel its title, or <dashboard>/<title>; of a setting its path, or the end of it',
    )
    .addOption(new Option('--kind <kind>', 'what it is, where several things have that name').choices(KINDS))
    .option('--environment <name>', 'as an environment says it; without it everything is on and has its default')
    .option('--environments <folder>', 'the folder of environment files', 'environments')
    .addOption(new Option('--format <format>', 'text or json').choices(EXPLAIN_FORMATS).default('text'))
    .action(async (name, options) => {
      const { printExplanation } = await import('../explain.js');
      process.exitCode = await printExplanation({ name, ...options });
    });
}
