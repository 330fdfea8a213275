import { type ArgoCd, FOLDER_PATH } from '../config/argocd.js';
import type { Environment } from '../config/environment.js';
import { isDnsLabel } from '../lib/dns-label.js';
import { type Problem, type ProblemPlace, placeText, startOf } from '../lib/problem.js';
import { environmentName } from './environment-files.js';
import { foundIn, type Parts } from './parts.js';
import { someOf } from './shared-problems.js';
import { shown, valueAt } from './shown.js';
import { placeOf } from './written.js';
import type { YamlFile } from './yaml-file.js';

/** So many further environments with one name are told one by one. */
const MOST_TOLD_APART = 3;

/** What an environment says of its Application, and where it was read. */
type Synced = Pick<Environment, 'file' | 'name'> & { readonly argocd?: Environment['argocd'] };

/** What Argo CD keeps of an environment that has a section `argocd`, names and paths filled in. */
export interface Application {
  readonly name: string;
  readonly path: string;
  readonly settings: ArgoCd;
}

/** The Application of an environment; undefined where it has no section `argocd`. */
export function applicationOf({ name, argocd }: Omit<Synced, 'file'>): Application | undefined {
  if (argocd === undefined) return undefined;
  return { name: argocd.name ?? `arks-monitoring-${name}`, path: argocd.path ?? `dist/${name}`, settings: argocd };
}

const PATH = ['argocd', 'path'];
const NAME = ['argocd', 'name'];
/** A folder below `dist`, where that is part of a path. */
const BELOW_DIST = /(?:^|\/)dist(?:\/([^/]*))?(?:\/|$)/;

/**
 * What is wrong with the folder that an environment says Argo CD shall apply: synth writes dist/<environment> and no other for
 * it, and one that is empty or another's would be pruned. Elsewhere than below dist it may have been copied to.
 */
export function pathProblems(yaml: YamlFile, environment: string): readonly Problem[] {
  const value = valueAt(yaml.value, PATH);
  // What is no path at all is the schema's to say.
  if (typeof value !== 'string' || !FOLDER_PATH.test(value)) return [];
  if (!isBelowDistOfOthers(value, environment)) return [];
  const message =
    `argocd.path must be dist/${environment} if it is inside dist, since synth writes no other folder for it, got ` +
    `${shown(value)}`;
  return [{ ...yaml.position(PATH), message }];
}

function isBelowDistOfOthers(path: string, environment: string): boolean {
  const found = BELOW_DIST.exec(path);
  return found !== null && found[1] !== environment;
}

/** Environments whose files would get in the way of Applications or of each other's, in the order they come. */
export function applicationProblems(environments: readonly Parts[]): readonly Problem[] {
  return [...nameProblems(environments), ...foreignPaths(environments)];
}

/** A copy of dist/ may lie anywhere; what ends in the name of another environment is that one's. */
function foreignPaths(environments: readonly Parts[]): readonly Problem[] {
  const files = new Map(environments.map(({ environment: { name, file } }) => [name, file]));
  const foreignPath = (environment: Synced) => {
    const path = applicationOf(environment)?.path ?? '';
    if (isBelowDistOfOthers(path, environment.name)) return [];
    const last = path.split('/').at(-1) ?? '';
    const owner = last === environment.name ? undefined : files.get(last);
    if (owner === undefined) return [];
    const message = `argocd.path must not be the folder of another environment, got "${path}", which belongs to ${placeText(startOf(owner))}`;
    return [{ ...placeOf(environment, PATH), message }];
  };
  return environments.flatMap((one) => foundIn(one, foreignPath));
}

function nameProblems(environments: readonly Parts[]): readonly Problem[] {
  const named = environments.flatMap((one) => foundIn(one, applicationName));
  return [
    ...named
      .filter(({ name }) => !isDnsLabel(name))
      .map(({ place, name }) => ({
        ...place,
        message: `argocd.name must be set to at most 63 characters, got none, and "${name}" is longer`,
      })),
    ...[...new Set(named.map(({ name }) => name))].flatMap((name) =>
      sharedName(
        name,
        named.filter((other) => other.name === name),
      ),
    ),
  ];
}

function applicationName(environment: Synced): readonly Named[] {
  const application = applicationOf(environment);
  if (application === undefined) return [];
  return [{ place: placeOf(environment, NAME), file: environment.file, name: application.name }];
}

/** Who has which name, and where that is said. */
interface Named {
  readonly name: string;
  readonly file: string;
  readonly place: ProblemPlace;
}

/** With many files the name stands in one that they extend, as a rule, and is one mistake. */
function sharedName(name: string, all: readonly Named[]): readonly Problem[] {
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return [];
  const message = `argocd.name must be unique, got "${name}"`;
  const named = (some: readonly Named[]) => someOf(some.map(({ file }) => environmentName(file)));
  if (first.place.file !== first.file) {
    return [{ ...first.place, message: `${message}, as in ${all.length} environments: ${named(all)}` }];
  }
  if (others.length <= MOST_TOLD_APART) {
    return others.map(({ place }) => ({ ...place, message: `${message}, as in ${placeText(first.place)}` }));
  }
  return [{ ...first.place, message: `${message}, as in ${others.length} more environments: ${named(others)}` }];
}
