import type { Environment } from '../config/environment.js';
import { type Matcher, oneOf } from '../promql/build.js';

/** Matches the namespaces of tenants that alerts are about, and these; nothing where all of them are. */
export function namespaceMatchers(
  { alerts }: Pick<Environment, 'alerts'>,
  others: readonly string[] = [],
): readonly Matcher[] {
  if (alerts.namespaces === 'all') return [];
  return [oneOf('namespace', [...new Set([...alerts.namespaces, ...others])].toSorted())];
}
