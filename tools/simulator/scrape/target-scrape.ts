import type { MetricStore, Sample } from '../exposition/instruments.js';
import type { Labels } from '../operator/relabel.js';
import { storedLabels } from './exposed-labels.js';
import type { Series } from './series.js';
import type { Target } from './targets.js';

/** What one scrape of one target brought. */
interface Brought<Stored extends Series> {
  readonly up: 0 | 1;
  /** Samples in the exposition, and those that relabeling left. */
  readonly scraped: number;
  readonly left: number;
  /** Series that the scrape before, of those that succeeded, did not have. */
  readonly added: number;
  readonly kept: readonly { readonly series: Stored; readonly value: number }[];
}

/** Scrapes one target again and again. */
export type TargetScrape<Stored extends Series> = (target: Target) => Brought<Stored>;

const NO_ANSWER = { up: 0, scraped: 0, left: 0, added: 0, kept: [] } as const;

/** The series of the samples of a process, place by place; a sample that relabeling drops has none. */
interface Resolved<Stored> {
  readonly samples: readonly Sample[];
  readonly series: readonly (Stored | undefined)[];
}

/**
 * Scrapes a target; the labels of a sample are made once for as long as its process lives. A scrape that brings more than the
 * job's limits fails as a whole, and still tells how much it brought (scrape/scrape.go: append).
 */
export function targetScrape<Stored extends Series>(seriesOf: (labels: Labels) => Stored): TargetScrape<Stored> {
  let store: MetricStore | undefined;
  let known = new Map<Sample, Stored | undefined>();
  let resolved: Resolved<Stored> = { samples: [], series: [] };
  // Prometheus forgets what a scrape that succeeded no longer had, and nothing at one that failed (scrape/scrape.go: iterDone).
  let cached: ReadonlySet<Stored> = new Set();
  let before: Resolved<Stored> | undefined;
  const made = (sample: Sample, { labels, job }: Target) => {
    const stored = storedLabels(sample, labels, job);
    const series = stored === undefined ? undefined : seriesOf(stored);
    known.set(sample, series);
    return series;
  };
  const resolve = (samples: readonly Sample[], target: Target): Resolved<Stored> => {
    // Exporters rarely show other series than the last time, and comparing places is much faster than looking up.
    const { length } = samples;
    if (length === resolved.samples.length && samples.every((sample, place) => sample === resolved.samples[place])) {
      return resolved;
    }
    const series = samples.map((sample) => (known.has(sample) ? known.get(sample) : made(sample, target)));
    return { samples: [...samples], series };
  };
  return (target) => {
    const { process } = target.pod;
    if (process === undefined || target.pod.phase !== 'Running' || !process.answers()) return NO_ANSWER;
    if (process.store !== store) {
      store = process.store;
      known = new Map();
    }
    process.refresh();
    resolved = resolve(store.samples(), target);
    const { sampleLimit, labelLimit } = target.job;
    const kept: { series: Stored; value: number }[] = [];
    for (let place = 0; place < resolved.samples.length; place += 1) {
      const sample = resolved.samples[place];
      const series = resolved.series[place];
      if (series === undefined || sample === undefined) continue;
      // Prometheus reads no further than to the first series that has too many.
      if (labelLimit > 0 && series.size > labelLimit) {
        return { up: 0, scraped: place + 1, left: kept.length, added: countNew(kept, cached), kept: [] };
      }
      kept.push({ series, value: sample.value });
    }
    const scraped = resolved.samples.length;
    const left = kept.length;
    if (sampleLimit > 0 && left > sampleLimit) {
      // What was read up to the limit is remembered though it is thrown away: the same page adds nothing again.
      const read = kept.slice(0, sampleLimit);
      const added = countNew(read, cached);
      cached = new Set(read.map(({ series }) => series));
      return { up: 0, scraped, left, added, kept: [] };
    }
    if (before === resolved) return { up: 1, scraped, left, added: 0, kept };
    const added = countNew(kept, cached);
    cached = new Set(kept.map(({ series }) => series));
    before = resolved;
    return { up: 1, scraped, left, added, kept };
  };
}

function countNew<Stored>(kept: readonly { readonly series: Stored }[], cached: ReadonlySet<Stored>): number {
  return kept.reduce((count, { series }) => (cached.has(series) ? count : count + 1), 0);
}
