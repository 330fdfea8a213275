import type { Problem } from '../lib/problem.js';
import { isShared } from './environment-files.js';

/** What is wrong with an environment, wherever it is written. */
export interface EnvironmentProblem {
  readonly environment: string;
  readonly problem: Problem;
}

const MOST_NAMED = 3;
/** Different messages about one place, such as a namespace that each environment compares with tenants of its own. */
const MOST_AT_ONE_PLACE = 3;

/**
 * Each problem once: those of shared files first, with the environments they affect, then those of environments' own files.
 * `alone` is what is wrong with shared files whoever extends them; what is among it alone affects nobody.
 */
export function deduplicated(
  alone: readonly Problem[],
  ofEnvironments: readonly EnvironmentProblem[],
): readonly Problem[] {
  const found = [...alone.map((problem) => ({ problem })), ...ofEnvironments];
  const inShared = grouped(
    found.filter(({ problem }) => isShared(problem.file)),
    ({ problem }) => keyOf(problem),
  );
  const told = inShared.flatMap((same) => {
    const environments = same.flatMap((one) => ('environment' in one ? [one.environment] : []));
    return same.slice(0, 1).map(({ problem }) => ({ problem, environments }));
  });
  return [
    ...grouped(told, ({ problem }) => placeOf(problem)).flatMap((here) => [
      ...here.slice(0, MOST_AT_ONE_PLACE).map(({ problem, environments }) => ({
        ...problem,
        message: `${problem.message}; ${affected(environments)}`,
      })),
      ...others(here.slice(MOST_AT_ONE_PLACE)),
    ]),
    ...ofEnvironments.flatMap(({ problem }) => (isShared(problem.file) ? [] : [problem])),
  ];
}

/** Names of environments as a message has them: a few, and how many more there are. */
export function someOf(names: readonly string[], most = MOST_NAMED): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}

function affected(environments: readonly string[]): string {
  if (environments.length === 0) return 'no environment is affected';
  const environment = environments.length === 1 ? 'environment is' : 'environments are';
  return `${environments.length} ${environment} affected: ${someOf(environments)}`;
}

function others(rest: readonly { readonly problem: Problem; readonly environments: readonly string[] }[]) {
  return rest.slice(0, 1).map(({ problem }) => ({
    ...problem,
    message: `the same setting is wrong in ${rest.length} more ways; ${affected(rest.flatMap(({ environments }) => environments))}`,
  }));
}

function grouped<T>(all: readonly T[], keyOfOne: (one: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOfOne(one);
    const group = groups.get(key) ?? [];
    group.push(one);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function placeOf({ file, line, column }: Problem): string {
  return `${file}:${line}:${column}`;
}

function keyOf(problem: Problem): string {
  return `${placeOf(problem)} ${problem.message}`;
}
