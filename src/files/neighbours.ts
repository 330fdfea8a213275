import type { Problem } from '../lib/problem.js';
import { type Known, type Neighbour, sorted, takenAt, together } from './in-one-cluster.js';
import { drawnTwice } from './one-grafana.js';
import type { Parts } from './parts.js';
import { shown } from './shown.js';
import { alone } from './taken.js';

/**
 * Environments that Argo CD brings into one cluster, where one Prometheus or one Grafana reads the objects of both: engines that would
 * be scraped twice, rules that would read the series of both, dashboards of one uid. Which Prometheus reads what is told by the labels
 * that it selects by.
 */
export function neighbourProblems(all: readonly Parts[]): readonly Problem[] {
  return [
    ...together(all, monitorsOf, ({ tenants }) => tenants.namespaces).flatMap(scrapedTwice),
    ...together(all, rulerOf, ({ cluster, rules }) => [cluster.name, rules.shared]).flatMap(readByBoth),
    ...drawnTwice(all),
  ];
}

function monitorsOf({ monitoring, scrape }: Known): unknown {
  return [scrape.target, sorted(monitoring.selectorLabels)];
}

function rulerOf({ monitoring, rules }: Known): unknown {
  const labels = rules.selectorLabels ?? (rules.target === 'prometheus' ? monitoring.selectorLabels : {});
  return [rules.target, sorted(labels), rules.mimir.tenant];
}

/** Engines of a tenant are scraped by monitors of each environment that names it. */
function scrapedTwice(group: readonly Neighbour[]): readonly Problem[] {
  const words = (destination: string, found: string) =>
    `tenants.namespaces must name no tenant of another environment with argocd.destination ${shown(destination)} and the same ` +
    `monitoring.selectorLabels, got ${shown(found)}: one Prometheus would scrape its engines twice; list the tenants of each`;
  if (group.some(({ environment }) => environment.tenants.namespaces === 'all')) {
    return alone(
      group.map(({ environment, destination }) =>
        takenAt(environment, ['tenants', 'namespaces'], words(destination, String(environment.tenants.namespaces))),
      ),
    );
  }
  const named = group.flatMap(({ environment, destination }) =>
    [...environment.tenants.namespaces].map((name, index) => ({
      name,
      one: takenAt(environment, ['tenants', 'namespaces', index], words(destination, name)),
    })),
  );
  return [...new Set(named.map(({ name }) => name))].flatMap((name) =>
    alone(named.filter((other) => other.name === name).map(({ one }) => one)),
  );
}

/** Rules that are not confined to their cluster record and tell what those of the other do, at other limits. */
function readByBoth(group: readonly Neighbour[]): readonly Problem[] {
  const isConfined = ({ environment: { cluster, rules } }: Neighbour) =>
    cluster.name !== undefined && (rules.target !== 'prometheus' || rules.shared);
  const [first, ...others] = [...group.filter(isConfined), ...group.filter((one) => !isConfined(one))];
  if (first === undefined) return [];
  return alone(
    [first, ...others.filter((one) => !isConfined(one))].map(({ environment, destination }) => {
      const { target, shared } = environment.rules;
      const path =
        target === 'prometheus' ? ['rules', 'shared'] : target === 'gke' ? ['rules', 'target'] : ['cluster', 'name'];
      const must =
        target === 'prometheus'
          ? `rules.shared must be true, with a cluster.name, got ${shared}`
          : target === 'gke'
            ? 'rules.target must not be gke for two installs in one cluster, which Google evaluates together, got gke'
            : 'cluster.name must be set, got nothing';
      const message =
        `${must}: another environment has argocd.destination ${shown(destination)} and labels by which the same ruler selects its rules, ` +
        'so each would record and tell what is of the other; or give rules.selectorLabels of another ruler';
      return takenAt(environment, path, message);
    }),
  );
}
