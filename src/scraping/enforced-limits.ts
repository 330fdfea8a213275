import { bytes } from '../config/quantity.js';
import type { SurfaceName } from '../config/surfaces.js';
import type { Remark } from '../lib/remark.js';
import type { Forecast } from './forecast.js';
import { heldLimits } from './scrape-settings.js';
import type { ScrapedSurface } from './scraped.js';
import type { ScrapeSettings } from './settings.js';

/** A page of 14,117 series of kube-state-metrics has 2.8 MB, and engines have shorter lines. */
const BYTES_OF_A_SERIES = 200;

/** Where a scrape is predicted to pass what Prometheus holds it to, so that all of it is refused, and limits that say more. */
export function passingEnforced(settings: ScrapeSettings, scraped: readonly ScrapedSurface[]): readonly Remark[] {
  return scraped.flatMap(({ name, forecasts }) => [
    ...tooManySamples(settings, forecasts),
    ...tooManyBytes(settings, forecasts),
    ...withoutEffect(settings, name),
  ]);
}

function tooManySamples(
  { prometheus: { enforced } }: ScrapeSettings,
  forecasts: readonly Forecast[],
): readonly Remark[] {
  const { sampleLimit } = enforced;
  return most(forecasts, 'kept')
    .filter(({ kept }) => sampleLimit !== undefined && kept > sampleLimit)
    .map(({ surface, exporter, generation, kept }) => ({
      message:
        `warning: prometheus.enforced.sampleLimit ${sampleLimit} is below the ${kept} series that ${exporter} ${generation} is ` +
        `predicted to keep a target of ${surface}: Prometheus would refuse the whole scrape; raise it there, shorten scrape.keep, ` +
        'or correct sizing',
    }));
}

function tooManyBytes(settings: ScrapeSettings, forecasts: readonly Forecast[]): readonly Remark[] {
  const { bodySizeLimit } = heldLimits(settings);
  const isEnforced = bodySizeLimit === settings.prometheus.enforced.bodySizeLimit;
  const setting = `${isEnforced ? 'prometheus.enforced' : 'scrape'}.bodySizeLimit`;
  const allowed = bytes(bodySizeLimit);
  return most(forecasts, 'exposed')
    .filter(({ exposed }) => exposed * BYTES_OF_A_SERIES > allowed)
    .map(({ surface, exporter, generation, exposed }) => ({
      message:
        `warning: ${setting} ${bodySizeLimit} is below about ${exposed * BYTES_OF_A_SERIES} bytes, the page of ` +
        `${exposed} series that ${exporter} ${generation} is predicted to show at a target of ${surface}: its scrape would fail as if ` +
        'nothing answered; raise it there',
    }));
}

function withoutEffect({ prometheus: { enforced }, surfaces }: ScrapeSettings, name: SurfaceName): readonly Remark[] {
  const { sampleLimit: own } = surfaces[name];
  const { sampleLimit: most } = enforced;
  if (own === undefined || most === undefined || own <= most) return [];
  const message = `warning: surfaces.${name}.sampleLimit ${own} has no effect above prometheus.enforced.sampleLimit ${most}`;
  return [{ message, setting: ['surfaces', name, 'sampleLimit'] }];
}

function most(forecasts: readonly Forecast[], count: 'kept' | 'exposed'): readonly Forecast[] {
  return forecasts.toSorted((a, b) => b[count] - a[count]).slice(0, 1);
}
