import type { PlatformSurface } from '../config/surfaces.js';
import { jobOf } from '../scraping/jobs.js';
import { namespaceOf } from '../scraping/places.js';
import type { RuleLabels } from './alert.js';
import { label, whereEqual, whether } from './alert-words.js';

/**
 * The namespace of the part of the platform that an alert speaks of, for expressions that yield none: Alertmanager routes by it, and
 * the Prometheus Operator lets an AlertmanagerConfig see no alert without one.
 */
export function namespaceOfSurface(surface: PlatformSurface): RuleLabels {
  return (environment) => ({ namespace: namespaceOf(surface, environment) });
}

/** The same of an alert whose expression yields a namespace at times: a label of a rule would take the place of that one. */
export function namespaceWhereMissing(surface: PlatformSurface): RuleLabels {
  return (environment) => ({ namespace: ownOr('namespace', namespaceOf(surface, environment)) });
}

/** The same of one alert for two parts, which its label `job` tells apart: that of the first is a name, and any other is the second's. */
export function namespaceByJob(first: PlatformSurface, second: PlatformSurface): RuleLabels {
  return (environment) => {
    const [one, other] = [namespaceOf(first, environment), namespaceOf(second, environment)];
    return { namespace: whereEqual('job', jobOf(first, environment), one, other) };
  };
}

/** The cluster of an alert whose expression yields it at times, where a name for it is known. */
export const clusterWhereMissing: RuleLabels = ({ cluster }) =>
  cluster.name === undefined ? {} : { [cluster.label]: ownOr(cluster.label, cluster.name) };

/** What the expression yields, else this text, as a template. */
function ownOr(name: string, other: string): string {
  return whether(name, label(name), other);
}
