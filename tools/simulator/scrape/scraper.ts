import type { Cluster } from '../cluster.js';
import type { ScrapeJob } from '../operator/monitors.js';
import type { Labels } from '../operator/relabel.js';
import { type Scrape, type ScrapedSample, type Series, seriesText } from './series.js';
import { type TargetScrape, targetScrape } from './target-scrape.js';
import { type Target, targetFinder } from './targets.js';

/** Prometheus' scrapes of a cluster, of all targets at the same moment. */
export interface Scraper {
  readonly scrape: (time: number) => Scrape;
}

/** Any answer takes as long as this; it only has to be a plausible number. */
const SCRAPE_SECONDS = 0.01;

/** A series, and the round of scrapes that stored it last. */
interface StoredSeries extends Series {
  round: number;
}

/** A target that was found at least once, and the series that Prometheus itself writes about it. */
interface KnownTarget {
  readonly bring: TargetScrape<StoredSeries>;
  readonly up: StoredSeries;
  readonly duration: StoredSeries;
  readonly scraped: StoredSeries;
  readonly left: StoredSeries;
  readonly added: StoredSeries;
}

/**
 * Scrapes a cluster as these jobs say. Limits on the size of a body and on the length of labels are not played.
 * Throws where two samples of one round end up as the same series: Prometheus would lose one of them.
 */
export function createScraper(cluster: Cluster, jobs: readonly ScrapeJob[]): Scraper {
  const targetsNow = targetFinder(cluster, jobs);
  const allSeries = new Map<string, StoredSeries>();
  const known = new Map<string, KnownTarget>();
  let round = 0;
  let last: readonly StoredSeries[] = [];

  const seriesOf = (labels: Labels): StoredSeries => {
    const text = seriesText(labels);
    const series = allSeries.get(text) ?? { labels, text, size: Object.keys(labels).length, round: 0 };
    allSeries.set(text, series);
    return series;
  };
  const knownOf = ({ key, labels }: Target): KnownTarget => {
    const found = known.get(key) ?? {
      bring: targetScrape(seriesOf),
      up: seriesOf({ ...labels, __name__: 'up' }),
      duration: seriesOf({ ...labels, __name__: 'scrape_duration_seconds' }),
      scraped: seriesOf({ ...labels, __name__: 'scrape_samples_scraped' }),
      left: seriesOf({ ...labels, __name__: 'scrape_samples_post_metric_relabeling' }),
      added: seriesOf({ ...labels, __name__: 'scrape_series_added' }),
    };
    known.set(key, found);
    return found;
  };

  return {
    scrape: (time) => {
      round += 1;
      const samples: ScrapedSample[] = [];
      const stored: StoredSeries[] = [];
      const store = (series: StoredSeries, value: number) => {
        if (series.round === round) throw new Error(`two samples of one scrape end up as ${series.text}`);
        series.round = round;
        stored.push(series);
        samples.push({ series, value });
      };
      const targets = targetsNow();
      // A target that comes back is a new one to Prometheus.
      const here = new Set(targets.map(({ key }) => key));
      for (const key of known.keys()) if (!here.has(key)) known.delete(key);
      for (const target of targets) {
        const { bring, ...reports } = knownOf(target);
        const { kept, up, scraped, left, added } = bring(target);
        for (const { series, value } of kept) store(series, value);
        store(reports.up, up);
        store(reports.duration, SCRAPE_SECONDS);
        store(reports.scraped, scraped);
        store(reports.left, left);
        store(reports.added, added);
      }
      const stale = last.filter((series) => series.round !== round);
      last = stored;
      return { time, samples, stale };
    },
  };
}
