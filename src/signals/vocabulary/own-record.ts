import type { Expression } from '../../promql/expression.js';
import { select } from '../../promql/own-series.js';
import type { OwnSeries } from '../../promql/stored.js';
import type { Signal, Unit } from './signal.js';
import type { View } from './view.js';

/** A measurement that a rule of somebody else stores, and the signal that reads what it stored. */
export interface OwnRecord<Label extends string = never> extends Signal<Label> {
  /** `level:metric:operation`. */
  readonly record: string;
  readonly expression: (view: View) => Expression<Label>;
}

/** What a record is called, what it means, which labels its series have beside the cluster's, and what it stores. */
interface Told<Label extends string> {
  readonly record: string;
  readonly title: string;
  readonly unit: Unit;
  readonly description: string;
  readonly labels: readonly Label[];
  readonly expression: (view: View) => Expression<NoInfer<Label>>;
}

/** A record of one's own, for an object of rules, alerts and panels. */
export function record<const Label extends string>(told: Told<Label>): OwnRecord<Label> {
  const stored: OwnSeries<Label> = { series: told.record };
  return { ...told, query: ({ matchers }) => select(stored, matchers) };
}
