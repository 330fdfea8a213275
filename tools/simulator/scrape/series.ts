import type { Labels } from '../operator/relabel.js';

/** A stored series. The same labels are the same object for as long as a scraper lives. */
export interface Series {
  /** With `__name__`. */
  readonly labels: Labels;
  /** As PromQL and every exposition format write it, labels by name. */
  readonly text: string;
  /** How many labels there are, the name among them. */
  readonly size: number;
}

/** What a scrape stores of one series. */
export interface ScrapedSample {
  readonly series: Series;
  readonly value: number;
}

/** What Prometheus stores of one round of scrapes. */
export interface Scrape {
  readonly time: number;
  readonly samples: readonly ScrapedSample[];
  /** Series of the round before that are marked stale in this one. */
  readonly stale: readonly Series[];
}

/** A series as PromQL and the exposition formats write it. */
export function seriesText({ __name__ = '', ...labels }: Labels): string {
  const pairs = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? __name__ : `${__name__}{${pairs.join(',')}}`;
}

/** A value as promtool and the exposition formats write it; reading it gives the same number. */
export function valueText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? String(value) : `${value > 0 ? '+' : '-'}Inf`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
