import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import { type Counted, keyOf, picked, type Tally } from './tally.js';

/** From the scrape of one step to that of another. */
export interface Window {
  readonly first: number;
  readonly last: number;
  /** Steps of the range before its first sample, over which rate() extrapolates; none unless said. */
  readonly ahead?: number;
}

/** What must be found under a set of labels: this, or what lies between where Prometheus can not see all of it. */
export interface Expected {
  readonly labels: Labels;
  readonly value: number;
  /** What no scrape of the window shows: counted after a process' last scrape, or before the first of a series. */
  readonly unseen: number;
  /** What rate() may add where a series begins or ends within the window, which it extrapolates to both sides. */
  readonly added: number;
}

/** Beyond this many intervals rate() does not extrapolate a series to the end of the window (promql/functions.go). */
const EXTRAPOLATED_INTERVALS = 1.1;

/** What happened in a window, added up by these labels. Only what Prometheus has two samples of is there. */
export function happened(
  tally: Tally,
  measure: string,
  by: readonly string[],
  window: Window,
  only: (labels: Labels) => boolean,
): readonly Expected[] {
  return addedUp(
    tally.counted(measure).filter(({ labels }) => only(labels)),
    by,
    window,
  );
}

/** What was counted in a window, added up by these labels. What is borrowed is added where something else is there. */
export function addedUp(all: readonly Counted[], by: readonly string[], window: Window): readonly Expected[] {
  const groups = new Map<
    string,
    { readonly labels: Labels; value: number; unseen: number; added: number; seen: boolean }
  >();
  for (const series of seriesOf(all)) {
    const labels = picked(series[0].labels, by);
    const group = groups.get(keyOf(labels)) ?? { labels, value: 0, unseen: 0, added: 0, seen: false };
    groups.set(keyOf(labels), group);
    const part = partOf(series, window);
    group.value += part.value;
    group.unseen += part.unseen;
    group.added += part.added;
    group.seen ||= part.seen && series[0].borrowed === undefined;
  }
  return [...groups.values()].flatMap(({ seen, ...expected }) => (seen ? [expected] : []));
}

type OneSeries = readonly [Counted, ...Counted[]];

/** Processes that count under the same labels, one after the other, make one series. */
function seriesOf(all: readonly Counted[]): readonly OneSeries[] {
  const series = new Map<string, OneSeries>();
  for (const counted of all) {
    const key = keyOf(counted.labels);
    const known = series.get(key);
    series.set(key, known === undefined ? [counted] : [...known, counted]);
  }
  return [...series.values()];
}

function partOf(series: OneSeries, { first, last, ahead = 0 }: Window) {
  const samples = series.flatMap(({ process: { from, to }, born }) =>
    from === undefined || to === undefined ? [] : steps(Math.max(from, born, first), Math.min(to, last)),
  );
  const value = sum(series, (step) => step > first && step <= last);
  const [begin] = samples;
  const end = samples.at(-1);
  if (begin === undefined || end === undefined || samples.length < 2) {
    return { value, unseen: value, added: 0, seen: false };
  }
  const before = sum(series, (step) => step > first && step <= begin);
  const lost =
    sum(series, (step, { to = -1 }) => step > first && step <= last && step > to) + unnoticed(series, { first, last });
  const reaches = ((end - begin) / (samples.length - 1)) * EXTRAPOLATED_INTERVALS;
  const beyond = Math.min(reaches, begin - first + ahead) + Math.min(reaches, last - end);
  const grown = ((end - begin + beyond) / (end - begin)) * ((last - first) / (last - first + ahead));
  const increase = value - before - lost;
  const short = increase * (ahead - Math.min(ahead, toZero(series, { begin, end, first, increase })));
  const unseen = before + lost + short / (last - first + ahead);
  return { value, unseen, added: increase * Math.max(0, grown - 1), seen: true };
}

/**
 * Steps that rate() goes back before the first sample: no further than where the counter would have been zero, and less where the
 * series begins within the window (promql/functions.go).
 */
function toZero(
  series: OneSeries,
  { begin, end, first, increase }: { begin: number; end: number; first: number; increase: number },
): number {
  if (begin > first || increase === 0) return 0;
  const shown = series.find(({ process: { from = begin, to = begin } }) => from <= begin && begin <= to);
  return shown === undefined ? 0 : ((end - begin) * upTo(shown.steps, begin)) / increase;
}

/** What a restart takes from a rate where the new process shows no less than the old one: no reset is to be seen. */
function unnoticed(series: OneSeries, { first, last }: Window): number {
  return series.slice(1).reduce((total, next, index) => {
    const { steps: amounts, process } = series[index] ?? next;
    const to = process.to;
    if (next.process.from === undefined || to === undefined) return total;
    const from = Math.max(next.process.from, next.born);
    if (to < first || from > last) return total;
    const before = upTo(amounts, to);
    return total + (upTo(next.steps, from) >= before ? before : 0);
  }, 0);
}

function upTo(amounts: ReadonlyMap<number, number>, until: number): number {
  return [...amounts].reduce((total, [step, amount]) => total + (step <= until ? amount : 0), 0);
}

function sum(series: OneSeries, counts: (step: number, process: Counted['process']) => boolean): number {
  let total = 0;
  for (const { steps: amounts, process } of series) {
    for (const [step, amount] of amounts) if (counts(step, process)) total += amount;
  }
  return total;
}

function steps(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
