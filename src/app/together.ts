import { isShared } from '../files/environment-files.js';
import { deduplicated, type EnvironmentProblem, someOf } from '../files/shared-problems.js';
import { type Problem, placeText } from '../lib/problem.js';

/** So many environments have the same problem each at a place of its own; with more, what they share is said once. */
const MOST_ALIKE = 3;
const MOST_NAMED = 10;

/**
 * What is wrong with several environments, each thing once: in shared files with how many it affects, and what differs in nothing but
 * the environment with the others that have it.
 */
export function together(problems: readonly EnvironmentProblem[]): readonly Problem[] {
  const own = problems.filter(({ problem }) => !isShared(problem.file));
  return [
    ...deduplicated(
      [],
      problems.filter(({ problem }) => isShared(problem.file)),
    ),
    ...alike(own).flatMap(told),
  ];
}

function told(all: readonly EnvironmentProblem[]): readonly Problem[] {
  const places = [...new Map(all.map(({ problem }) => [placeText(problem), problem])).values()];
  if (places.length <= MOST_ALIKE) return places;
  const others = all.slice(1).map(({ environment }) => environment);
  const message = `the same in ${others.length} more environments: ${someOf(others, MOST_NAMED)}`;
  // Of many the first says it.
  return places.slice(0, 1).map((problem) => ({ ...problem, message: `${problem.message}; ${message}` }));
}

function alike(problems: readonly EnvironmentProblem[]): readonly (readonly EnvironmentProblem[])[] {
  const groups = new Map<string, EnvironmentProblem[]>();
  for (const one of problems) groups.set(one.problem.message, [...(groups.get(one.problem.message) ?? []), one]);
  return [...groups.values()];
}
