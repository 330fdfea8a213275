import type { LoggedSeries, ScrapeLog, Stretch } from './scrape-log.js';
import { valueText } from './series.js';

/** A series as promtool's tests take it; its time 0 is the first scrape, its interval the step. */
export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

/** Below these lengths the shorthand is no shorter. */
const SHORTEST_CONSTANT = 3;
const SHORTEST_LINE = 4;

/** A run of values in promtool's notation, and how many it stands for. */
interface Run {
  readonly text: string;
  readonly length: number;
}

/** A log as `input_series`: `_` where a series is not there, `stale` where it ended, runs only where promtool computes exactly them. */
export function inputSeries(log: ScrapeLog): readonly InputSeries[] {
  const steps = log.steps();
  return log.series().map((logged) => ({ series: logged.series.text, values: valuesOf(logged, steps) }));
}

function valuesOf({ stretches }: LoggedSeries, steps: number): string {
  const words: string[] = [];
  let step = 0;
  for (const stretch of stretches) {
    if (stretch.start > step) words.push(blanks(stretch.start - step));
    words.push(...runsOf(stretch));
    step = stretch.start + stretch.values.length;
    if (step < steps) {
      words.push('stale');
      step += 1;
    }
  }
  return words.join(' ');
}

/** `_x3` is three, while `1x3` is four. */
function blanks(count: number): string {
  return count === 1 ? '_' : `_x${count}`;
}

function runsOf({ values }: Stretch): readonly string[] {
  const words: string[] = [];
  for (let index = 0; index < values.length; ) {
    const run = constant(values, index) ?? line(values, index) ?? { text: valueText(values[index] ?? 0), length: 1 };
    words.push(run.text);
    index += run.length;
  }
  return words;
}

function constant(values: readonly number[], start: number): Run | undefined {
  const first = values[start] ?? 0;
  let end = start + 1;
  while (end < values.length && Object.is(values[end], first)) end += 1;
  const length = end - start;
  return length < SHORTEST_CONSTANT ? undefined : { text: `${valueText(first)}x${length - 1}`, length };
}

/** promtool adds the increment again and again, so the sums are made as it makes them. */
function line(values: readonly number[], start: number): Run | undefined {
  const first = values[start] ?? 0;
  const increment = (values[start + 1] ?? 0) - first;
  let end = start + 1;
  for (let sum = first + increment; end < values.length && values[end] === sum; sum += increment) end += 1;
  const length = end - start;
  if (length < SHORTEST_LINE || !Number.isFinite(increment)) return undefined;
  return { text: `${first}${increment < 0 ? '' : '+'}${increment}x${length - 1}`, length };
}
