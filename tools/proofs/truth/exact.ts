import type { Moment } from './row.js';
import { keyOf, picked } from './tally.js';
import type { happened } from './windows.js';

/** What adding up fractions may leave. */
export const ROUNDING = 1e-9;

/** Bounds of each label set, in order. */
export function gridsOf(
  parts: ReturnType<typeof happened>,
  by: readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const grids = new Map<string, number[]>();
  for (const { labels } of parts) {
    const key = keyOf(picked(labels, by));
    grids.set(
      key,
      [...(grids.get(key) ?? []), Number(labels['le'])].sort((a, b) => a - b),
    );
  }
  return grids;
}

/** The bucket that holds a value; what lies beyond the last bound reads as that bound (promql/quantile.go). */
export function bucketOf(bounds: readonly number[], value: number): readonly [number, number] {
  const finite = bounds.filter(Number.isFinite);
  const last = finite.at(-1) ?? 0;
  if (value > last) return [last, last];
  const high = finite.find((bound) => bound >= value) ?? last;
  return [finite[finite.indexOf(high) - 1] ?? 0, high];
}

/** What was measured in a window under these labels, in order. */
export function valuesOf(
  tally: Moment['evidence']['tally'],
  measure: string,
  { by, key, window }: { readonly by: readonly string[]; readonly key: string; readonly window: Moment['window'] },
): readonly { readonly value: number; readonly times: number }[] {
  return tally
    .measured(measure)
    .filter(({ labels }) => keyOf(picked(labels, by)) === key)
    .flatMap(({ values }) => values.filter(({ step }) => step > window.first && step <= window.last))
    .sort((a, b) => a.value - b.value);
}

/** The least value that this share of all values does not exceed. */
export function percentile(
  values: readonly { readonly value: number; readonly times: number }[],
  quantile: number,
): number | undefined {
  const rank = quantile * values.reduce((sum, { times }) => sum + times, 0);
  let counted = 0;
  for (const { value, times } of values) {
    counted += times;
    if (counted >= rank - ROUNDING) return value;
  }
  return values.at(-1)?.value;
}
