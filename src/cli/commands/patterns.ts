import { InvalidArgumentError } from 'commander';

/** What a repeated option names; `--only --verbose` has --verbose for a value here. */
export function patterns(value: string, before: readonly string[]): readonly string[] {
  if (value === '' || value.startsWith('--')) throw new InvalidArgumentError(`must be a pattern, got "${value}"`);
  return [...before, value];
}
