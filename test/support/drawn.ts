import fc from 'fast-check';

/** What draws one value again: of a seed, the one at a path. */
export interface DrawnAt {
  readonly seed: number;
  readonly path: string;
}

/** A value, and what draws it again. */
export interface Drawn<T> extends DrawnAt {
  readonly value: T;
}

/** So many values of a seed. */
export function drawn<T>(arbitrary: fc.Arbitrary<T>, seed: number, numRuns: number): readonly Drawn<T>[] {
  return fc.sample(arbitrary, { seed, numRuns }).map((value, index) => ({ value, seed, path: String(index) }));
}

/** The one value that was drawn there. Throws where nothing is. */
export function drawnAgain<T>(arbitrary: fc.Arbitrary<T>, at: DrawnAt): Drawn<T> {
  const [value] = fc.sample(arbitrary, { ...at, numRuns: 1 }).map((one) => ({ ...at, value: one }));
  if (value === undefined) throw new Error(`nothing is drawn at ${placeOf(at)}`);
  return value;
}

/** The same in words, as fast-check takes them. */
export function placeOf({ seed, path }: DrawnAt): string {
  return `seed ${seed}, path "${path}"`;
}
