import type { MetricStore, Sample } from '../exposition/instruments.js';
import { storedLabels } from './exposed-labels.js';
import type { ScrapedSample, Series } from './series.js';
import type { Target } from './targets.js';

/** What one scrape of one target brought. */
interface Brought {
  readonly up: 0 | 1;
  /** Samples in the exposition, and those that relabeling left. */
  readonly scraped: number;
  readonly left: number;
  readonly kept: readonly ScrapedSample[];
}

/** Scrapes one target again and again. */
export type TargetScrape = (target: Target) => Brought;

const NO_ANSWER: Brought = { up: 0, scraped: 0, left: 0, kept: [] };

/**
 * Scrapes a target; the labels of a sample are made once for as long as its process lives. A scrape that brings more than the
 * job's limits fails as a whole, and still tells how much it brought (scrape/scrape.go: append).
 */
export function targetScrape(seriesOf: (labels: Series['labels']) => Series): TargetScrape {
  let store: MetricStore | undefined;
  let known = new Map<Sample, Series | undefined>();
  const made = (sample: Sample, { labels, job }: Target) => {
    const stored = storedLabels(sample, labels, job);
    const series = stored === undefined ? undefined : seriesOf(stored);
    known.set(sample, series);
    return series;
  };
  return (target) => {
    const { process } = target.pod;
    if (process === undefined || target.pod.phase !== 'Running' || !process.answers()) return NO_ANSWER;
    if (process.store !== store) {
      store = process.store;
      known = new Map();
    }
    process.refresh();
    const samples = store.samples();
    const { sampleLimit, labelLimit } = target.job;
    const kept: ScrapedSample[] = [];
    let scraped = 0;
    for (const sample of samples) {
      scraped += 1;
      const series = known.get(sample) ?? (known.has(sample) ? undefined : made(sample, target));
      if (series === undefined) continue;
      // Prometheus reads no further than to the first series that has too many.
      if (labelLimit > 0 && series.size > labelLimit) return { up: 0, scraped, left: kept.length, kept: [] };
      kept.push({ series, value: sample.value });
    }
    const tooMany = sampleLimit > 0 && kept.length > sampleLimit;
    return { up: tooMany ? 0 : 1, scraped, left: kept.length, kept: tooMany ? [] : kept };
  };
}
