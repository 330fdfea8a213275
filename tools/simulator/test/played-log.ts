import { environmentOf } from '../../../test/support/environment.js';
import { scrapeJobs } from '../operator/monitors.js';
import { createScrapeLog, type ScrapeLog } from '../scrape/scrape-log.js';
import { createScraper } from '../scrape/scraper.js';
import type { Scrape } from '../scrape/series.js';
import { replacePod, sample, toyCluster } from './toy-cluster.js';

export const STEP = 15;
const STEPS = 40;

/** Scrapes of a toy cluster whose numbers rise, fall, jump, end and come back, and the log of them. */
export function playedLog(): { readonly log: ScrapeLog; readonly scrapes: readonly Scrape[] } {
  const cluster = toyCluster();
  const [running, waiting, ...buckets] = cluster.chat.samples;
  const tokens = cluster.gateway.samples[0];
  if (running === undefined || waiting === undefined || tokens === undefined) throw new Error('the toy has changed');
  const scraper = createScraper(cluster, scrapeJobs(environmentOf({})));
  const log = createScrapeLog(STEP);
  const scrapes = Array.from({ length: STEPS }, (_, step) => {
    running.value = step % 7;
    // Adding up again and again and multiplying end at different numbers.
    waiting.value = step * 0.1;
    tokens.value += step < 20 ? 0.1 : -1e-7;
    for (const bucket of buckets) bucket.value += 13;
    if (step === 5) cluster.gateway.answering = false;
    if (step === 9) cluster.gateway.answering = true;
    if (step === 3) cluster.gateway.samples.push(sample('go_gc_duration_seconds', { quantile: '0.5' }, 1 / 3));
    if (step === 12) replacePod(cluster, 'chat-1', (pod) => ({ ...pod, phase: 'Running' }));
    if (step === 30) replacePod(cluster, 'reason-router');
    if (step === 39) replacePod(cluster, 'chat-1');
    const scrape = scraper.scrape(step * STEP);
    log.add(scrape);
    return scrape;
  });
  return { log, scrapes };
}
