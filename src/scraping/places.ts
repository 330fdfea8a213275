import type { Environment } from '../config/environment.js';
import type { PlatformSurface } from '../config/surfaces.js';

/** The namespace that a part of the platform lives in: where its monitor looks for it, and alerts for its targets. */
export function namespaceOf(surface: PlatformSurface, { arks, gateway, monitoring }: Environment): string {
  const namespaces: Readonly<Record<PlatformSurface, string>> = {
    gateway: arks.namespace,
    envoy: gateway.envoyNamespace,
    operator: arks.namespace,
    customResources: monitoring.namespace,
  };
  return namespaces[surface];
}
