/** What null stands for by its key, as a number beyond anything that is drawn, and an integer in every language. */
const ENDLESS: Readonly<Record<string, number>> = {
  /** A colour that is worn from the least on. */
  value: Number.MIN_SAFE_INTEGER,
  /** A range without a lower end, and without an upper one. */
  from: Number.MIN_SAFE_INTEGER,
  to: Number.MAX_SAFE_INTEGER,
};

/**
 * A dashboard as an object of Kubernetes can keep it. What is null within a list is lost there as soon as the list is patched (JSON Merge
 * Patch, by which `kubectl apply` and Argo CD change custom resources). Throws where something else than an end of numbers is null.
 */
export function withoutNulls(value: unknown, key = ''): unknown {
  if (value === null) return endless(key);
  if (Array.isArray(value)) return value.map((one) => withoutNulls(one));
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutNulls(inner, name)]));
}

function endless(key: string): number {
  const end = ENDLESS[key];
  if (end === undefined) throw new Error(`"${key}" must not be null in an object, which would lose it`);
  return end;
}
