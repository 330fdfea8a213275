import type { Histogram } from '../exposition/instruments.js';

/** Observes the seconds between two moments of a request; nothing where one of them never came. */
export function observeBetween(histogram: Histogram, from: number | undefined, to: number | undefined): void {
  if (from !== undefined && to !== undefined) histogram.observe(to - from);
}
