import { above, and, clampMax, equal, firstOf, type Matcher } from '../../promql/build.js';
import { selectArks } from './arks-series.js';

/**
 * 1 where a target answered its last scrape, whether or not it was refused, 0 where it did not. `up` is 0 of a scrape that
 * Prometheus refuses, too, but samples were read of it by then: all of them above `sampleLimit`, and those before a label that is too
 * long or a line that is none. A timeout, an HTTP error and a page above `bodySizeLimit` leave none (run on 2.42 and 3.16).
 */
export const answering = (matchers: readonly Matcher[]) =>
  clampMax(firstOf(above(selectArks('scrape_samples_scraped', matchers), 0), selectArks('up', matchers)), 1);

/** Samples that were read of each target that answered and whose scrape was refused. */
export const refused = (matchers: readonly Matcher[]) =>
  and(above(selectArks('scrape_samples_scraped', matchers), 0), equal(selectArks('up', matchers), 0));
