import type { Environment } from '../../src/config/environment.js';
import type { Kept } from '../../src/config/keep.js';
import { surfacesShowing } from '../../src/scraping/declared-checks.js';
import { keptNowhere } from '../../src/scraping/surface-metrics.js';

const nameOf = (entry: Kept) => (typeof entry === 'string' ? entry : entry.unlisted);

/** An environment without the metrics to keep, or declared, that no enabled surface has, which only synth can tell. */
export function exposedOnly(environment: Environment): Environment {
  const nowhere = keptNowhere(environment);
  const keep = environment.scrape.keep.filter((entry) => !nowhere.includes(nameOf(entry)));
  const metrics = environment.metrics.filter(
    (metric) => metric.exporter === 'others' || surfacesShowing(metric, environment).length > 0,
  );
  return { ...environment, metrics, scrape: { ...environment.scrape, keep } };
}
