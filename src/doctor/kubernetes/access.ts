import { OF_PLATFORM } from '../../config/surfaces.js';
import { type CanI, reasonOf } from '../../lib/kubectl.js';
import type { PrometheusObject } from '../../objects/prometheus-object.js';
import { namespaceOf } from '../../scraping/places.js';
import type { ScrapeSettings } from '../../scraping/settings.js';
import type { Unanswered } from '../examination.js';
import type * as answers from './answers.js';

/** What discovery reads. */
const READ = ['services', 'endpoints', 'pods'];
/** Each namespace is three questions, and the next tenant is seldom denied what the first is granted. */
const MOST_NAMESPACES = 8;

/** Where monitors look: tenants that have applications, or are listed, and the platform. */
export function namespacesOf(
  applications: readonly answers.Application[],
  settings: ScrapeSettings,
): readonly string[] {
  const { namespaces } = settings.tenants;
  const tenants = namespaces === 'all' ? applications.map(({ metadata }) => metadata.namespace) : namespaces;
  const platform = OF_PLATFORM.filter((name) => settings.surfaces[name].enabled);
  return [...new Set([...tenants, ...platform.map((name) => namespaceOf(name, settings))])].slice(0, MOST_NAMESPACES);
}

/** What the accounts of Prometheus may not list in these namespaces; undefined, and noted, where that may not be asked. */
export function deniedOf(
  prometheuses: readonly PrometheusObject[],
  namespaces: readonly string[],
  canI: CanI,
  unanswered: Unanswered[],
): readonly answers.Denied[] | undefined {
  const accounts = prometheuses.map(
    ({ metadata, spec }) => `system:serviceaccount:${metadata.namespace}:${spec.serviceAccountName}`,
  );
  try {
    return [...new Set(accounts)].flatMap((account) =>
      namespaces.flatMap((namespace) =>
        READ.flatMap((resource) =>
          canI(account, namespace, 'list', resource) ? [] : [{ account, namespace, verb: 'list', resource }],
        ),
      ),
    );
  } catch (error) {
    const query = 'kubectl auth can-i list pods --as=<ServiceAccount of Prometheus>';
    unanswered.push({ source: 'kubernetes', query, reason: reasonOf(error) });
    return undefined;
  }
}
