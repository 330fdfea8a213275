import type { Environment } from '../../src/config/environment.js';
import type { Kept } from '../../src/config/keep.js';
import { keptNowhere } from '../../src/scraping/surface-metrics.js';

const nameOf = (entry: Kept) => (typeof entry === 'string' ? entry : entry.unlisted);

/** An environment without the metrics to keep that no enabled surface has, which only synth can tell. */
export function exposedOnly(environment: Environment): Environment {
  const nowhere = keptNowhere(environment);
  const keep = environment.scrape.keep.filter((entry) => !nowhere.includes(nameOf(entry)));
  return { ...environment, scrape: { ...environment.scrape, keep } };
}
