import { bytes } from '../config/quantity.js';
import type { ScrapeSettings } from './settings.js';

type Limited = Pick<ScrapeSettings, 'scrape' | 'prometheus'>;

/** The limits of a scrape that hold: the smaller of what is set and what Prometheus enforces, which the operator writes over ours. */
export function heldLimits({ scrape, prometheus: { enforced } }: Limited) {
  const smaller = (own: number, other = own) => Math.min(own, other);
  const { bodySizeLimit = scrape.bodySizeLimit } = enforced;
  const targetLimits = [scrape.targetLimit, enforced.targetLimit].filter((limit) => limit !== undefined);
  return {
    labelLimit: smaller(scrape.labelLimit, enforced.labelLimit),
    labelNameLengthLimit: smaller(scrape.labelNameLengthLimit, enforced.labelNameLengthLimit),
    labelValueLengthLimit: smaller(scrape.labelValueLengthLimit, enforced.labelValueLengthLimit),
    bodySizeLimit: bytes(bodySizeLimit) < bytes(scrape.bodySizeLimit) ? bodySizeLimit : scrape.bodySizeLimit,
    ...(targetLimits.length === 0 ? {} : { targetLimit: Math.min(...targetLimits) }),
  };
}

/**
 * The limits of a monitor: what a scrape may bring before Prometheus refuses it whole, after relabeling but for the size of its body.
 * `targetLimit` is none unless the environment or Prometheus sets it: above it Prometheus refuses *every* target of the monitor, so that one
 * tenant with many pods would take all others out of sight (run on 2.42 and 3.16).
 */
export function scrapeLimits(settings: Limited, sampleLimit: number) {
  const { labelLimit, labelNameLengthLimit, labelValueLengthLimit, bodySizeLimit, ...targets } = heldLimits(settings);
  return {
    sampleLimit,
    labelLimit,
    labelNameLengthLimit,
    labelValueLengthLimit,
    bodySizeLimit,
    keepDroppedTargets: settings.scrape.keepDroppedTargets,
    ...targets,
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
