import { FLUX_ANNOTATION } from '../config/own-keys.js';

/**
 * Has Flux leave an object as it is where a Kustomization of Flux has variables (spec.postBuild). It would take Grafana's ${...}
 * for variables of its own, and half of each $$ away (fluxcd/pkg/kustomize 1.40.0, run).
 */
export const NOT_FOR_FLUX = { [FLUX_ANNOTATION]: 'disabled' } as const;
