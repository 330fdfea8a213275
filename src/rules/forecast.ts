import type { Environment } from '../config/environment.js';
import { SURFACES, type SurfaceName } from '../config/surfaces.js';
import { writtenAt } from '../files/written.js';
import { catalogue } from '../metrics/catalogue.js';
import { type Component, componentGenerations } from '../metrics/components.js';
import type { Metric } from '../metrics/metric.js';
import { predictedSeries } from '../metrics/prediction.js';
import { exporters } from './exporters.js';
import { metricsOf } from './surface-metrics.js';

/** Series that one target of a surface is predicted to show and to keep, for one generation of its exporter. */
export interface Forecast {
  readonly surface: SurfaceName;
  /** The exporters on that target, joined by `+`. */
  readonly exporter: string;
  readonly generation: string;
  readonly exposed: number;
  readonly kept: number;
  readonly budget: number;
}

/** The forecast of every enabled surface, a row for each generation that may answer there. */
export function forecast(environment: Environment): readonly Forecast[] {
  return SURFACES.filter((surface) => environment.surfaces[surface].enabled).flatMap((surface) =>
    forecastOf(surface, environment),
  );
}

/** The forecast of one surface, whether or not it is enabled. */
export function forecastOf(surface: SurfaceName, environment: Environment): readonly Forecast[] {
  return exporters[surface].targets(environment).flatMap((components) => rows(environment, surface, components));
}

/** The surfaces whose prediction is above their budget, each with the generation that keeps most and what to do about it. */
export function overBudget(environment: Environment): readonly string[] {
  const all = forecast(environment);
  return SURFACES.flatMap((surface) => mostKept(all.filter((row) => row.surface === surface)))
    .filter(({ kept, budget }) => kept > budget)
    .map(
      ({ surface, exporter, generation, kept, budget }) =>
        `surfaces.${surface}.seriesBudget must not be below the ${kept} series that ${exporter} ${generation} keeps a ` +
        `target, got ${budget}; raise it, shorten scrape.keep, or correct sizing ${writtenAt(environment, ['surfaces', surface, 'seriesBudget'], ['scrape', 'keep'], ['sizing'])}`,
    );
}

function mostKept(forecasts: readonly Forecast[]): readonly Forecast[] {
  return forecasts.toSorted((a, b) => b.kept - a.kept).slice(0, 1);
}

function rows(environment: Environment, surface: SurfaceName, components: readonly Component[]): readonly Forecast[] {
  const { sizing, surfaces } = environment;
  const here = ({ component }: Metric) => components.includes(component);
  const kept = metricsOf(surface, environment).filter(here);
  // What is kept though the catalogue does not know it is shown, too.
  const shown = [...new Set([...catalogue.filter(here), ...kept])];
  const generations = new Set(components.flatMap((component) => componentGenerations[component]));
  return [...generations].map((generation) => {
    const target = { generation, sizing, features: exporters[surface].features };
    return {
      surface,
      exporter: components.join('+'),
      generation,
      exposed: predictedSeries(shown, target),
      kept: predictedSeries(kept, target),
      budget: surfaces[surface].seriesBudget,
    };
  });
}
