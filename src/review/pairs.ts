/** Things before and after, paired. */
export interface Paired<Thing> {
  readonly pairs: readonly { readonly from: Thing; readonly to: Thing }[];
  readonly gone: readonly Thing[];
  readonly fresh: readonly Thing[];
}

/** Whether two things are the same one. */
export type IsSame<Thing> = (before: Thing, after: Thing) => boolean;

/**
 * Pairs things before with things after, each with one at most: by the first test as many as it pairs, then what is left by the
 * next, so that a rename never takes what stays as it is. Pairs are in the order of the tests, then of the things before.
 */
export function paired<Thing>(
  before: readonly Thing[],
  after: readonly Thing[],
  tests: readonly IsSame<Thing>[],
): Paired<Thing> {
  const pairs: { readonly from: Thing; readonly to: Thing }[] = [];
  let gone = [...before];
  const fresh = [...after];
  for (const isSame of tests) {
    gone = gone.filter((from) => {
      const index = fresh.findIndex((to) => isSame(from, to));
      pairs.push(...fresh.splice(index, index < 0 ? 0 : 1).map((to) => ({ from, to })));
      return index < 0;
    });
  }
  return { pairs, gone, fresh };
}
