import { above, and, clampMax, equal, firstOf, type Matcher } from '../../promql/build.js';
import { maxOverTime, selectArks } from './arks-series.js';

/**
 * 1 where a target answered its last scrape, whether or not it was refused, 0 where it did not. `up` is 0 of a scrape that
 * Prometheus refuses, too, but samples were read of it by then: all of them above `sampleLimit`, and those before a label that is too
 * long or a line that is none. A timeout, an HTTP error and a page above `bodySizeLimit` leave none (run on 2.42 and 3.16).
 */
export const answering = (matchers: readonly Matcher[]) =>
  clampMax(firstOf(above(selectArks('scrape_samples_scraped', matchers), 0), selectArks('up', matchers)), 1);

/** Two scrapes at the slowest interval that there may be: what passes two limits by turns is read at one of them. */
const TURN = '2m';

/**
 * Samples that were read of each target that answered and of which no scrape was kept for a while. A page that passes `sampleLimit`
 * at one scrape and a limit of which no samples are left at the next (its size, its time) is refused as well; asked of the last
 * scrape alone, neither this nor `answering` would stay what it is for as long as an alert waits.
 */
export const refused = (matchers: readonly Matcher[]) =>
  and(above(maxOverTime('scrape_samples_scraped', TURN, matchers), 0), equal(maxOverTime('up', TURN, matchers), 0));
