import type { Environment } from '../config/environment.js';
import { type ScrapedSurface, scrapedOf } from '../scraping/scraped.js';
import type { ScrapeSettings } from '../scraping/settings.js';

/** The sections of an environment that dashboards show something of. */
export type DrawSettings = Pick<
  Environment,
  'alerts' | 'cluster' | 'exporters' | 'grafana' | 'prices' | 'runtimes' | 'surfaces'
>;

/** What dashboards are drawn from. */
export interface Drawing extends DrawSettings {
  readonly scraped: readonly ScrapedSurface[];
}

/** What dashboards of these settings are drawn from, where no plan has been made of them. */
export function drawingOf(settings: DrawSettings & ScrapeSettings): Drawing {
  return { ...settings, scraped: scrapedOf(settings) };
}
