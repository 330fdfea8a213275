import type { Environment } from '../config/environment.js';
import { type Problem, placeText } from '../lib/problem.js';
import { foundIn, type Parts } from './parts.js';
import { someOf } from './shared-problems.js';
import { shown } from './shown.js';
import { placeOf } from './written.js';
import type { Path } from './yaml-file.js';

/** What an environment takes for itself, which no other may have. */
interface Taken {
  readonly key: string;
  readonly environment: string;
  readonly place: ReturnType<typeof placeOf>;
  readonly message: string;
}

/** How Argo CD calls the cluster that it runs in: with one in each cluster, every environment says so and means another. */
const OWN_CLUSTER = /^(in-cluster|https:\/\/kubernetes\.default(\.svc(\.cluster\.local)?)?(:443)?\/?)$/;

/** What brings two into one cluster, where neither says a namespace. */
const DESTINATION: Path = ['argocd', 'destination'];

/** So many further environments that take the same are told one by one. */
const MOST_TOLD_APART = 3;

/**
 * Environments that get in each other's way: two of one cluster's name, whose series and alerts nobody could tell apart, and
 * two that Argo CD brings into one cluster and one namespace, where each would overwrite what the other has written. Of an environment
 * that is wrong elsewhere it is known as far as its sections are.
 */
export function clusterProblems(all: readonly Parts[]): readonly Problem[] {
  const groups = new Map<string, Taken[]>();
  for (const taken of all.flatMap((one) => CHECKS.flatMap((check) => foundIn(one, check)))) {
    groups.set(taken.key, [...(groups.get(taken.key) ?? []), taken]);
  }
  const problems = [...groups.values()].flatMap((group) => alone(group));
  // One namespace holds several kinds of objects, and is one mistake.
  return [...new Map(problems.map((problem) => [`${placeText(problem)} ${problem.message}`, problem])).values()];
}

function clusterName(environment: Environment): readonly Taken[] {
  const { label, name } = environment.cluster;
  if (name === undefined) return [];
  const message =
    `cluster.name must be unique, got ${shown(name)}: the series and alerts of two environments could not be told apart; ` +
    'give two installs in one cluster different names';
  const place = placeOf(environment, ['cluster', 'name']);
  return [{ key: `cluster ${label} ${name}`, environment: environment.name, place, message }];
}

/** What is written into a namespace, and the setting that says another one than monitoring.namespace for it. */
const WRITTEN: readonly {
  readonly kind: string;
  readonly path: Path;
  /** Nothing where nothing of that kind is written. */
  readonly own: (environment: Environment) => { readonly namespace: string | undefined } | undefined;
}[] = [
  { kind: 'monitors', path: ['monitoring', 'namespace'], own: () => ({ namespace: undefined }) },
  { kind: 'rules', path: ['rules', 'namespace'], own: ({ rules: { namespace } }) => ({ namespace }) },
  {
    kind: 'dashboards',
    path: ['grafana', 'dashboards', 'namespace'],
    own: ({ grafana: { dashboards } }) => ({ namespace: dashboards.namespace }),
  },
  {
    kind: 'routes',
    path: ['alertmanager', 'namespace'],
    own: ({ alertmanager }) => (alertmanager === undefined ? undefined : { namespace: alertmanager.namespace }),
  },
];

/** The namespace that one kind of objects is written into, with the setting that says it, in the cluster that it goes to. */
function namespaceOf(
  { kind, path: ownPath, own }: (typeof WRITTEN)[number],
  environment: Environment,
): readonly Taken[] {
  const { argocd, monitoring } = environment;
  const said = own(environment);
  if (argocd === undefined || said === undefined || OWN_CLUSTER.test(argocd.destination)) return [];
  const namespace = said.namespace ?? monitoring.namespace;
  const path = said.namespace === undefined ? ['monitoring', 'namespace'] : ownPath;
  const message =
    `${path.map(String).join('.')} must not be that of another environment with argocd.destination ${shown(argocd.destination)}, ` +
    `got ${shown(namespace)}: each would overwrite the objects of the other`;
  const key = `${kind} ${argocd.destination} ${namespace}`;
  return [{ key, environment: environment.name, place: placeOf(environment, path, DESTINATION), message }];
}

const CHECKS: readonly ((environment: Environment) => readonly Taken[])[] = [
  clusterName,
  ...WRITTEN.map((one) => (environment: Environment) => namespaceOf(one, environment)),
];

/** Said of every further one, with the place of the first; where many take it, or one shared file says it, it is one mistake. */
function alone(group: readonly Taken[]): readonly Problem[] {
  const [first, ...others] = group;
  if (first === undefined || others.length === 0) return [];
  const isOnePlace = others.every(({ place }) => placeText(place) === placeText(first.place));
  if (!isOnePlace && others.length <= MOST_TOLD_APART) {
    return others.map(({ place, message }) => ({ ...place, message: `${message}; as in ${placeText(first.place)}` }));
  }
  const names = group.map(({ environment }) => environment);
  return [{ ...first.place, message: `${first.message}; as in ${names.length} environments: ${someOf(names)}` }];
}
