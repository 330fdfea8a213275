import { nameWithin } from '../config/install-name.js';
import { isOfTenants, type SurfaceName } from '../config/surfaces.js';
import type { Metric } from '../metrics/metric.js';
import { homeOf } from './home.js';
import { noOtherCluster } from './identity.js';
import { ownJob } from './jobs.js';
import { keepSeriesOf } from './kept-series.js';
import type { Endpoint, MonitorSpec, Selecting } from './monitor-spec.js';
import { type Passed, passedTo } from './passed.js';
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
  const passed = passedTo(name, settings);
  const endpoint = endpointOf(name, settings, kept, passed);
  const { targetLabels, ...attached } = passed.attached;
  const scrapeClass = surface.scrapeClass?.(settings) ?? settings.scrape.scrapeClass;
  const selecting = {
    ...scrapeLimits(settings, sampleLimit),
    // Said here, it holds against a Prometheus that converts whatever says nothing of it.
    convertClassicHistogramsToNHCB: false as const,
    ...namespacesOf(surface, settings),
    selector: surface.selector(settings),
    ...(scrapeClass === undefined ? {} : { scrapeClass }),
    ...attached,
  };
  if (surface.finds === 'pods') {
    const podMetricsEndpoints = [portNumber === undefined ? endpoint : { ...endpoint, portNumber }];
    return { finds: 'pods', spec: { ...selecting, podMetricsEndpoints } };
  }
  return {
    finds: 'services',
    spec: { ...selecting, ...(targetLabels === undefined ? {} : { targetLabels }), endpoints: [endpoint] },
  };
}

function endpointOf(
  name: SurfaceName,
  settings: ScrapeSettings,
  kept: readonly Metric[],
  { access, ...further }: Passed,
): Endpoint {
  const {
    relabelings: found,
    naming = [],
    labelling = [],
    portNumber: _,
    ...own
  } = surfaces[name].endpoint(settings, kept);
  const relabelings = [...found, ...ownJob(name, settings), ...further.relabelings];
  return {
    ...scrapeSettings(settings),
    ...own,
    ...access,
    ...(relabelings.length === 0 ? {} : { relabelings }),
    metricRelabelings: [
      ...naming,
      ...keepSeriesOf(kept),
      noOtherCluster(settings),
      ...labelling,
      ...further.metricRelabelings,
    ],
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
