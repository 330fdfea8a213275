import type { Environment } from '../config/environment.js';

/** The sections of an environment that say what is scraped, and how. */
export type ScrapeSettings = Pick<
  Environment,
  | 'arks'
  | 'cluster'
  | 'gateway'
  | 'metrics'
  | 'monitoring'
  | 'prometheus'
  | 'runtimes'
  | 'scrape'
  | 'sizing'
  | 'surfaces'
  | 'tenants'
>;
