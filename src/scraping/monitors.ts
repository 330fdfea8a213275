import type { SurfaceName } from '../config/surfaces.js';
import type { Metric } from '../metrics/metric.js';
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

/** The monitor of a surface as data. Throws where nothing would be kept. */
export function monitorOf(
  name: SurfaceName,
  settings: ScrapeSettings,
  { kept, sampleLimit }: Pick<ScrapedSurface, 'kept' | 'sampleLimit'> = scrapedSurface(name, settings),
): MonitorSpec {
  const surface = surfaces[name];
  const { portNumber } = surface.endpoint(settings, kept);
  const passed = passedTo(name, settings);
  const endpoint = endpointOf(name, settings, kept, passed);
  const { targetLabels, ...attached } = passed.attached;
  const scrapeClass = surface.scrapeClass?.(settings) ?? settings.scrape.scrapeClass;
  const selecting = {
    ...scrapeLimits(settings, sampleLimit),
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

/** Without a selector a monitor looks into its own namespace, whichever it is brought to. */
function namespacesOf(surface: Surface, settings: ScrapeSettings): Pick<Selecting, 'namespaceSelector'> {
  if (surface.besideMonitor === true) return {};
  return {
    namespaceSelector:
      surface.namespace === undefined ? tenantNamespaces(settings) : { matchNames: [surface.namespace(settings)] },
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
  const relabelings = [...found, ...ownJob(name, settings.monitoring.namespace), ...further.relabelings];
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
