import type { Environment } from '../config/environment.js';
import type { SurfaceName } from '../config/surfaces.js';

/** The limits of a monitor: what a scrape may bring before Prometheus refuses it whole. */
export function scrapeLimits({ scrape, surfaces }: Environment, surface: SurfaceName) {
  return {
    sampleLimit: surfaces[surface].sampleLimit,
    labelLimit: scrape.labelLimit,
    bodySizeLimit: scrape.bodySizeLimit,
  };
}

/** How an endpoint is scraped, everything that has a default written out. */
export function scrapeSettings({ scrape }: Environment) {
  return {
    path: '/metrics',
    scheme: 'http' as const,
    interval: scrape.interval,
    scrapeTimeout: scrape.timeout,
    honorLabels: false,
    honorTimestamps: true,
    // A pod of a tenant must not send Prometheus to another address.
    followRedirects: false,
    enableHttp2: true,
    filterRunning: true,
  };
}

/** Namespaces of tenants, as a monitor selects them. */
export function tenantNamespaces({ tenants }: Environment) {
  return tenants.namespaces === 'all' ? { any: true } : { matchNames: [...tenants.namespaces].sort() };
}
