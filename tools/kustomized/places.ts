import { pathText } from '../../src/lib/path-text.js';
import { titleOf } from '../../src/review/manifests.js';
import { pathChanges, shown, textAt, textsAt } from '../../src/review/paths.js';
import { type LeftBehind, told } from './left-behind.js';
import type { Pair } from './pairs.js';

/** Nothing is found by these labels. */
const FOR_PEOPLE = ['app.kubernetes.io/part-of', 'app.kubernetes.io/managed-by'];

/** Objects that are not where the environment puts them: Kustomize moves those meant for others, too, and rules name the old place. */
export function movedObjects(pairs: readonly Pair[]): readonly LeftBehind[] {
  return pairs.flatMap(({ before, after }) =>
    before.namespace === after.namespace
      ? []
      : [
          {
            object: titleOf(after),
            path: 'metadata.namespace',
            found: told(after.namespace),
            expected: told(before.namespace),
          },
        ],
  );
}

/** Kinds whose name is the `job` of what they collect: rules and dashboards ask for the name that synth wrote. */
const NAMED_JOBS = ['PodMonitoring', 'ClusterPodMonitoring'];

/** Objects whose new name no rule and no panel asks for. */
export function renamedJobs(pairs: readonly Pair[]): readonly LeftBehind[] {
  return pairs
    .filter(({ before, after }) => NAMED_JOBS.includes(before.kind) && before.name !== after.name)
    .map(({ before, after }) => ({
      object: titleOf(after),
      path: 'metadata.name',
      found: after.name,
      expected: before.name,
    }));
}

/** Labels of ours that are gone or have another value: Prometheus, Grafana and our own selectors find objects by them. One more is no matter. */
export function changedLabels(pairs: readonly Pair[]): readonly LeftBehind[] {
  return pairs.flatMap(({ before, after }) =>
    Object.entries(textsAt(before.object, 'metadata', 'labels')).flatMap(([key, expected]) => {
      const found = textAt(after.object, 'metadata', 'labels', key);
      if (found === expected || FOR_PEOPLE.includes(key)) return [];
      return [{ object: titleOf(after), path: pathText(['metadata', 'labels', key]), found: told(found), expected }];
    }),
  );
}

/** Who may ask a pod: labels for all objects go into the selector of others' pods, too, which do not have them. */
export function changedPeers(pairs: readonly Pair[]): readonly LeftBehind[] {
  return pairs.flatMap(({ before, after }) => {
    if (before.kind !== 'NetworkPolicy') return [];
    return pathChanges(ingressOf(before.object), ingressOf(after.object)).map((change) => ({
      object: titleOf(after),
      path: change.path,
      found: change.after === undefined ? 'nothing' : shown(change.after),
      expected: change.before === undefined ? 'nothing' : shown(change.before),
    }));
  });
}

/** Pods that a Service of ours selected and no longer does. */
export function lostPods(pairs: readonly Pair[]): readonly LeftBehind[] {
  const deployments = pairs.filter(({ before }) => before.kind === 'Deployment');
  return pairs
    .filter(({ before }) => before.kind === 'Service')
    .flatMap((service) => {
      const backing = deployments.filter(({ before }) => isSelected(service.before.object, before.object));
      if (backing.length === 0 || backing.some(({ after }) => isSelected(service.after.object, after.object)))
        return [];
      return backing.map(({ after }) => ({
        object: titleOf(service.after),
        path: 'spec.selector',
        found: shown(textsAt(service.after.object, 'spec', 'selector')),
        expected: `labels of the pods of ${titleOf(after)}`,
      }));
    });
}

function isSelected(service: unknown, deployment: unknown): boolean {
  const labels = textsAt(deployment, 'spec', 'template', 'metadata', 'labels');
  return Object.entries(textsAt(service, 'spec', 'selector')).every(([key, value]) => labels[key] === value);
}

function ingressOf(object: unknown): unknown {
  return { spec: { ingress: Reflect.get(Object(Reflect.get(Object(object), 'spec')), 'ingress') } };
}
