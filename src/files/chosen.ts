import { nearest } from '../lib/nearest.js';
import type { Problem } from '../lib/problem.js';
import { environmentName } from './environment-files.js';
import { someOf } from './shared-problems.js';

const MOST_NAMED = 10;

/**
 * The files whose environments some pattern names, all of them where there is no pattern, and the patterns that name none.
 * `option` is where patterns are said to come from. In a pattern `*` is anything and `?` any one letter.
 */
export function chosen(
  files: readonly string[],
  patterns: readonly string[],
  option: string,
): { readonly files: readonly string[]; readonly problems: readonly Problem[] } {
  if (patterns.length === 0) return { files, problems: [] };
  const names = files.map(environmentName);
  return {
    files: files.filter((_, index) => patterns.some((pattern) => matches(pattern, names[index] ?? ''))),
    problems: patterns
      .filter((pattern) => !names.some((name) => matches(pattern, name)))
      .map((pattern) => ({
        file: option,
        message: `must match an environment, got "${pattern}"; ${hint(pattern, names)}`,
      })),
  };
}

function hint(pattern: string, names: readonly string[]): string {
  const meant = nearest(pattern, names);
  return `${meant === undefined ? '' : `did you mean ${meant}? `}there are ${someOf(names, MOST_NAMED)}`;
}

function matches(pattern: string, name: string): boolean {
  const source = pattern
    .split(/([*?])/)
    .map((part) => (part === '*' ? '.*' : part === '?' ? '.' : part.replace(/[\\^$.|+()[\]{}]/g, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`).test(name);
}
