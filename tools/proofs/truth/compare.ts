import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import type { RangeSeries } from '@arks-monitoring/simulator/prometheus/answers.js';
import type { Moment, Row } from './row.js';
import { keyOf, picked } from './tally.js';
import type { Expected } from './windows.js';

/** What became of one row. */
export interface Verdict {
  readonly row: Omit<Row, 'expected'>;
  readonly comparisons: number;
  /** Whose engines these are of, where the labels say it. */
  readonly runtimes: ReadonlySet<string>;
  /** How many of these are of windows in which every scrape saw all that happened. */
  readonly undisturbed: number;
  /** The largest deviation in those, as a share of the truth. */
  readonly deviation: number;
  /** The least and the largest deviation where a series began, ended or restarted in the window; undefined without any. */
  readonly disturbed: readonly [number, number] | undefined;
  /** Of what is only told: what was found of all that is true. */
  readonly share: number;
  /** The first things that were wrong, in words. */
  readonly failures: readonly string[];
}

const ONE_PERCENT = 0.01;
/** What adding up fractions may leave. */
const ROUNDING = 1e-9;

/** A row whose truth is worked out of what is known at such a moment. */
type RowAt<At> = Omit<Row, 'expected'> & { readonly expected: (moment: At) => readonly Expected[] };

/** Found values by step, under the labels that are compared. */
export type FoundAt = (step: number) => ReadonlyMap<string, number>;

/** Holds a row against what was found at these moments. Throws where two series of an answer have the same labels. */
export function judge<At extends Pick<Moment, 'step'>>(
  row: RowAt<At>,
  moments: readonly At[],
  found: FoundAt,
): Verdict {
  const failures: string[] = [];
  const runtimes = new Set<string>();
  let comparisons = 0;
  let undisturbed = 0;
  let deviation = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let allFound = 0;
  let allTrue = 0;
  for (const moment of moments) {
    const there = new Map(found(moment.step));
    const fail = (key: string, what: string) => failures.push(`${row.name}{${key}} at step ${moment.step}: ${what}`);
    const expected = row.expected(moment).filter(({ labels }) => row.only?.(labels) ?? true);
    for (const { labels, value, unseen, added } of expected) {
      const key = keyOf(labels);
      const one = there.get(key);
      there.delete(key);
      allTrue += value;
      if (one === undefined) {
        if (row.judgement !== 'told') fail(key, `missing, expected ${value}`);
        continue;
      }
      comparisons += 1;
      if (labels['runtime'] !== undefined) runtimes.add(labels['runtime']);
      allFound += one;
      const off =
        value === 0 ? (Math.abs(one) < ROUNDING ? 0 : Number.POSITIVE_INFINITY) : (one - value) / Math.abs(value);
      if (unseen < ROUNDING && added < ROUNDING) {
        undisturbed += 1;
        deviation = Math.max(deviation, Math.abs(off));
      } else {
        least = Math.min(least, off);
        most = Math.max(most, off);
      }
      const margin = Math.abs(value) * (row.judgement === 'exact' ? 0 : ONE_PERCENT) + ROUNDING;
      if (row.judgement !== 'told' && (one < value - unseen - margin || one > value + added + margin)) {
        fail(key, `${one} instead of ${value} (unseen ${unseen}, added ${added})`);
      }
    }
    if (row.judgement !== 'told') for (const [key, value] of there) fail(key, `surplus ${value}`);
  }
  if (comparisons === 0 && row.silent === undefined) failures.push(`${row.name}: nothing to compare`);
  return {
    row,
    comparisons,
    runtimes,
    undisturbed,
    deviation,
    disturbed: least > most ? undefined : [least, most],
    share: allTrue === 0 ? 0 : allFound / allTrue,
    failures,
  };
}

/** An answer by step and by these labels, for the series that a row is about. */
export function foundBy(
  series: readonly RangeSeries[],
  {
    by,
    only = () => true,
    stepOf,
  }: { readonly by: readonly string[]; readonly only?: Row['only']; readonly stepOf: (time: number) => number },
): FoundAt {
  const steps = new Map<number, Map<string, number>>();
  for (const { metric, values } of series) {
    const labels = withBound(picked(metric, by));
    if (!only(labels)) continue;
    const key = keyOf(labels);
    for (const [time, value] of values) {
      const step = stepOf(time);
      const there = steps.get(step) ?? new Map<string, number>();
      steps.set(step, there);
      if (there.has(key)) throw new Error(`two series are alike in ${by.join(', ')}: ${key}`);
      there.set(key, value);
    }
  }
  const none = new Map<string, number>();
  return (step) => steps.get(step) ?? none;
}

/** Bounds as numbers: exporters and Prometheus 3 spell them differently. */
function withBound(labels: Labels): Labels {
  const { le } = labels;
  return le === undefined ? labels : { ...labels, le: le === '+Inf' ? 'Infinity' : String(Number(le)) };
}
