import type { Environment } from './environment.js';

/**
 * The name of an object beside which another install may have one: of the whole cluster, or of a namespace that is not its own.
 * What is before the dot says what it is; a namespace has none.
 */
export function nameOfInstall(name: string, { monitoring: { namespace } }: Pick<Environment, 'monitoring'>): string {
  return `${name}.${namespace}`;
}

/** The name of an object in a namespace: as it is in that of this install, which has it alone. */
export function nameWithin(namespace: string, name: string, settings: Pick<Environment, 'monitoring'>): string {
  return namespace === settings.monitoring.namespace ? name : nameOfInstall(name, settings);
}
