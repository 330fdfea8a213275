import { type Problem, placeText } from '../lib/problem.js';
import type { Parts } from './parts.js';
import { someOf } from './shared-problems.js';
import type { placeOf } from './written.js';
import type { Path } from './yaml-file.js';

/** What an environment takes for itself, which no other may have. */
export interface Taken {
  readonly key: string;
  readonly environment: string;
  readonly place: ReturnType<typeof placeOf>;
  readonly message: string;
}

/** How Argo CD calls the cluster that it runs in: with one in each cluster, every environment says so and means another. */
const OWN_CLUSTER = /^(in-cluster|https:\/\/kubernetes\.default(\.svc(\.cluster\.local)?)?(:443)?\/?)$/;

/** What brings two into one cluster, where neither says a namespace. */
export const DESTINATION: Path = ['argocd', 'destination'];

/** So many further environments that take the same are told one by one. */
const MOST_TOLD_APART = 3;

/** The cluster that Argo CD brings an environment into, as far as that can be told from others. */
export function destinationOf({ argocd }: Parts): string | undefined {
  return argocd === undefined || OWN_CLUSTER.test(argocd.destination) ? undefined : argocd.destination;
}

/** Said of every further one, with the place of the first; where many take it, or one shared file says it, it is one mistake. */
export function alone(group: readonly Taken[]): readonly Problem[] {
  const [first, ...others] = group;
  if (first === undefined || others.length === 0) return [];
  const isOnePlace = others.every(({ place }) => placeText(place) === placeText(first.place));
  if (!isOnePlace && others.length <= MOST_TOLD_APART) {
    return others.map(({ place, message }) => ({ ...place, message: `${message}; as in ${placeText(first.place)}` }));
  }
  const names = group.map(({ environment }) => environment);
  return [{ ...first.place, message: `${first.message}; as in ${names.length} environments: ${someOf(names)}` }];
}
