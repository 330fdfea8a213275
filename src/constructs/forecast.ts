import type { Environment } from '../config/environment.js';
import type { SurfaceName } from '../config/surfaces.js';
import { catalogue } from '../metrics/catalogue.js';
import { type Component, componentGenerations } from '../metrics/components.js';
import { predictedSeries } from '../metrics/prediction.js';
import { exporters } from './exporters.js';
import { metricsOf } from './surface.js';

/** Series that one target of a surface is predicted to show and to keep, for one generation of its exporter. */
export interface Forecast {
  readonly surface: SurfaceName;
  readonly component: Component;
  readonly generation: string;
  readonly exposed: number;
  readonly kept: number;
  readonly budget: number;
}

const SURFACES: readonly SurfaceName[] = [
  'runtime',
  'disaggregated',
  'router',
  'gateway',
  'envoy',
  'operator',
  'customResources',
];

/** The forecast of every enabled surface, a row for each generation that may answer there. */
export function forecast(environment: Environment): readonly Forecast[] {
  return SURFACES.filter((surface) => environment.surfaces[surface].enabled).flatMap((surface) =>
    exporters[surface].components(environment).flatMap((component) => rows(environment, surface, component)),
  );
}

/** The surfaces whose prediction is above their budget, each with what to do about it. */
export function overBudget(environment: Environment): readonly string[] {
  return forecast(environment)
    .filter(({ kept, budget }) => kept > budget)
    .map(
      ({ surface, component, generation, kept, budget }) =>
        `surfaces.${surface}.seriesBudget must not be below the ${kept} series that ${component} ${generation} keeps a ` +
        `target, got ${budget}; raise it, shorten scrape.keep, or correct sizing (${environment.file})`,
    );
}

function rows(environment: Environment, surface: SurfaceName, component: Component): readonly Forecast[] {
  const { sizing, surfaces } = environment;
  const kept = metricsOf(surface, environment).filter((metric) => metric.component === component);
  const known = catalogue.filter((metric) => metric.component === component);
  return componentGenerations[component].map((generation) => {
    const target = { generation, sizing, features: exporters[surface].features };
    return {
      surface,
      component,
      generation,
      exposed: predictedSeries(known, target),
      kept: predictedSeries(kept, target),
      budget: surfaces[surface].seriesBudget,
    };
  });
}
