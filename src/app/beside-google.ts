import type { Environment } from '../config/environment.js';
import { someOf } from '../files/shared-problems.js';
import { destinationOf } from '../files/taken.js';
import { placeOf } from '../files/written.js';
import type { ToldSentence } from './told.js';

/**
 * What is told of environments whose rules Google evaluates and of which nobody says the cluster, by their names: in one cluster
 * the rules of each would read what the other scrapes. Those of one namespace must be in clusters of their own, where each would
 * overwrite the other, so that only a second namespace looks like a second install.
 */
export function besideGoogle(environments: readonly Environment[]): ReadonlyMap<string, ToldSentence> {
  const somewhere = environments.filter((one) => one.rules.target === 'gke' && destinationOf(one) === undefined);
  return new Map(
    somewhere.flatMap((one, index) => {
      const { namespace } = one.monitoring;
      const others = somewhere.slice(0, index).filter(({ monitoring }) => monitoring.namespace !== namespace);
      if (others.length === 0) return [];
      const message =
        `warning: rules.target gke: in one cluster with ${someOf(others.map(({ name }) => name))}, whose monitoring.namespace is another, the ` +
        'rules of each would read the series of all; argocd.destination says which cluster an environment is for (docs/gke.md)';
      return [[one.name, { message, place: placeOf(one, ['monitoring', 'namespace']) }] as const];
    }),
  );
}
