import type { Expression, RecordedName } from '../promql/build.js';
import type { View } from './view.js';

/** How a value is to be read and printed. */
export type Unit =
  | 'requests'
  | 'requests/s'
  | 'tokens'
  | 'tokens/s'
  | 'seconds'
  | 'milliseconds'
  | 'ratio'
  | 'count'
  | 'count/s'
  | 'gigabytes/s'
  | 'samples'
  | 'bytes';

/** One measurement: what it means, and the one query that says it. */
export interface Signal {
  readonly title: string;
  readonly unit: Unit;
  /** What it says, which source it comes from and what that source misses. */
  readonly description: string;
  /** Labels of its series beside the cluster's. */
  readonly labels: readonly string[];
  readonly query: (view: View) => Expression;
  /** What a comparison with a limit reads instead: without a guard that only those need who look at it, as one against NaN. */
  readonly unguarded?: (view: View) => Expression;
  /** Of one thing over another the two: an alert compares them, and tells the first. */
  readonly sides?: readonly [Signal, Signal];
}

/** A rule that stores what a query says under a name of its own. */
export interface RecordingRule {
  /** `level:metric:operation`. */
  readonly record: RecordedName;
  readonly labels?: Readonly<Record<string, string>>;
  readonly expression: (view: View) => Expression;
}

/** A measurement that is recorded: the rules that store it, and the signal that reads what they stored. */
export interface Recorded extends Signal {
  readonly record: RecordedName;
  readonly rules: readonly RecordingRule[];
}
