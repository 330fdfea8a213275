import type { Entry } from '../../metrics/catalogue.js';
import type { Counter, Gauge, Histogram, Metric } from '../../metrics/metric.js';
import type { CounterSeries, Expression, Matcher } from '../../promql/build.js';
import type { PodLabel, TargetLabel } from '../vocabulary/identity.js';
import type { View } from '../vocabulary/view.js';
import type { Readings } from './readings.js';

/** What a runtime does not show, with the reason; docs/runtimes.md lists them. */
export interface Absent {
  readonly absent: string;
}

type Counters<M extends Metric> = Extract<M, Counter>['name'];
type Gauges<M extends Metric> = Extract<M, Gauge>['name'];
type Histograms<M extends Metric> = Extract<M, Histogram>['name'];
/** Names of one measurement over the generations of a runtime, the newest first: the first that exists counts. */
export type Generations<Name> = readonly [Name, ...Name[]];

/** One counter. `ranked` ones are counted by every rank alike; `by` splits them further. */
export interface CounterReading<M extends Metric = Entry> {
  readonly names: Generations<Counters<M>>;
  readonly by?: readonly string[];
  readonly matchers?: readonly Matcher[];
  readonly everyRankCountsAll?: true;
  /** Labels that the runtime does not publish, with what we know. */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface HistogramReading<M extends Metric = Entry> {
  readonly names: Generations<Histograms<M>>;
  readonly matchers?: readonly Matcher[];
  readonly everyRankCountsAll?: true;
}

/** A gauge, of which the parts of a replica make one: counts add up, the fullest of several pools decides. */
export interface GaugeReading<M extends Metric = Entry> {
  readonly names: Generations<Gauges<M>>;
  readonly matchers?: readonly Matcher[];
  /** Whether an engine that is there and has not set it yet stands at 0. */
  readonly restsAt0?: true;
  /** Another gauge, of requests that the first name counts as well and that this reading is not about. */
  readonly without?: Gauges<M>;
}

/** What the HTTP server of an engine answers, by a label that says the class of a status, 4xx, or its code, 404. */
export interface HttpReading<M extends Metric = Entry> {
  readonly name: Counters<M>;
  readonly label: string;
  readonly says: 'class' | 'code';
}

/** Requests whose client left: counted as such, or first tokens given that neither finish nor run. */
export type AbandonedReading<M extends Metric = Entry> =
  | { readonly name: Counters<M>; readonly matchers?: readonly Matcher[] }
  | { readonly begun: SeriesOf<M>; readonly finished: Counters<M>; readonly otherwise: readonly Matcher[] };

/** Anything that takes more than names, per replica or part of one. */
export type Reading<Label extends string = PodLabel> = (view: View) => Expression<Label>;

/** Series of a runtime's own metrics that only rise. */
export type SeriesOf<M extends Metric> = CounterSeries &
  (Counters<M> | `${Histograms<M>}_${'sum' | 'count' | 'bucket'}`);

/** What tells that an engine gets on, and by which labels of a replica it is counted. */
export interface Progress<M extends Metric = Entry> {
  /** How long an engine may hold requests without getting on. */
  readonly stalledMinutes: number;
  readonly running: Gauges<M>;
  readonly tokens: readonly [SeriesOf<M>, ...SeriesOf<M>[]];
  /** Gauges that change with each part of a prompt that is computed. */
  readonly filling?: readonly Gauges<M>[];
  readonly by: readonly string[];
}

/**
 * A runtime, whole: everything that signals, rules, panels and monitors know of it. `satisfies Runtime<...>` with its own metrics,
 * so that it reads no other's.
 */
export interface Runtime<M extends Metric = Entry> {
  /** Labels by which it splits one replica into parts that are no replicas. */
  readonly shards: readonly string[];
  /** The names that say `model` where others say `model_name`, a regex; none where it says as they do. */
  readonly saysModel: string | Absent;
  /** What it shows before its first request, under the labels that its gauges will have. */
  readonly fromTheStart: Counters<M> | Gauges<M> | Absent;
  /** Series that say that its engines publish, the first of each application counts. */
  readonly heard: (view: View) => readonly [Expression<TargetLabel>, ...Expression<TargetLabel>[]];
  /** Replicas that answer and have nobody to serve with, where what answers scrapes is not the engine. */
  readonly deserted?: Reading;
  readonly progress: Progress<M>;
  readonly readings: Readings<M>;
}

/** Whether a runtime has no such thing. */
export function isAbsent(value: unknown): value is Absent {
  return typeof value === 'object' && value !== null && 'absent' in value;
}
