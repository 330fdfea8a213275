import { expect, test } from 'vitest';
import { argumentsOf, USAGE } from '../../src/cli/arguments.js';

test.each([
  [[], { only: [], verbose: false }],
  [['--verbose'], { only: [], verbose: true }],
  [['--only', 'eu-*', '--only=us-1'], { only: ['eu-*', 'us-1'], verbose: false }],
])('%j is understood', (words, expected) => {
  expect(argumentsOf(words)).toEqual(expected);
});

test.each([
  [['eu-1'], ['arguments must be options, got "eu-1"']],
  [['--zebra'], ['--zebra is not an option; allowed are --only, --verbose']],
  [['-x'], ['-x is not an option; allowed are --only, --verbose']],
  [['--only'], ['--only must be followed by a pattern, got nothing']],
  [['--only='], ['--only must be followed by a pattern, got ""']],
  [['--only', '--verbose'], ['--only must be followed by a pattern, got "--verbose"']],
  [['--verbose=3'], ['--verbose takes no value, got "3"']],
  [
    ['--verbos', 'eu-1'],
    ['--verbos is not an option; did you mean --verbose?', 'arguments must be options, got "eu-1"'],
  ],
])('%j is refused with all that is wrong and the usage', (words, problems) => {
  expect(() => argumentsOf(words)).toThrow(new Error([...problems, USAGE].join('\n')));
});
