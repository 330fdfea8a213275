import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';

/** A process as Prometheus sees it: the steps of its first and last successful scrape, undefined before the first. */
export interface Scraped {
  from: number | undefined;
  to: number | undefined;
}

/** What was counted under one set of labels by one process, by the step of the scrape that could first show it. */
export interface Counted {
  readonly labels: Labels;
  readonly process: Scraped;
  /** From this step on there is such a series. */
  readonly born: number;
  readonly steps: Map<number, number>;
  /** Counted under labels that the process does not show itself. */
  readonly borrowed?: true;
}

/** Single values that were measured, so that a percentile can be exact. */
export interface Measured {
  readonly labels: Labels;
  readonly values: { readonly step: number; readonly value: number; readonly times: number }[];
}

/** Everything that happened, counted by what it was, and how far the scrapes have come. */
export interface Tally {
  /** The step of the next scrape. */
  step: number;
  /** The same for the same measure, labels and process; a series is born when it is asked for, unless said otherwise. */
  readonly counter: (measure: string, labels: Labels, process: Scraped, born?: number) => { readonly add: Add };
  /** Feeds `<measure>_bucket` with `le` for each of these bounds, `<measure>_sum`, `<measure>_count`. */
  readonly histogram: (
    measure: string,
    labels: Labels,
    process: Scraped,
    bounds: readonly number[],
    born?: number,
  ) => Observing;
  readonly counted: (measure: string) => readonly Counted[];
  readonly measured: (measure: string) => readonly Measured[];
}

/** So much more; at the step of now unless another is said. */
type Add = (amount: number, step?: number) => void;

export interface Observing {
  readonly observe: (value: number, times?: number, step?: number) => void;
}

/** A tally of nothing, before the first scrape. */
export function createTally(): Tally {
  const counters = new Map<string, Map<string, { readonly counted: Counted; readonly add: Add }>>();
  const measured = new Map<string, Measured[]>();
  const processes = new Map<Scraped, number>();
  const numberOf = (process: Scraped) => {
    const number = processes.get(process) ?? processes.size;
    processes.set(process, number);
    return number;
  };
  const counter: Tally['counter'] = (measure, labels, process, born = tally.step) => {
    const known = counters.get(measure) ?? new Map();
    counters.set(measure, known);
    const key = `${numberOf(process)} ${keyOf(labels)}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const steps = new Map<number, number>();
    const add: Add = (amount, step = tally.step) => steps.set(step, (steps.get(step) ?? 0) + amount);
    const made = { counted: { labels, process, born, steps }, add };
    known.set(key, made);
    return made;
  };
  const tally: Tally = {
    step: 0,
    counter,
    histogram: (measure, labels, process, bounds, born = tally.step) => {
      const all = [...bounds, Number.POSITIVE_INFINITY];
      const buckets = all.map((bound) => counter(`${measure}_bucket`, { ...labels, le: String(bound) }, process, born));
      const sum = counter(`${measure}_sum`, labels, process, born);
      const count = counter(`${measure}_count`, labels, process, born);
      const own: Measured = { labels, values: [] };
      measured.set(measure, [...(measured.get(measure) ?? []), own]);
      return {
        observe: (value, times = 1, step = tally.step) => {
          for (const [index, bucket] of buckets.entries()) if (value <= (all[index] ?? 0)) bucket.add(times, step);
          sum.add(value * times, step);
          count.add(times, step);
          own.values.push({ step, value, times });
        },
      };
    },
    counted: (measure) => [...(counters.get(measure)?.values() ?? [])].map(({ counted }) => counted),
    measured: (measure) => measured.get(measure) ?? [],
  };
  return tally;
}

/** Labels as a text that is the same whatever their order. */
export function keyOf(labels: Labels): string {
  return Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}="${value}"`)
    .join(',');
}

/** These labels only; one that is missing is left out. */
export function picked(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = labels[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}
