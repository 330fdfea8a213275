import type { Environment } from '../config/environment.js';
import { DISAGGREGATED, type RuntimeName, STARTED_BY_ARKS } from '../config/runtimes.js';
import type { SurfaceName } from '../config/surfaces.js';
import type { Component } from '../metrics/components.js';
import type { Feature } from '../metrics/features.js';

/** Who may answer on a surface, and what its being there says about how it was started. */
interface Exporters {
  /** One target is one of these; what stands together in one comes from the same target. */
  readonly targets: (environment: Environment) => readonly (readonly Component[])[];
  readonly features: readonly Feature[];
}

const only = (component: Component) => () => [[component]];
const OF_TWO_ROLES = DISAGGREGATED.map((name) => [name]);

const runtimesOf =
  (belongs: (runtime: RuntimeName) => boolean): Exporters['targets'] =>
  ({ runtimes }) =>
    runtimes.filter(belongs).map((runtime) => [runtime]);

/** The exporters behind each surface. Of the runtimes Arks disaggregates only some; with any other such an application fails. */
export const exporters: Readonly<Record<SurfaceName, Exporters>> = {
  runtime: { targets: runtimesOf((runtime) => STARTED_BY_ARKS.includes(runtime)), features: [] },
  // Without statistics of its iterations little is seen of it, and docs/surfaces.md asks for them.
  unmanagedRuntime: {
    targets: runtimesOf((runtime) => !STARTED_BY_ARKS.includes(runtime)),
    features: ['iteration-statistics'],
  },
  disaggregated: { targets: () => OF_TWO_ROLES, features: ['disaggregation'] },
  router: { targets: only('sglangRouter'), features: [] },
  gateway: { targets: only('gateway'), features: [] },
  envoy: { targets: only('envoy'), features: [] },
  operator: { targets: only('operator'), features: [] },
  customResources: {
    targets: ({ surfaces }) => [
      surfaces.customResources.tokenLimits ? ['customResources', 'tokenLimits'] : ['customResources'],
    ],
    features: [],
  },
};
