import type { ScrapeJob } from '../../operator/monitors.js';
import type { Labels } from '../../operator/relabel.js';
import type { Cluster } from '../cluster.js';
import { type Scrape, type ScrapedSample, type Series, seriesText } from './series.js';
import { type TargetScrape, targetScrape } from './target-scrape.js';
import { type Target, targetFinder } from './targets.js';

/** Prometheus' scrapes of a cluster, of all targets at the same moment. */
export interface Scraper {
  readonly scrape: (time: number) => Scrape;
}

/** Any answer takes as long as this; it only has to be a plausible number. */
const SCRAPE_SECONDS = 0.01;

/** A target that was found at least once, and the series that Prometheus itself writes about it. */
interface KnownTarget {
  readonly bring: TargetScrape;
  readonly up: Series;
  readonly duration: Series;
  readonly scraped: Series;
  readonly left: Series;
}

/**
 * Scrapes a cluster as these jobs say. Of what Prometheus stores `scrape_series_added` is left out, and limits on the
 * size of a body are not played.
 * Throws where two samples of one round end up as the same series: Prometheus would lose one of them.
 */
export function createScraper(cluster: Cluster, jobs: readonly ScrapeJob[]): Scraper {
  const targetsNow = targetFinder(cluster, jobs);
  const allSeries = new Map<string, Series>();
  const known = new Map<string, KnownTarget>();
  let last: ReadonlySet<Series> = new Set();

  const seriesOf = (labels: Labels): Series => {
    const text = seriesText(labels);
    const series = allSeries.get(text) ?? { labels, text, size: Object.keys(labels).length };
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
    };
    known.set(key, found);
    return found;
  };

  return {
    scrape: (time) => {
      const samples = targetsNow().flatMap((target): readonly ScrapedSample[] => {
        const { bring, ...reports } = knownOf(target);
        const { kept, up, scraped, left } = bring(target);
        return [
          ...kept,
          { series: reports.up, value: up },
          { series: reports.duration, value: SCRAPE_SECONDS },
          { series: reports.scraped, value: scraped },
          { series: reports.left, value: left },
        ];
      });
      const stored = new Set<Series>();
      for (const { series } of samples) {
        if (stored.has(series)) throw new Error(`two samples of one scrape end up as ${series.text}`);
        stored.add(series);
      }
      const stale = [...last].filter((series) => !stored.has(series));
      last = stored;
      return { time, samples, stale };
    },
  };
}
