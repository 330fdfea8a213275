import type { Evidence } from './play.js';
import { STEP_SECONDS } from './play.js';
import type { RecordedHistory } from './recorded-history.js';

/** Prometheus shows the last value of a series for five minutes unless it was marked stale, which a file can not say. */
const LINGERS_STEPS = 300 / STEP_SECONDS;

/** The scrapes at which no series of these names ended within the five minutes before. */
export function settledSteps(
  { scrapes, epochSeconds, lastStep }: Evidence,
  { recorded }: RecordedHistory,
  names: readonly string[],
): ReadonlySet<number> {
  const ends = new Set<number>();
  for (const { series, stretches } of scrapes.series()) {
    if (!names.includes(series.labels['__name__'] ?? '')) continue;
    for (const { start, values } of stretches) ends.add(start + values.length);
  }
  for (const name of names) {
    for (const { values } of recorded(name)) {
      const steps = values.map(([time]) => Math.round((time - epochSeconds) / STEP_SECONDS));
      for (const [index, step] of steps.entries()) if (steps[index + 1] !== step + 1) ends.add(step + 1);
    }
  }
  const settled = (step: number) => [...ends].every((end) => step < end || step >= end + LINGERS_STEPS);
  return new Set(Array.from({ length: lastStep + 1 }, (_, step) => step).filter(settled));
}
