import type { Entry } from '../../metrics/catalogue.js';
import type { Metric } from '../../metrics/metric.js';
import type { ApplicationLabel } from '../vocabulary/identity.js';
import type {
  AbandonedReading,
  Absent,
  CounterReading,
  GaugeReading,
  HistogramReading,
  HttpReading,
  Reading,
  SeriesOf,
} from './runtime.js';

/** Latencies, stages and lengths of requests. */
export interface HistogramReadings<M extends Metric = Entry> {
  readonly requestLatency: HistogramReading<M> | Absent;
  readonly timeToFirstToken: HistogramReading<M> | Absent;
  readonly interTokenLatency: HistogramReading<M> | Absent;
  readonly queueTime: HistogramReading<M> | Absent;
  readonly prefillTime: HistogramReading<M> | Absent;
  readonly decodeTime: HistogramReading<M> | Absent;
  readonly promptLength: HistogramReading<M> | Absent;
  readonly generationLength: HistogramReading<M> | Absent;
}

/** What happens to requests; several counters where a runtime counts each fate apart. */
export interface CounterReadings<M extends Metric = Entry> {
  readonly requestsFinished: readonly CounterReading<M>[] | Absent;
  readonly requestsRejected: readonly CounterReading<M>[] | Absent;
  readonly preemptions: readonly CounterReading<M>[] | Absent;
  readonly kvTransferFailures: readonly CounterReading<M>[] | Absent;
}

/** Tokens, per replica. */
export interface TokenReadings<M extends Metric = Entry> {
  readonly promptTokens: CounterReading<M> | Absent;
  readonly generationTokens: CounterReading<M> | Absent;
}

/** What a replica holds at the moment of a scrape. */
export interface GaugeReadings<M extends Metric = Entry> {
  readonly requestsRunning: GaugeReading<M> | Absent;
  readonly requestsWaiting: GaugeReading<M> | Absent;
  readonly requestsSwapped: GaugeReading<M> | Absent;
  readonly kvCacheUsage: GaugeReading<M> | Absent;
  readonly prefillBootstrap: GaugeReading<M> | Absent;
  readonly prefillInflight: GaugeReading<M> | Absent;
  readonly decodePreallocation: GaugeReading<M> | Absent;
  readonly decodeTransfer: GaugeReading<M> | Absent;
}

/** Everything that is recorded of a runtime. One that lacks a reading says why. */
export interface Readings<M extends Metric = Entry>
  extends HistogramReadings<M>,
    CounterReadings<M>,
    TokenReadings<M>,
    GaugeReadings<M> {
  /** Prompt tokens by the lengths of prompts, where they are not counted as they come. */
  readonly promptTokensOfLengths: SeriesOf<M> | Absent;
  readonly httpErrors: HttpReading<M> | Absent;
  readonly requestsAbandoned: AbandonedReading<M> | Absent;
  /** Tokens per second, of each engine or replica. */
  readonly prefixCacheHits: Reading | Absent;
  readonly prefixCacheQueries: Reading | Absent;
  /** A share of 0 to 1, of each engine or replica. */
  readonly hostCacheUsage: Reading | Absent;
  /** A mean per application. */
  readonly kvTransferLatency: Reading<ApplicationLabel> | Absent;
  readonly kvTransferSpeed: Reading<ApplicationLabel> | Absent;
}
