import type { Environment } from '../config/environment.js';
import type { SurfaceName } from '../config/surfaces.js';
import type { Component } from '../metrics/components.js';
import type { Feature } from '../metrics/features.js';

/** Who answers on a surface, and what its being there says about how it was started. */
interface Exporters {
  readonly components: (environment: Environment) => readonly Component[];
  readonly features: readonly Feature[];
}

const only = (component: Component) => () => [component];

/** The exporters behind each surface. Arks disaggregates SGLang only; with any other runtime such an application fails. */
export const exporters: Readonly<Record<SurfaceName, Exporters>> = {
  runtime: { components: ({ runtimes }) => runtimes, features: [] },
  disaggregated: { components: only('sglang'), features: ['disaggregation'] },
  router: { components: only('sglangRouter'), features: [] },
  gateway: { components: only('gateway'), features: [] },
  envoy: { components: only('envoy'), features: [] },
  operator: { components: only('operator'), features: [] },
  customResources: {
    components: ({ surfaces }) =>
      surfaces.customResources.tokenLimits ? ['customResources', 'tokenLimits'] : ['customResources'],
    features: [],
  },
};
