import type { PlatformSurface } from '../config/surfaces.js';
import type { Matcher } from '../promql/build.js';
import type { AlertContext } from './alert-context.js';

/** A job is the name of a Service or a monitor, which anybody may give to one of his own: it counts in this namespace only. */
export function ownNamespace({ namespaceOf }: AlertContext, surface: PlatformSurface): Matcher {
  return { label: 'namespace', operator: '=', value: namespaceOf(surface) };
}
