import type { Expression } from '../../promql/expression.js';
import type { Stored } from '../../promql/stored.js';
import type { View } from './view.js';

/** How a value is to be read and printed. */
export type Unit =
  | 'requests'
  | 'requests/s'
  | 'requests/min'
  | 'tokens'
  | 'tokens/s'
  | 'seconds'
  | 'elapsed'
  | 'milliseconds'
  | 'ratio'
  | 'count'
  | 'count/s'
  | 'cores'
  | 'gigabytes/s'
  | 'samples'
  | 'bytes';

/** One measurement: what it means, and the one query that says it. Its series have at least the labels of its type. */
export interface Signal<Label extends string = never> {
  readonly title: string;
  readonly unit: Unit;
  /** What it says, which source it comes from and what that source misses. */
  readonly description: string;
  /** Labels of its series beside the cluster's. */
  readonly labels: readonly string[];
  readonly query: (view: View) => Expression<Label>;
  /** What a comparison with a limit reads instead: without a guard that only those need who look at it, as one against NaN. */
  readonly unguarded?: (view: View) => Expression<Label>;
  /** Of one thing over another the two: an alert compares them, and tells the first. */
  readonly sides?: readonly [Signal, Signal];
}

/** A signal whose query yields the labels that it names: those of its series, and of its type. */
export function signal<const Label extends string>(
  of: Signal<NoInfer<Label>> & { readonly labels: readonly Label[] },
): Signal<Label> {
  return of;
}

/** A rule that stores what a query says under a name of its own. */
export interface RecordingRule {
  /** `level:metric:operation`. */
  readonly record: Stored['record'];
  readonly labels?: Readonly<Record<string, string>>;
  readonly expression: (view: View) => Expression;
}

/** A measurement that is recorded: the rules that store it, and the signal that reads what they stored. */
export interface Recorded<Label extends string = never> extends Signal<Label>, Stored<Label> {
  readonly rules: readonly RecordingRule[];
}
