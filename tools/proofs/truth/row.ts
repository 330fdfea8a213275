import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import type { Evidence } from './play.js';
import { STEP_SECONDS } from './play.js';
import { keyOf, picked } from './tally.js';
import { type Expected, happened, type Window } from './windows.js';

/** The truth at a scrape, and over the window that a rate of five minutes sees there. */
export interface Moment {
  readonly evidence: Evidence;
  readonly step: number;
  readonly window: Window;
  /** What a rate of the same signal sees at another scrape. */
  readonly before: (step: number) => Moment;
}

/**
 * How a number is held against the truth: an amount or a ratio within 1 %, a value to the last digit, and what its source can
 * not know, where only by how much it is wrong is told.
 */
export type Judgement = 'within 1 %' | 'exact' | 'told';

/** Where the truth about one record or signal comes from. */
export interface Row {
  /** Name of the record, or title of the signal. */
  readonly name: string;
  readonly judgement: Judgement;
  /** The truth in words. */
  readonly against: string;
  readonly expected: (moment: Moment) => readonly Expected[];
  /** Labels that the two are compared by; those of the signal unless said. */
  readonly by?: readonly string[];
  /** Series that this row is about, where another row is about the rest. */
  readonly only?: (labels: Labels) => boolean;
  /** Reads values of a moment, which linger for five minutes here once their series ended. */
  readonly instant?: true;
  /** Why nothing may be found throughout, where that is the truth. */
  readonly silent?: string;
}

/** A record or signal of which the simulator knows no truth, and why. */
export interface Untold {
  readonly name: string;
  readonly why: string;
}

/** Something known to the last digit. */
export function known(labels: Labels, value: number): Expected {
  return { labels, value, unseen: 0, added: 0 };
}

export function perSecond(expected: readonly Expected[], { window }: Moment): readonly Expected[] {
  const seconds = (window.last - window.first) * STEP_SECONDS;
  return expected.map(({ labels, value, unseen, added }) => ({
    labels,
    value: value / seconds,
    unseen: unseen / seconds,
    added: added / seconds,
  }));
}

/** Events of the model or of the request log, per second. */
export function rated(measure: string, by: readonly string[], only: (labels: Labels) => boolean = () => true) {
  return (moment: Moment): readonly Expected[] =>
    perSecond(happened(moment.evidence.tally, measure, by, moment.window, only), moment);
}

/** Values noted at the scrape, reduced by these labels. */
export function noted(what: string, by: readonly string[], reduce: (values: readonly number[]) => number = total) {
  return ({ evidence, step }: Moment): readonly Expected[] => {
    const groups = new Map<string, { readonly labels: Labels; readonly values: number[] }>();
    for (const { labels, value } of evidence.notes.at(what, step)) {
      const own = picked(labels, by);
      const group = groups.get(keyOf(own)) ?? { labels: own, values: [] };
      groups.set(keyOf(own), group);
      group.values.push(value);
    }
    return [...groups.values()].map(({ labels, values }) => known(labels, reduce(values)));
  };
}

/** One divided by the other where the other is above 0; the least and the most that it may be follow from both. */
export function divided(
  above: (moment: Moment) => readonly Expected[],
  below: (moment: Moment) => readonly Expected[],
) {
  return (moment: Moment): readonly Expected[] => {
    const tops = new Map(above(moment).map((one) => [keyOf(one.labels), one]));
    return below(moment).flatMap((bottom) => {
      const top = tops.get(keyOf(bottom.labels));
      if (top === undefined || bottom.value <= 0) return [];
      const value = top.value / bottom.value;
      const least = (top.value - top.unseen) / (bottom.value + bottom.added);
      const most = (top.value + top.added) / Math.max(bottom.value - bottom.unseen, Number.EPSILON);
      return [{ labels: bottom.labels, value, unseen: value - least, added: most - value }];
    });
  };
}

/** The first with what the second has under the same labels added. */
export function summed(one: readonly Expected[], other: readonly Expected[]): readonly Expected[] {
  const others = new Map(other.map((expected) => [keyOf(expected.labels), expected]));
  return one.map(({ labels, value, unseen, added }) => {
    const more = others.get(keyOf(labels)) ?? known(labels, 0);
    return { labels, value: value + more.value, unseen: unseen + more.unseen, added: added + more.added };
  });
}

/** The mean of what was recorded at every scrape so far, at most so many minutes back. */
export function averaged(expected: (moment: Moment) => readonly Expected[]) {
  return (moment: Moment): readonly Expected[] => {
    const sums = new Map<string, Expected & { readonly count: number }>();
    for (let step = 1; step <= moment.step; step += 1) {
      for (const one of expected(moment.before(step))) {
        const sum = sums.get(keyOf(one.labels)) ?? { ...known(one.labels, 0), count: 0 };
        sums.set(keyOf(one.labels), {
          labels: one.labels,
          value: sum.value + one.value,
          unseen: sum.unseen + one.unseen,
          added: sum.added + one.added,
          count: sum.count + 1,
        });
      }
    }
    return [...sums.values()].map(({ labels, value, unseen, added, count }) => ({
      labels,
      value: value / count,
      unseen: unseen / count,
      added: added / count,
    }));
  };
}

export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
export const mean = (values: readonly number[]): number => total(values) / values.length;
export const greatest = (values: readonly number[]): number => Math.max(...values);
