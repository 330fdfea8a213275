import { type Problem, placeText } from '../lib/problem.js';
import { neighbourProblems } from './neighbours.js';
import { hasParts, type Parts } from './parts.js';
import { shown } from './shown.js';
import { alone, DESTINATION, destinationOf, type Taken } from './taken.js';
import { placeOf } from './written.js';
import type { Path } from './yaml-file.js';

/**
 * Environments that get in each other's way: two of one cluster's name, whose series and alerts nobody could tell apart, and
 * two that Argo CD brings into one cluster and one namespace, where each would overwrite what the other has written, or to one
 * Prometheus or Grafana, where each would do again what the other does. Of an environment
 * that is wrong elsewhere it is known as far as its sections are.
 */
export function clusterProblems(all: readonly Parts[]): readonly Problem[] {
  const groups = new Map<string, Taken[]>();
  for (const taken of all.flatMap((one) => [...clusterName(one), ...namespaces(one)])) {
    groups.set(taken.key, [...(groups.get(taken.key) ?? []), taken]);
  }
  const problems = [...[...groups.values()].flatMap((group) => alone(group)), ...neighbourProblems(all)];
  // One namespace holds several kinds of objects, and is one mistake.
  return [...new Map(problems.map((problem) => [`${placeText(problem)} ${problem.message}`, problem])).values()];
}

function clusterName(environment: Parts): readonly Taken[] {
  const { label, name } = environment.cluster ?? {};
  if (name === undefined) return [];
  const message =
    `cluster.name must be unique, got ${shown(name)}: the series and alerts of two environments could not be told apart; ` +
    'give two installs in one cluster different names';
  const place = placeOf(environment, ['cluster', 'name']);
  return [{ key: `cluster ${label} ${name}`, environment: environment.name, place, message }];
}

/** The namespaces of what is written, each with the setting that says it, in the cluster that it goes to. */
function namespaces(environment: Parts): readonly Taken[] {
  if (!hasParts(environment, 'monitoring', 'rules', 'grafana')) return [];
  const { monitoring, rules, grafana, alertmanager } = environment;
  const destination = destinationOf(environment);
  if (destination === undefined) return [];
  const taken = (kind: string, own: string | undefined, ownPath: Path): Taken => {
    const [namespace, path] = own === undefined ? [monitoring.namespace, ['monitoring', 'namespace']] : [own, ownPath];
    const message =
      `${path.map(String).join('.')} must not be that of another environment with argocd.destination ${shown(destination)}, ` +
      `got ${shown(namespace)}: each would overwrite the objects of the other`;
    const key = `${kind} ${destination} ${namespace}`;
    return { key, environment: environment.name, place: placeOf(environment, path, DESTINATION), message };
  };
  return [
    taken('monitors', undefined, []),
    taken('rules', rules.namespace, ['rules', 'namespace']),
    taken('dashboards', grafana.dashboards.namespace, ['grafana', 'dashboards', 'namespace']),
    ...(alertmanager === undefined ? [] : [taken('routes', alertmanager.namespace, ['alertmanager', 'namespace'])]),
  ];
}
