import type { Environment } from '../config/environment.js';
import { type Problem, placeText } from '../lib/problem.js';
import { neighbourProblems } from './neighbours.js';
import { foundIn, type Parts } from './parts.js';
import { shown } from './shown.js';
import { alone, DESTINATION, destinationOf, type Taken } from './taken.js';
import { type FromFile, placeOf } from './written.js';
import type { Path } from './yaml-file.js';

/** What says where an environment is, and what it is called there. */
type Placed = FromFile &
  Pick<Environment, 'alertmanager' | 'argocd' | 'cluster' | 'grafana' | 'monitoring' | 'name' | 'rules'>;

/**
 * Environments that get in each other's way: two of one cluster's name, whose series and alerts nobody could tell apart, and
 * two that Argo CD brings into one cluster and one namespace, where each would overwrite what the other has written, or to one
 * Prometheus or Grafana, where each would do again what the other does. Of an environment
 * that is wrong elsewhere it is known as far as its sections are.
 */
export function clusterProblems(all: readonly Parts[]): readonly Problem[] {
  const groups = new Map<string, Taken[]>();
  for (const taken of all.flatMap((one) => CHECKS.flatMap((check) => foundIn(one, check)))) {
    groups.set(taken.key, [...(groups.get(taken.key) ?? []), taken]);
  }
  const problems = [...[...groups.values()].flatMap((group) => alone(group)), ...neighbourProblems(all)];
  // One namespace holds several kinds of objects, and is one mistake.
  return [...new Map(problems.map((problem) => [`${placeText(problem)} ${problem.message}`, problem])).values()];
}

function clusterName(environment: Placed): readonly Taken[] {
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
  readonly own: (environment: Placed) => { readonly namespace: string | undefined } | undefined;
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
function namespaceOf({ kind, path: ownPath, own }: (typeof WRITTEN)[number], environment: Placed): readonly Taken[] {
  const { monitoring } = environment;
  const [said, destination] = [own(environment), destinationOf(environment)];
  if (said === undefined || destination === undefined) return [];
  const namespace = said.namespace ?? monitoring.namespace;
  const path = said.namespace === undefined ? ['monitoring', 'namespace'] : ownPath;
  const message =
    `${path.map(String).join('.')} must not be that of another environment with argocd.destination ${shown(destination)}, ` +
    `got ${shown(namespace)}: each would overwrite the objects of the other`;
  const key = `${kind} ${destination} ${namespace}`;
  return [{ key, environment: environment.name, place: placeOf(environment, path, DESTINATION), message }];
}

const CHECKS: readonly ((environment: Placed) => readonly Taken[])[] = [
  clusterName,
  ...WRITTEN.map((one) => (environment: Placed) => namespaceOf(one, environment)),
];
