import type { Runtime } from '../config/environment.js';
import type { SurfaceName } from '../config/surfaces.js';
import type { Component } from './components.js';
import type { Feature } from './features.js';

/** Who answers on a surface, and what its being there says about how it was started. */
interface Exporters {
  readonly components: (runtimes: readonly Runtime[]) => readonly Component[];
  readonly features: readonly Feature[];
}

const only = (component: Component) => () => [component];

/** The exporters behind each surface. Arks disaggregates SGLang only; any other runtime there fails. */
export const surfaceExporters: Readonly<Record<SurfaceName, Exporters>> = {
  runtime: { components: (runtimes) => runtimes, features: [] },
  disaggregated: {
    components: (runtimes) => runtimes.filter((runtime) => runtime === 'sglang'),
    features: ['disaggregation'],
  },
  router: { components: only('sglangRouter'), features: [] },
  gateway: { components: only('gateway'), features: [] },
  envoy: { components: only('envoy'), features: [] },
  operator: { components: only('operator'), features: [] },
  customResources: { components: only('customResources'), features: [] },
};
