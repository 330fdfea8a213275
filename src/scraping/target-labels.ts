/** What the Prometheus Operator puts on every target that is a pod; `endpoint` only with a named port. */
export const ON_POD = ['namespace', 'pod', 'container', 'job', 'instance'] as const;
/** The same of targets that are found through a Service. */
export const ON_SERVICE = [...ON_POD, 'service', 'endpoint'] as const;

/** Labels without some of them. */
export function without(labels: readonly string[], ...dropped: readonly string[]): readonly string[] {
  return labels.filter((label) => !dropped.includes(label));
}
