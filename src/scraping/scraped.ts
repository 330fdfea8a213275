import { SURFACES, type SurfaceName } from '../config/surfaces.js';
import type { Metric } from '../metrics/metric.js';
import type { Matcher } from '../promql/build.js';
import { type Forecast, forecastOf } from './forecast.js';
import { jobMatcher, jobOf } from './jobs.js';
import { sampleBudgetOf, sampleLimitOf } from './sample-limits.js';
import type { ScrapeSettings } from './settings.js';
import { metricsOf } from './surface-metrics.js';

/** One surface as it is scraped in an environment. */
export interface ScrapedSurface {
  readonly name: SurfaceName;
  /** The value of `job` on its targets; of one with a Service for each application a regex. */
  readonly job: string;
  /** Matches its targets by that. */
  readonly targets: Matcher;
  readonly kept: readonly Metric[];
  /** What a target is predicted to show and to keep, a row for each generation that may answer. */
  readonly forecasts: readonly Forecast[];
  /** Most samples of one scrape that Prometheus accepts. */
  readonly sampleLimit: number;
  /** Most samples of one scrape that are in order. */
  readonly sampleBudget: number;
}

/** What follows from the row of one surface in these settings, whether or not it is enabled. */
export function scrapedSurface(name: SurfaceName, settings: ScrapeSettings): ScrapedSurface {
  return {
    name,
    job: jobOf(name, settings),
    targets: jobMatcher([name], settings),
    kept: metricsOf(name, settings),
    forecasts: forecastOf(name, settings),
    sampleLimit: sampleLimitOf(settings, name),
    sampleBudget: sampleBudgetOf(settings, name),
  };
}

/** The first step of a plan: what is scraped, a row for each surface that is enabled. */
export function scrapedOf(settings: ScrapeSettings): readonly ScrapedSurface[] {
  return SURFACES.filter((name) => settings.surfaces[name].enabled).map((name) => scrapedSurface(name, settings));
}
