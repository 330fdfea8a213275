import * as promql from '@grafana/promql-builder';
import type { CounterName, GaugeName, HistogramName, SummaryName } from '../metrics/catalogue.js';
import type { Expression } from './expression.js';
import type { Matcher } from './matchers.js';

/** Series that only rise, so that a rate of them means something. */
export type CounterSeries =
  | CounterName
  | `${HistogramName}_bucket`
  | `${HistogramName | SummaryName}_${'sum' | 'count'}`;

/** The name of a recorded series: `level:metric:operation`. */
export type RecordedName =
  `${'application' | 'cluster' | 'gateway' | 'pod' | 'slo' | 'tenant'}:arks_${string}:${string}`;

/** What a query can name: a series of the catalogue, or a recorded one. */
export type Series = CounterSeries | GaugeName | RecordedName;

/** Series of one name. */
export function select(name: Series, matchers: readonly Matcher[] = []): Expression {
  return selector(name, matchers);
}

/** Series of one name as they were some time ago. */
export function selectBefore(name: Series, offset: string, matchers: readonly Matcher[] = []): Expression {
  return selector(name, matchers).offset(offset);
}

/** When the sample that a series has now was taken, unix seconds. */
export function sampledAt(name: Series, matchers: readonly Matcher[] = []): Expression {
  return promql.timestamp(selector(name, matchers));
}

/** Series of one name over a window; only functions over time take them. */
export function selectRange(name: Series, window: string, matchers: readonly Matcher[] = []): Expression {
  return selector(name, matchers).range(window);
}

const matcherMakers = {
  '=': promql.labelEq,
  '!=': promql.labelNeq,
  '=~': promql.labelMatchRegexp,
  '!~': promql.labelNotMatchRegexp,
} as const;

function selector(name: Series, matchers: readonly Matcher[]): promql.VectorExprBuilder {
  return promql
    .vector(name)
    .labels(matchers.map(({ label, operator, value }) => matcherMakers[operator](label, value)));
}
