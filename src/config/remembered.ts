/**
 * A function that does its work once for each thing it is asked about: environments share most of their expressions and other
 * texts, and making one takes longer than all else that is done with it. What throws is asked again.
 */
export function remembered<Key, Result>(work: (key: Key) => Result): (key: Key) => Result {
  const results = new Map<Key, { readonly result: Result }>();
  return (key) => {
    const known = results.get(key) ?? { result: work(key) };
    results.set(key, known);
    return known.result;
  };
}
