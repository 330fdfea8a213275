import { SURFACES, type SurfaceName } from '../config/surfaces.js';
import { type FromFile, placeOf } from '../files/written.js';
import type { Problem } from '../lib/problem.js';
import type { Remark } from '../lib/remark.js';
import { catalogue } from '../metrics/catalogue.js';
import type { Metric } from '../metrics/metric.js';
import { removedMetrics } from '../metrics/removed.js';
import { keptMetrics } from '../signals/kept-metrics.js';
import type { ScrapeSettings } from './settings.js';
import { surfaces } from './surfaces/index.js';

/** The metrics that a surface keeps in this environment: what signals read there, what `scrape.keep` adds and `metrics` declares. */
export function metricsOf(surface: SurfaceName, settings: ScrapeSettings): readonly Metric[] {
  return keptMetrics(surfaces[surface].exporters(settings).flat(), settings.scrape.keep, settings.metrics);
}

/** Names under `scrape.keep` that no enabled surface exposes. */
export function keptNowhere(settings: ScrapeSettings, scraped = keptBy(settings)): readonly string[] {
  const names = settings.scrape.keep.map((entry) => (typeof entry === 'string' ? entry : entry.unlisted));
  return names.filter((name) => surfacesKeeping(name, scraped).length === 0);
}

/** What is wrong with those under `scrape.keep` that the catalogue knows: some enabled surface must have them. */
export function wronglyKept(settings: ScrapeSettings & FromFile): readonly Problem[] {
  return settings.scrape.keep.flatMap((_, index) => wronglyKeptEntry(settings, index));
}

/** The same of one entry, whatever the others are. */
export function wronglyKeptEntry(settings: ScrapeSettings & FromFile, index: number): readonly Problem[] {
  const name = settings.scrape.keep[index];
  const entries = catalogue.filter((metric) => metric.name === name);
  const scraped = SURFACES.filter((surface) => settings.surfaces[surface].enabled).flatMap((surface) =>
    surfaces[surface].exporters(settings).flat(),
  );
  if (entries.length === 0 || entries.some(({ component }) => scraped.includes(component))) return [];
  const message = `scrape.keep[${index}] must be a metric of an enabled surface and runtime, got "${name}"`;
  return [{ ...placeOf(settings, ['scrape', 'keep', index]), message }];
}

/**
 * What cannot be checked: metrics that are kept though the catalogue does not know them, each with where they are kept
 * and how they are counted.
 */
export function keptUnlisted(settings: ScrapeSettings, scraped = keptBy(settings)): readonly Remark[] {
  return settings.scrape.keep.flatMap((entry, index) => {
    if (typeof entry === 'string') return [];
    const { unlisted, kind } = entry;
    const counted = kind === 'histogram' ? 'one histogram with the bounds that clients give by default' : 'one series';
    const where = surfacesKeeping(unlisted, scraped).join(', ');
    const message = `warning: ${unlisted} is not in the catalogue; at ${where} it is kept as written, and counted as ${counted}`;
    return [{ message, setting: ['scrape', 'keep', index] }];
  });
}

/** Metrics under `scrape.keep` that the newest engines no longer show, each with what to use instead. */
export function keptRemoved(settings: Pick<ScrapeSettings, 'scrape'>): readonly Remark[] {
  return settings.scrape.keep.flatMap((name, index) => {
    const said = typeof name === 'string' ? removedMetrics.get(name) : undefined;
    if (said === undefined) return [];
    return [{ message: `warning: scrape.keep names ${name}, which ${said}`, setting: ['scrape', 'keep', index] }];
  });
}

/** What one surface keeps. */
export interface Keeping {
  readonly name: SurfaceName;
  readonly kept: readonly Metric[];
}

/** What each enabled surface keeps. */
export function keptBy(settings: ScrapeSettings): readonly Keeping[] {
  const enabled = SURFACES.filter((name) => settings.surfaces[name].enabled);
  return enabled.map((name) => ({ name, kept: metricsOf(name, settings) }));
}

function surfacesKeeping(name: string, scraped: readonly Keeping[]): readonly SurfaceName[] {
  return scraped.filter(({ kept }) => kept.some((metric) => metric.name === name)).map((surface) => surface.name);
}
