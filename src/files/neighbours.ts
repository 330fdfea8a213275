import { deliveredDashboards } from '../config/delivered.js';
import type { Problem } from '../lib/problem.js';
import { hasParts, type Parts } from './parts.js';
import { someOf } from './shared-problems.js';
import { shown } from './shown.js';
import { alone, DESTINATION, destinationOf, type Taken } from './taken.js';
import { placeOf } from './written.js';
import type { Path } from './yaml-file.js';

/** An environment in a cluster beside which there may be another one. */
interface Neighbour {
  readonly environment: Known;
  readonly destination: string;
}

type Known = ReturnType<typeof known>[number];

/**
 * Environments that Argo CD brings into one cluster, where one Prometheus or one Grafana reads the objects of both: engines that would
 * be scraped twice, rules that would read the series of both, dashboards of one uid. Which Prometheus reads what is told by the labels
 * that it selects by, and which Grafana by its address and those of its sidecar or instance.
 */
export function neighbourProblems(all: readonly Parts[]): readonly Problem[] {
  const neighbours = known(all).flatMap((environment): readonly Neighbour[] => {
    const destination = destinationOf(environment);
    return destination === undefined ? [] : [{ environment, destination }];
  });
  return [
    ...together(neighbours, monitorsOf).flatMap(scrapedTwice),
    ...together(neighbours, rulerOf).flatMap(readByBoth),
    ...together(neighbours, grafanaOf).flatMap(drawnTwice),
  ];
}

function known(all: readonly Parts[]) {
  return all.flatMap((one) =>
    hasParts(one, 'cluster', 'grafana', 'monitoring', 'rules', 'scrape', 'surfaces', 'tenants') ? [one] : [],
  );
}

function monitorsOf({ monitoring, scrape }: Known): unknown {
  return [scrape.target, sorted(monitoring.selectorLabels)];
}

function rulerOf({ monitoring, rules }: Known): unknown {
  const labels = rules.selectorLabels ?? (rules.target === 'prometheus' ? monitoring.selectorLabels : {});
  return [rules.target, sorted(labels), rules.mimir.tenant];
}

function grafanaOf({ grafana: { url, dashboards } }: Known): unknown {
  const { delivery, sidecar, operator } = dashboards;
  return [url, delivery, sorted(delivery === 'sidecar' ? sidecar.labels : operator.instanceSelector)];
}

/** Engines of a tenant are scraped by monitors of each environment that names it. */
function scrapedTwice(group: readonly Neighbour[]): readonly Problem[] {
  const words = (destination: string, found: string) =>
    `tenants.namespaces must name no tenant of another environment with argocd.destination ${shown(destination)} and the same ` +
    `monitoring.selectorLabels, got ${shown(found)}: one Prometheus would scrape its engines twice; list the tenants of each`;
  if (group.some(({ environment }) => environment.tenants.namespaces === 'all')) {
    return alone(
      group.map(({ environment, destination }) =>
        taken(environment, ['tenants', 'namespaces'], words(destination, String(environment.tenants.namespaces))),
      ),
    );
  }
  const named = group.flatMap(({ environment, destination }) =>
    [...environment.tenants.namespaces].map((name, index) => ({
      name,
      one: taken(environment, ['tenants', 'namespaces', index], words(destination, name)),
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
      return taken(environment, path, message);
    }),
  );
}

/** Grafana keeps one dashboard of a uid. */
function drawnTwice(group: readonly Neighbour[]): readonly Problem[] {
  const uids = group.flatMap(({ environment }) => deliveredDashboards(environment));
  const twice = [...new Set(uids.filter((uid, index) => uids.indexOf(uid) < index))];
  const drawing = group.filter(({ environment }) =>
    deliveredDashboards(environment).some((uid) => twice.includes(uid)),
  );
  return alone(
    drawing.map(({ environment, destination }) => {
      const labels =
        environment.grafana.dashboards.delivery === 'sidecar' ? 'sidecar.labels' : 'operator.instanceSelector';
      const message =
        `grafana.dashboards must not reach the Grafana of another environment with argocd.destination ${shown(destination)}: both have ` +
        `the uids ${someOf(twice)}, and one would overwrite what the other has; name them in ` +
        `grafana.dashboards.off of one, or give grafana.url or grafana.dashboards.${labels} of another Grafana`;
      return taken(environment, ['grafana', 'dashboards'], message);
    }),
  );
}

function taken(environment: Known, path: Path, message: string): Taken {
  return { key: '', environment: environment.name, place: placeOf(environment, path, DESTINATION), message };
}

/** Those of one cluster that have the same in common. */
function together(
  neighbours: readonly Neighbour[],
  common: (environment: Known) => unknown,
): readonly (readonly Neighbour[])[] {
  const groups = new Map<string, Neighbour[]>();
  for (const one of neighbours) {
    const key = JSON.stringify([one.destination, common(one.environment)]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

function sorted(labels: Readonly<Record<string, string>>): unknown {
  return Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1));
}
