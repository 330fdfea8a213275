import type { SurfaceName } from '../config/surfaces.js';
import type { Metric } from '../metrics/metric.js';
import { noOtherCluster } from './identity.js';
import { keepSeriesOf } from './kept-series.js';
import type { Endpoint, MonitorSpec } from './monitor-spec.js';
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
  const endpoint = endpointOf(surface, settings, kept, passed);
  const { targetLabels, ...attached } = passed.attached;
  const scrapeClass = surface.scrapeClass?.(settings) ?? settings.scrape.scrapeClass;
  const selecting = {
    ...scrapeLimits(settings, sampleLimit),
    namespaceSelector:
      surface.namespace === undefined ? tenantNamespaces(settings) : { matchNames: [surface.namespace(settings)] },
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
  surface: Surface,
  settings: ScrapeSettings,
  kept: readonly Metric[],
  { access, ...further }: Passed,
): Endpoint {
  const { relabelings, naming = [], labelling = [], portNumber: _, ...own } = surface.endpoint(settings, kept);
  const ofTargets = [...relabelings, ...further.relabelings];
  return {
    ...scrapeSettings(settings),
    ...own,
    ...access,
    ...(ofTargets.length === 0 ? {} : { relabelings: ofTargets }),
    metricRelabelings: [
      ...naming,
      ...keepSeriesOf(kept),
      noOtherCluster(settings),
      ...labelling,
      ...further.metricRelabelings,
    ],
  };
}
