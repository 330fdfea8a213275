import type { Environment } from '../config/environment.js';
import { foundIn, type Parts } from './parts.js';
import { DESTINATION, destinationOf, type Taken } from './taken.js';
import { type FromFile, placeOf } from './written.js';
import type { Path } from './yaml-file.js';

/** What is asked of an environment that others are beside. */
export type Known = FromFile &
  Pick<
    Environment,
    | 'alerts'
    | 'argocd'
    | 'cluster'
    | 'grafana'
    | 'monitoring'
    | 'name'
    | 'rules'
    | 'runtimes'
    | 'scrape'
    | 'slos'
    | 'surfaces'
    | 'tenants'
  >;

/** An environment in a cluster beside which there may be another one. */
export interface Neighbour<Destination extends string | undefined = string> {
  readonly environment: Known;
  readonly destination: Destination;
}

/** Environments of one cluster that have the same in common, as far as that and what else is asked about is known of them. */
export function together(
  all: readonly Parts[],
  common: (environment: Known) => unknown,
  others: (environment: Known) => unknown,
): readonly (readonly Neighbour[])[] {
  return grouped(all, destinationOf, common, others)
    .map((group) =>
      group.flatMap(({ environment, destination }) =>
        destination === undefined ? [] : [{ environment, destination }],
      ),
    )
    .filter(({ length }) => length > 1);
}

/**
 * The same, and beside them those of which nobody knows the cluster and that say themselves that another install is in it. Those that
 * have one namespace are in clusters of their own: in one, each would overwrite the other.
 */
export function togetherOrBeside(
  all: readonly Parts[],
  common: (environment: Known) => unknown,
  others: (environment: Known) => unknown,
): readonly (readonly Neighbour<string | undefined>[])[] {
  const isAlone = ({ environment, destination }: Neighbour<string | undefined>) =>
    destination === undefined && !environment.rules.shared;
  return grouped(all, destinationOf, common, (environment) => [others(environment), environment.rules.shared])
    .map((group) => group.filter((one) => !isAlone(one)))
    .map(([first, ...rest]) =>
      first === undefined
        ? []
        : [first, ...rest.filter((one) => one.destination !== undefined || !isSameNamespace(one, first))],
    )
    .filter(({ length }) => length > 1);
}

/** What an environment says at a setting that another must not say as well. */
export function takenAt(environment: Known, path: Path, message: string): Taken {
  return { key: '', environment: environment.name, place: placeOf(environment, path, DESTINATION), message };
}

/** Labels in an order that is the same however they are written. */
export function sorted(labels: Readonly<Record<string, string>>): unknown {
  return Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1));
}

function grouped(
  all: readonly Parts[],
  clusterOf: (environment: Known) => string | undefined,
  common: (environment: Known) => unknown,
  others: (environment: Known) => unknown,
): readonly (readonly Neighbour<string | undefined>[])[] {
  const groups = new Map<string, Neighbour<string | undefined>[]>();
  for (const one of all) {
    // Written out, everything in it is read.
    const [known] = foundIn(one, (environment) => [
      {
        key: JSON.stringify([clusterOf(environment), common(environment)]),
        others: JSON.stringify(others(environment)),
      },
    ]);
    if (known === undefined) continue;
    const neighbour = { environment: one.environment, destination: clusterOf(one.environment) };
    groups.set(known.key, [...(groups.get(known.key) ?? []), neighbour]);
  }
  return [...groups.values()];
}

function isSameNamespace(one: Neighbour<string | undefined>, other: Neighbour<string | undefined>): boolean {
  return one.environment.monitoring.namespace === other.environment.monitoring.namespace;
}
