import { type Command, InvalidArgumentError, Option } from 'commander';
import { commandOf } from '../help.js';
import { FAILURES, type FailOn, REVIEW_FORMATS } from '../review-options.js';

const EXAMPLES = [
  'arks-monitoring review',
  'arks-monitoring review HEAD~1 --fail-on breaking --fail-on stale',
  'arks-monitoring review before --head after --format json',
];
const WHEN_IT_FAILS =
  'what makes it fail: breaking, where somebody is broken by a change; any, where something changes; stale, where dist is not ' +
  'what synth would write now; may be repeated';

/** `review`: says what a change does, in words. */
export function addReview(program: Command): void {
  commandOf(program, 'review', 'Says in words what changes between two outputs of synth, for a pull request.', EXAMPLES)
    .argument('[base]', 'a git ref, or a folder of synthesized output; the merge base with main unless said')
    .option('--head <folder>', 'the folder that is compared with it', 'dist')
    .option('--environments <folder>', 'the folder of environment files that dist is written from', 'environments')
    .option(
      '--pictures <folder>',
      'draws panels that change into it, before and after; needs a checkout of the repository',
    )
    .addOption(formatOption())
    .addOption(new Option('--fail-on <what>', WHEN_IT_FAILS).choices(FAILURES).argParser(failures).default([], 'never'))
    .action(async (base, options) => {
      const { printReview } = await import('../review.js');
      process.exitCode = await printReview({ base, ...options });
    });
}

function formatOption(): Option {
  return new Option('--format <format>', 'markdown, json, or github for markdown with annotations of what breaks')
    .choices(REVIEW_FORMATS)
    .default('markdown');
}

function failures(word: string, before: readonly FailOn[]): readonly FailOn[] {
  const found = FAILURES.find((one) => one === word);
  if (found === undefined) throw new InvalidArgumentError(`must be one of ${FAILURES.join(', ')}, got "${word}"`);
  return [...before, found];
}
