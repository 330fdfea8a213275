import { nameWithin } from '../config/install-name.js';
import { OF_TENANTS, type SurfaceName } from '../config/surfaces.js';
import type { Metric } from '../metrics/metric.js';
import { homeOf } from './home.js';
import { noOtherCluster } from './identity.js';
import { ownJob } from './jobs.js';
import { keepSeriesOf } from './kept-series.js';
import type { Endpoint, MonitorSpec, Selecting } from './monitor-spec.js';
import { scrapeLimits, scrapeSettings, tenantNamespaces } from './scrape-settings.js';
import { type ScrapedSurface, scrapedSurface } from './scraped.js';
import type { ScrapeSettings } from './settings.js';
import type { Surface } from './surface.js';
import { surfaces } from './surfaces/index.js';

/** A monitor, and where it is written. */
export interface PlacedMonitor {
  readonly name: string;
  readonly namespace: string;
  readonly monitor: MonitorSpec;
}

type Made = Pick<ScrapedSurface, 'kept' | 'sampleLimit'>;

/**
 * The monitors of a surface: one in our own namespace, or one in each namespace of its targets, as the environment says. Throws
 * where nothing would be kept.
 */
export function monitorsOf(
  name: SurfaceName,
  settings: ScrapeSettings,
  made: Made = scrapedSurface(name, settings),
): readonly PlacedMonitor[] {
  const { object } = surfaces[name];
  const monitor = monitorOf(name, settings, made);
  const namespace = settings.monitoring.namespace;
  if (settings.scrape.monitors === 'together') return [{ name: object, namespace, monitor }];
  return homesOf(name, settings).map((home) => ({
    name: nameWithin(home, isOfTenants(name) ? `${object}-${home}` : object, settings),
    namespace: home,
    monitor,
  }));
}

/** What the monitors of a surface say, each of them the same. Throws where nothing would be kept. */
export function monitorOf(
  name: SurfaceName,
  settings: ScrapeSettings,
  { kept, sampleLimit }: Made = scrapedSurface(name, settings),
): MonitorSpec {
  const surface = surfaces[name];
  const { portNumber } = surface.endpoint(settings, kept);
  const endpoint = endpointOf(name, settings, kept);
  const selecting = {
    ...scrapeLimits(settings, sampleLimit),
    ...namespacesOf(surface, settings),
    selector: surface.selector(settings),
  };
  if (surface.finds === 'pods') {
    const podMetricsEndpoints = [portNumber === undefined ? endpoint : { ...endpoint, portNumber }];
    return { finds: 'pods', spec: { ...selecting, podMetricsEndpoints } };
  }
  const scrapeClass = surface.scrapeClass?.(settings);
  const spec = { ...selecting, endpoints: [endpoint] };
  return { finds: 'services', spec: scrapeClass === undefined ? spec : { ...spec, scrapeClass } };
}

function endpointOf(name: SurfaceName, settings: ScrapeSettings, kept: readonly Metric[]): Endpoint {
  const { relabelings, naming = [], labelling = [], portNumber: _, ...own } = surfaces[name].endpoint(settings, kept);
  const targets = [...relabelings, ...ownJob(name, settings.monitoring.namespace)];
  return {
    ...scrapeSettings(settings),
    ...own,
    ...(targets.length === 0 ? {} : { relabelings: targets }),
    metricRelabelings: [...naming, ...keepSeriesOf(kept), noOtherCluster(settings), ...labelling],
  };
}

/** Without a selector a monitor looks into its own namespace, whichever it is brought to. */
function namespacesOf(
  { besideMonitor, namespace }: Surface,
  settings: ScrapeSettings,
): Pick<Selecting, 'namespaceSelector'> {
  if (besideMonitor === true || settings.scrape.monitors === 'perNamespace') return {};
  if (namespace === undefined) return { namespaceSelector: tenantNamespaces(settings) };
  return { namespaceSelector: { matchNames: [namespace(settings)] } };
}

/** The namespaces of the targets of a surface, sorted. Throws where tenants are not listed. */
function homesOf(name: SurfaceName, settings: ScrapeSettings): readonly string[] {
  const { namespace } = surfaces[name];
  if (namespace !== undefined) return [homeOf(namespace(settings), settings)];
  const { namespaces } = settings.tenants;
  if (namespaces === 'all') throw new Error('scrape.monitors must be together where tenants.namespaces is all');
  return [...namespaces].sort();
}

function isOfTenants(name: SurfaceName): boolean {
  return OF_TENANTS.some((one) => one === name);
}
