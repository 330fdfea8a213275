/** What this work yields, which is done at most once and not before somebody asks. Work that throws is done anew. */
export function once<Result>(work: () => Result): () => Result {
  let done: { readonly result: Result } | undefined;
  return () => {
    done ??= { result: work() };
    return done.result;
  };
}
