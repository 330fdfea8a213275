import { OF_PLATFORM, type PlatformSurface, surfaceFacts } from '../config/surfaces.js';
import { memoize } from '../lib/memoize.js';
import { catalogue, type MetricName } from '../metrics/catalogue.js';
import type { Metric } from '../metrics/metric.js';
import type { Expression, Matcher } from '../promql/build.js';
import { hasMatcher, textWithMatchers } from '../promql/every-selector.js';
import { metricOf } from '../promql/names.js';
import type { Selector } from '../promql/tree.js';
import type { Places } from './places.js';
import { surfaces } from './surfaces/index.js';

type Shown = Pick<Metric, 'component' | 'labels'>;

const PART_OF: ReadonlyMap<string, PlatformSurface> = new Map(
  OF_PLATFORM.flatMap((part) => surfaceFacts[part].exporters.map((exporter) => [exporter, part] as const)),
);

/**
 * An expression as text, in which what a part of the platform says of itself is read in the namespace of that part. A job is the name
 * of a Service or a monitor, which anybody may give to one of his own; where Prometheus enforces namespaces, those of the series
 * of his monitors are his. What a part says of tenants has their namespaces, and is left as it is. Throws where it is not PromQL.
 */
export function textAt(expression: Expression, places: Places): string {
  return textWithMatchers(expression, (selector) => {
    const namespaces = namespacesOf(selector, places);
    const own: Matcher = {
      label: 'namespace',
      operator: namespaces.length > 1 ? '=~' : '=',
      // A namespace has no letter that means more in a regex.
      value: namespaces.join('|'),
    };
    return namespaces.length === 0 || hasMatcher(selector.matchers, own) ? selector.matchers : behindJob(selector, own);
  });
}

/** The namespaces that a series of parts of the platform is read in; none where it is read in all. */
export function namespacesOf(selector: Selector, places: Places): readonly string[] {
  return [...new Set(partsOf(selector).flatMap((part) => places.get(part) ?? []))];
}

/** The parts that show a series of themselves: those of its name, or the one whose job the selector names. */
function partsOf({ name, matchers }: Selector): readonly PlatformSurface[] {
  const metric = metricOf(name);
  const parts = metric === undefined ? [] : partsWith(metric);
  const named = parts.filter((part) => {
    const { job } = surfaces[part];
    return job !== undefined && 'is' in job && hasMatcher(matchers, { label: 'job', operator: '=', value: job.is });
  });
  return named.length === 0 ? parts : named;
}

/** The parts of the platform that show a metric of themselves; none where any shows it of tenants, or anybody else shows it. */
const partsWith = memoize((metric: MetricName): readonly PlatformSurface[] =>
  partsThatSay(catalogue.filter(({ name }) => name === metric)),
);

/** The same of metrics of one name, which need not be of the catalogue. */
export function partsThatSay(metrics: readonly Shown[]): readonly PlatformSurface[] {
  const isOfTenants = ({ component, labels }: Shown) => {
    const part = PART_OF.get(component);
    return part !== undefined && surfaces[part].tenantBy.some((label) => label in labels);
  };
  return metrics.some(isOfTenants) ? [] : partsShowing(metrics);
}

/** The parts of the platform that show metrics of one name, of themselves or of tenants; none where anybody else shows them. */
export function partsShowing(metrics: readonly Shown[]): readonly PlatformSurface[] {
  const parts = metrics.map(({ component }) => PART_OF.get(component));
  return parts.every((part) => part !== undefined) ? [...new Set(parts)] : [];
}

function behindJob({ matchers }: Selector, own: Matcher): readonly Matcher[] {
  const at = matchers.findLastIndex(({ label }) => label === 'job') + 1;
  return [...matchers.slice(0, at), own, ...matchers.slice(at)];
}
