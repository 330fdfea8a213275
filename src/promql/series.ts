import * as promql from '@grafana/promql-builder';
import type { CounterName, GaugeName, HistogramName, LabelOf, MetricName, SummaryName } from '../metrics/catalogue.js';
import type { Expression } from './expression.js';
import type { Matcher } from './matchers.js';
import type { OwnSeries, Stored } from './stored.js';

/** Series that only rise, so that a rate of them means something. */
export type CounterSeries =
  | CounterName
  | `${HistogramName}_bucket`
  | `${HistogramName | SummaryName}_${'sum' | 'count'}`;

/** Labels that monitors and their relabeling put on any series that is scraped, whatever its exporter says. */
export type TargetLabel =
  | 'application'
  | 'container'
  | 'instance'
  | 'job'
  | 'model'
  | 'model_name'
  | 'namespace'
  | 'pod'
  | 'role';

/** The labels of a series of the catalogue; where its name comes as data, of all that it may be. */
type SeriesLabel<Name extends string> =
  | TargetLabel
  | (Name extends MetricName
      ? LabelOf<Name>
      : Name extends `${infer Histogram extends HistogramName}_bucket`
        ? LabelOf<Histogram> | 'le'
        : Name extends `${infer Base extends HistogramName | SummaryName}_${'sum' | 'count'}`
          ? LabelOf<Base>
          : never);

/** What a query can read: a series of the catalogue, what something records, or what somebody else names. */
export type Series = CounterSeries | GaugeName | Stored | OwnSeries;

/** The labels that the series of this have. */
export type LabelsOf<Of extends Series> = Of extends Stored<infer Label> | OwnSeries<infer Label>
  ? Label
  : Of extends string
    ? SeriesLabel<Of>
    : never;

/** What a function over some series returns. */
export type Selected<Of extends Series> = Expression<LabelsOf<Of>>;

const matcherMakers = {
  '=': promql.labelEq,
  '!=': promql.labelNeq,
  '=~': promql.labelMatchRegexp,
  '!~': promql.labelNotMatchRegexp,
} as const;

/** The selector of some series, as the functions over it take it. */
export function selector(of: Series, matchers: readonly Matcher[]): promql.VectorExprBuilder {
  return promql
    .vector(nameOf(of))
    .labels(matchers.map(({ label, operator, value }) => matcherMakers[operator](label, value)));
}

function nameOf(of: Series): string {
  if (typeof of === 'string') return of;
  return 'record' in of ? of.record : of.series;
}
