import { listedNames, unlistedMetrics } from '../config/keep.js';
import { SURFACES, type SurfaceName } from '../config/surfaces.js';
import type { Metric } from '../metrics/metric.js';
import { removedMetrics } from '../metrics/removed.js';
import { keptMetrics } from '../signals/kept-metrics.js';
import type { ScrapeSettings } from './settings.js';
import { surfaces } from './surfaces/index.js';

/** The metrics that a surface keeps in this environment: what signals read there and what `scrape.keep` adds. */
export function metricsOf(surface: SurfaceName, settings: ScrapeSettings): readonly Metric[] {
  return keptMetrics(surfaces[surface].exporters(settings).flat(), settings.scrape.keep);
}

/** Names under `scrape.keep` that no enabled surface exposes. */
export function keptNowhere(settings: ScrapeSettings): readonly string[] {
  const names = settings.scrape.keep.map((entry) => (typeof entry === 'string' ? entry : entry.unlisted));
  return names.filter((name) => surfacesKeeping(name, settings).length === 0);
}

/**
 * What cannot be checked: metrics that are kept though the catalogue does not know them, a sentence each with where they are
 * kept and how they are counted.
 */
export function keptUnlisted(settings: ScrapeSettings): readonly string[] {
  return unlistedMetrics(settings.scrape.keep).map(({ unlisted, kind }) => {
    const counted = kind === 'histogram' ? 'one histogram with the bounds that clients give by default' : 'one series';
    const where = surfacesKeeping(unlisted, settings).join(', ');
    return `warning: ${unlisted} is not in the catalogue; at ${where} it is kept as written, and counted as ${counted}`;
  });
}

/** Metrics under `scrape.keep` that the newest engines no longer show, a sentence each with what to use instead. */
export function keptRemoved(settings: ScrapeSettings): readonly string[] {
  return listedNames(settings.scrape.keep).flatMap((name) => {
    const said = removedMetrics.get(name);
    return said === undefined ? [] : [`warning: scrape.keep names ${name}, which ${said}`];
  });
}

function surfacesKeeping(name: string, settings: ScrapeSettings): readonly SurfaceName[] {
  const enabled = SURFACES.filter((surface) => settings.surfaces[surface].enabled);
  return enabled.filter((surface) => metricsOf(surface, settings).some((metric) => metric.name === name));
}
