import type { SurfaceName } from '../../config/surfaces.js';

/** A target that is scraped. */
export interface ActiveTarget {
  /** Of the operator's: kind, namespace and name of the monitor, and the number of its endpoint. */
  readonly pool: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly url: string;
  readonly health: string;
  readonly lastError: string;
  /** Seconds between two scrapes; absent where an older Prometheus does not say it. */
  readonly intervalSeconds?: number;
}

/** A rule as it is loaded. */
export interface LoadedRule {
  readonly name: string;
  readonly kind: 'recording' | 'alerting';
  readonly expression: string;
  readonly health: string;
  readonly lastError: string;
  readonly forSeconds: number;
}

/** A group of rules as it is loaded. */
export interface LoadedGroup {
  readonly name: string;
  readonly file: string;
  readonly intervalSeconds: number;
  /** Of the last evaluation. */
  readonly tookSeconds: number;
  /** Milliseconds since 1970; NaN where it was never evaluated. */
  readonly evaluatedAt: number;
  readonly rules: readonly LoadedRule[];
}

/** What a target shows before anything is dropped: names of metrics as its page declares them. */
export interface ShownPage {
  readonly surface: SurfaceName;
  readonly labels: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, string>>;
}

/** Series of one name with one identity, which are stored now. */
export interface StoredSeries {
  readonly surface: SurfaceName;
  readonly name: string;
  /** What identifies a replica; a label that the series lack is absent. */
  readonly labels: Readonly<Record<string, string>>;
  /** The greatest value among them. */
  readonly greatest: number;
}

/** Samples of the last scrape of a target. */
export interface ScrapedTarget {
  readonly surface: SurfaceName;
  readonly labels: Readonly<Record<string, string>>;
  readonly up: boolean;
  readonly scraped: number;
  readonly kept: number;
}

/** What a Prometheus, or what speaks as one does, said. What it did not answer is undefined. */
export interface PrometheusAnswers {
  /** To be shown: without user and password. */
  readonly address: string;
  readonly version?: string;
  /** As it says it: a duration, a size or both. */
  readonly retention?: string;
  /** Names of all jobs that it is configured to scrape. */
  readonly pools?: readonly string[];
  /** Those of our monitors and jobs. */
  readonly targets?: readonly ActiveTarget[];
  /** Targets that relabeling leaves out, by pool; those of other pools may be missing. */
  readonly dropped?: Readonly<Record<string, number>>;
  readonly groups?: readonly LoadedGroup[];
  /** Of one target for each application and role. */
  readonly pages?: readonly ShownPage[];
  /** Of each metric that is kept; of a histogram its `_count`. */
  readonly stored?: readonly StoredSeries[];
  readonly scraped?: readonly ScrapedTarget[];
  /** Bounds of buckets by the base name of their histogram, +Inf left out. */
  readonly bounds?: Readonly<Record<string, readonly number[]>>;
  /** Names of records that have series now. */
  readonly recorded?: readonly string[];
  /** Samples that each query read. */
  readonly samples: Readonly<Record<string, number>>;
}
