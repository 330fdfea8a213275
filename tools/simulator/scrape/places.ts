import type { SimulatedPod } from '../cluster.js';
import type { Place } from '../operator/discovery.js';

/**
 * Where a pod is: an address made of its namespace and name, so that every way of scraping a cluster shows the same `instance`.
 * A replacement of the same name has the same address.
 */
export function placeOf({ namespace, name }: Pick<SimulatedPod, 'namespace' | 'name'>): Place {
  let hash = 0x811c9dc5;
  for (const character of `${namespace}/${name}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return { ip: `10.${hash >>> 24}.${(hash >>> 16) & 0xff}.${(hash >>> 8) & 0xff}` };
}

/** Pods that have an address yet: Kubernetes gives it when a pod starts on a node. */
export function addressed(pods: readonly SimulatedPod[]): readonly SimulatedPod[] {
  return pods.filter(({ phase }) => phase !== 'Pending');
}
