import type { Environment } from '../config/environment.js';
import { type Matcher, regexLiteral } from '../promql/build.js';

/** Matches the namespaces of tenants that alerts are about; nothing where all of them are. */
export function namespaceMatchers({ alerts }: Pick<Environment, 'alerts'>): readonly Matcher[] {
  if (alerts.namespaces === 'all') return [];
  return [{ label: 'namespace', operator: '=~', value: [...alerts.namespaces].sort().map(regexLiteral).join('|') }];
}
