import type { ArgoCd } from './argocd.js';
import type { Environment } from './environment.js';
import { environmentName } from './environment-files.js';
import { isDnsLabel } from './kubernetes-names.js';
import type { Problem } from './problem.js';
import { someOf } from './shared-problems.js';

/** So many further environments with one name are told one by one. */
const MOST_TOLD_APART = 3;

/** What Argo CD keeps of an environment that has a section `argocd`, names and paths filled in. */
export interface Application {
  readonly name: string;
  readonly path: string;
  readonly settings: ArgoCd;
}

/** The Application of an environment; undefined where it has no section `argocd`. */
export function applicationOf({ name, argocd }: Environment): Application | undefined {
  if (argocd === undefined) return undefined;
  return { name: argocd.name ?? `arks-monitoring-${name}`, path: argocd.path ?? `dist/${name}`, settings: argocd };
}

/** Environments whose files would get in the way of Applications or of each other's, in the order they come. */
export function applicationProblems(environments: readonly Environment[]): readonly Problem[] {
  const named = environments.flatMap((environment) => {
    const application = applicationOf(environment);
    return application === undefined ? [] : [{ file: environment.file, name: application.name }];
  });
  return [
    ...named
      .filter(({ name }) => !isDnsLabel(name))
      .map(({ file, name }) => ({
        file,
        message: `argocd.name must be set to at most 63 characters, got none, and "${name}" is longer`,
      })),
    ...[...new Set(named.map(({ name }) => name))].flatMap((name) =>
      sharedName(
        name,
        named.filter((other) => other.name === name).map(({ file }) => file),
      ),
    ),
  ];
}

/** With many files the name stands in one that they extend, as a rule, and is one mistake. */
function sharedName(name: string, [first = '', ...others]: readonly string[]): readonly Problem[] {
  const message = `argocd.name must be one Application's alone, got "${name}"`;
  if (others.length <= MOST_TOLD_APART) return others.map((file) => ({ file, message: `${message}, as in ${first}` }));
  return [
    {
      file: first,
      message: `${message}, as in ${others.length} more environments: ${someOf(others.map(environmentName))}`,
    },
  ];
}
