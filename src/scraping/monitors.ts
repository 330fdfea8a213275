import type { SurfaceName } from '../config/surfaces.js';
import type { Metric } from '../metrics/metric.js';
import { noOtherCluster } from './identity.js';
import { ownJob } from './jobs.js';
import { keepSeriesOf } from './kept-series.js';
import type { Endpoint, MonitorSpec, Selecting } from './monitor-spec.js';
import { scrapeLimits, scrapeSettings, tenantNamespaces } from './scrape-settings.js';
import { type ScrapedSurface, scrapedSurface } from './scraped.js';
import type { ScrapeSettings } from './settings.js';
import type { Surface } from './surface.js';
import { surfaces } from './surfaces/index.js';

/** The monitor of a surface as data. Throws where nothing would be kept. */
export function monitorOf(
  name: SurfaceName,
  settings: ScrapeSettings,
  { kept, sampleLimit }: Pick<ScrapedSurface, 'kept' | 'sampleLimit'> = scrapedSurface(name, settings),
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

/** Without a selector a monitor looks into its own namespace, whichever it is brought to. */
function namespacesOf(surface: Surface, settings: ScrapeSettings): Pick<Selecting, 'namespaceSelector'> {
  if (surface.besideMonitor === true) return {};
  return {
    namespaceSelector:
      surface.namespace === undefined ? tenantNamespaces(settings) : { matchNames: [surface.namespace(settings)] },
  };
}

function endpointOf(name: SurfaceName, settings: ScrapeSettings, kept: readonly Metric[]): Endpoint {
  const {
    relabelings: found,
    naming = [],
    labelling = [],
    portNumber: _,
    ...own
  } = surfaces[name].endpoint(settings, kept);
  const relabelings = [...found, ...ownJob(name, settings.monitoring.namespace)];
  return {
    ...scrapeSettings(settings),
    ...own,
    ...(relabelings.length === 0 ? {} : { relabelings }),
    metricRelabelings: [...naming, ...keepSeriesOf(kept), noOtherCluster(settings), ...labelling],
  };
}
