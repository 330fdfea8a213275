import type { Remark } from '../lib/remark.js';

const TENANTS_ARE_LOST =
  'its exporter says the namespace of a tenant itself, and the collector of Google Cloud keeps that of the pod in its ' +
  'place; a Prometheus of your own can scrape it, with rules.target gke alone (docs/gke.md)';

/** Surfaces that the collector of Google Cloud cannot scrape, and why. */
export const NOT_BY_GOOGLE = [
  ['gateway', TENANTS_ARE_LOST],
  ['envoy', TENANTS_ARE_LOST],
  ['customResources', TENANTS_ARE_LOST],
] as const;

const OF_THE_OPERATOR = 'since nothing is written for the Prometheus Operator';

/** Settings that it has nothing for, and why. */
export const UNREAD_BY_GOOGLE = [
  [['monitoring', 'operatorVersion'], OF_THE_OPERATOR],
  [['monitoring', 'prometheusServiceAccount'], 'whose collector finds pods by a ServiceAccount of its own'],
  [['scrape', 'scrapeClass'], OF_THE_OPERATOR],
  [['scrape', 'targetLimit'], 'whose monitors have no limit of targets'],
  [['surfaces', 'operator', 'scrapeClass'], OF_THE_OPERATOR],
  [['surfaces', 'operator', 'tls', 'ca', 'configMap'], 'whose monitors take an authority from a Secret'],
] as const;

/** What an environment does without where Google's collector scrapes. */
export function lostToGoogle({ scrape }: { readonly scrape: { readonly target: string } }): readonly Remark[] {
  if (scrape.target !== 'gke') return [];
  const said = (text: string): Remark => ({
    message: `warning: scrape.target gke: ${text} (docs/gke.md)`,
    setting: ['scrape', 'target'],
  });
  return [
    said(
      'the gateway, Envoy and the custom resources are not watched, so there are no quotas, users and answers of the gateway',
    ),
    said(
      'pods are found by their labels alone, so one that a tenant makes by hand counts as a replica in his namespace',
    ),
    said('redirects of pods are followed, which the collector has no setting for'),
    said('workers of routers up to 0.2 are told by their addresses, which no series has there, and are not counted'),
  ];
}
