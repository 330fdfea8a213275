import type { ScrapeSettings } from './settings.js';

/**
 * The limits of a monitor: what a scrape may bring before Prometheus refuses it whole, after relabeling but for the size of its body.
 * `targetLimit` is none unless the environment sets it: above it Prometheus refuses *every* target of the monitor, so that one
 * tenant with many pods would take all others out of sight (run on 2.42 and 3.16).
 */
export function scrapeLimits({ scrape }: Pick<ScrapeSettings, 'scrape'>, sampleLimit: number) {
  const { labelLimit, labelNameLengthLimit, labelValueLengthLimit, bodySizeLimit, keepDroppedTargets, targetLimit } =
    scrape;
  return {
    sampleLimit,
    labelLimit,
    labelNameLengthLimit,
    labelValueLengthLimit,
    bodySizeLimit,
    keepDroppedTargets,
    ...(targetLimit === undefined ? {} : { targetLimit }),
  };
}

/** How an endpoint is scraped, everything that has a default written out. */
export function scrapeSettings({ scrape }: Pick<ScrapeSettings, 'scrape'>) {
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
export function tenantNamespaces({ tenants }: Pick<ScrapeSettings, 'tenants'>) {
  return tenants.namespaces === 'all' ? { any: true } : { matchNames: [...tenants.namespaces].sort() };
}
