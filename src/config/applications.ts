import type { ArgoCd } from './argocd.js';
import type { Environment } from './environment.js';
import { isDnsLabel } from './kubernetes-names.js';
import type { Problem } from './problem.js';

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
    ...named.flatMap(({ file, name }, index) => {
      const first = named.findIndex((other) => other.name === name);
      if (first === index) return [];
      return [
        { file, message: `argocd.name must be one Application's alone, got "${name}", as in ${named[first]?.file}` },
      ];
    }),
  ];
}
