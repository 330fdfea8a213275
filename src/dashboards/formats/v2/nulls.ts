/** Below anything that is drawn, and an integer in every language. */
const LEAST = Number.MIN_SAFE_INTEGER;

/**
 * A dashboard as an object of Kubernetes can keep it. What is null within a list is lost there as soon as the list is patched (JSON Merge
 * Patch, by which `kubectl apply` and Argo CD change custom resources). Of a dashboard only the value of a first colour is null, which
 * means that it is worn from the least on.
 */
export function withoutNulls(value: unknown): unknown {
  if (value === null) return LEAST;
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutNulls(inner)]));
}
