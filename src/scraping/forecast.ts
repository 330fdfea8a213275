import type { Sizing } from '../config/sizing.js';
import { SURFACES, type SurfaceName } from '../config/surfaces.js';
import { type FromFile, foundAt, placeOf } from '../files/written.js';
import type { Problem } from '../lib/problem.js';
import { catalogue } from '../metrics/catalogue.js';
import { type Component, componentGenerations } from '../metrics/components.js';
import type { Metric } from '../metrics/metric.js';
import { predictedSeries } from '../metrics/prediction.js';
import type { ScrapeSettings } from './settings.js';
import { metricsOf } from './surface-metrics.js';
import { surfaces } from './surfaces/index.js';

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
export function forecast(settings: ScrapeSettings): readonly Forecast[] {
  return SURFACES.filter((surface) => settings.surfaces[surface].enabled).flatMap((surface) =>
    forecastOf(surface, settings),
  );
}

/** The forecast of one surface, whether or not it is enabled. */
export function forecastOf(surface: SurfaceName, settings: ScrapeSettings): readonly Forecast[] {
  const { sizing } = settings;
  return surfaces[surface].exporters(settings).flatMap((components) => rows(surface, components, { settings, sizing }));
}

/** An install of which any other shows at least as much. */
const SMALLEST: Sizing = {
  maxModelLength: 1,
  enginesPerReplica: 1,
  ranksPerReplica: 1,
  workersPerRouter: 1,
  users: 1,
  modelsPerUser: 1,
  limitedUsers: 1,
  statusesPerUser: 1,
  endpoints: 1,
  applications: 1,
};
/** What shows a series only once there is something to count in it: recorded pages of these have a tenth of what is predicted. */
const BY_AND_BY: readonly Component[] = ['sglangRouter', 'dynamo'];

/**
 * What the targets of a surface show and keep at least, whatever version of their exporter they have and however small the install is, a row
 * for each exporter of which that can be said.
 */
export function leastOf(surface: SurfaceName, settings: ScrapeSettings): readonly Forecast[] {
  return surfaces[surface]
    .exporters(settings)
    .filter((components) => !components.some((one) => BY_AND_BY.includes(one)))
    .flatMap((components) => {
      const all = rows(surface, components, { settings, sizing: SMALLEST });
      const least = (count: 'exposed' | 'kept') => Math.min(...all.map((row) => row[count]));
      return all.slice(0, 1).map((row) => ({ ...row, exposed: least('exposed'), kept: least('kept') }));
    });
}

/** The same of one surface by itself. */
export function overBudgetAt(surface: SurfaceName, settings: ScrapeSettings & FromFile): readonly Problem[] {
  return settings.surfaces[surface].enabled ? overBudget(settings, forecastOf(surface, settings)) : [];
}

/** The surfaces whose prediction is above their budget, each with the generation that keeps most and what to do about it. */
export function overBudget(
  settings: ScrapeSettings & FromFile,
  all: readonly Forecast[] = forecast(settings),
): readonly Problem[] {
  return SURFACES.flatMap((surface) => mostKept(all.filter((row) => row.surface === surface)))
    .filter(({ kept, budget }) => kept > budget)
    .map(({ surface, exporter, generation, kept, budget }) => {
      const path = ['surfaces', surface, 'seriesBudget'];
      const message =
        `surfaces.${surface}.seriesBudget must not be below the ${kept} series that ${exporter} ${generation} keeps a ` +
        `target, got ${foundAt(settings, path, budget)}; raise it, shorten scrape.keep${settings.metrics.length === 0 ? '' : ' or metrics'}, or correct sizing`;
      return { ...placeOf(settings, path, ['scrape', 'keep'], ['sizing']), message };
    });
}

function mostKept(forecasts: readonly Forecast[]): readonly Forecast[] {
  return forecasts.toSorted((a, b) => b.kept - a.kept).slice(0, 1);
}

function rows(
  surface: SurfaceName,
  components: readonly Component[],
  { settings, sizing }: { readonly settings: ScrapeSettings; readonly sizing: Sizing },
): readonly Forecast[] {
  const here = ({ component }: Metric) => components.includes(component);
  const kept = metricsOf(surface, settings).filter(here);
  // What is kept though the catalogue does not know it is shown, too.
  const shown = [...new Set([...catalogue.filter(here), ...kept])];
  const generations = new Set(components.flatMap((component) => componentGenerations[component]));
  return [...generations].map((generation) => {
    const target = { generation, sizing, features: surfaces[surface].features ?? [] };
    return {
      surface,
      exporter: components.join('+'),
      generation,
      exposed: predictedSeries(shown, target),
      kept: predictedSeries(kept, target),
      budget: settings.surfaces[surface].seriesBudget,
    };
  });
}
