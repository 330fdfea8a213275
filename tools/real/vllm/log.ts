import type { Asked } from './client.js';

/** What the log of clients that stay says that vLLM must have counted. */
export interface Logged {
  /** Answers that were finished; each of `n` is one. */
  readonly finished: number;
  /** A prompt is counted for each of its answers. */
  readonly promptTokens: number;
  readonly generatedTokens: number;
  /** Seconds, of those that had an answer. */
  readonly latencies: readonly number[];
  /** Seconds, of streams. */
  readonly firstTokenSeconds: readonly number[];
}

/** Sums up a log. */
export function logged(log: readonly Asked[]): Logged {
  const answered = log.filter(({ outcome }) => outcome === 'answered');
  const samples = ({ ask }: Asked) => ask.samples ?? 1;
  const sum = (of: readonly Asked[], value: (asked: Asked) => number) =>
    of.reduce((total, asked) => total + value(asked), 0);
  return {
    finished: sum(answered, samples),
    promptTokens: sum(answered, (asked) => asked.ask.promptTokens * samples(asked)),
    generatedTokens: sum(answered, ({ generatedTokens }) => generatedTokens),
    latencies: answered.flatMap((asked) => Array.from({ length: samples(asked) }, () => asked.seconds)),
    firstTokenSeconds: answered.flatMap(({ firstTokenSeconds }) => firstTokenSeconds ?? []),
  };
}

/** The value that so many percent of these are at most. Throws where there is none. */
export function percentileOf(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new Error('there must be values to take a percentile of');
  return value;
}

/** How many buckets of a grid lie between two values. */
export function bucketsApart(bounds: readonly number[], one: number, other: number): number {
  const bucket = (value: number) => bounds.filter((bound) => bound < value).length;
  return Math.abs(bucket(one) - bucket(other));
}
