/** An environment asks about some 700 expressions, with 500 objectives about 15,000; so many, taken apart, are about 100 MB. */
const MOST = 20_000;

/**
 * A function that does its work once for each thing it is asked about: environments share most of their expressions and other
 * texts, and making one takes longer than all else that is done with it. What throws is asked again, and so is what more than
 * `most` others came after: a process that reads thousands of environments must not keep them all.
 */
export function memoize<Key, Result>(work: (key: Key) => Result, most = MOST): (key: Key) => Result {
  const results = new Map<Key, { readonly result: Result }>();
  return (key) => {
    const before = results.get(key);
    if (before !== undefined) return before.result;
    const known = { result: work(key) };
    results.set(key, known);
    // A Map lists what came first first.
    const [oldest] = results.size > most ? results.keys() : [];
    if (oldest !== undefined) results.delete(oldest);
    return known.result;
  };
}
