import type { Environment } from '../config/environment.js';
import type { Answered } from '../rules/answered.js';
import type { Places } from '../scraping/places.js';
import type { ScrapedSurface } from '../scraping/scraped.js';

/** The sections of an environment that dashboards show something of. */
type DrawSettings = Pick<
  Environment,
  | 'alerts'
  | 'arks'
  | 'cluster'
  | 'exporters'
  | 'gateway'
  | 'grafana'
  | 'monitoring'
  | 'prices'
  | 'runtimes'
  | 'scrape'
  | 'slos'
  | 'surfaces'
>;

/** What dashboards are drawn from. */
export interface Drawing extends DrawSettings {
  readonly scraped: readonly ScrapedSurface[];
  /** Who can answer a query: what nobody can is not drawn. */
  readonly answered: Answered;
  /** Where the parts of the platform live. */
  readonly places: Places;
}

/** These sections, and nothing else: what an environment is called is never drawn. */
export function drawSettings({
  alerts,
  arks,
  cluster,
  exporters,
  gateway,
  grafana,
  monitoring,
  prices,
  runtimes,
  scrape,
  slos,
  surfaces,
}: DrawSettings): DrawSettings {
  return { alerts, arks, cluster, exporters, gateway, grafana, monitoring, prices, runtimes, scrape, slos, surfaces };
}
