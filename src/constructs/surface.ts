import type { Environment } from '../config/environment.js';
import { SURFACES, type SurfaceName } from '../config/surfaces.js';
import type { Metric } from '../metrics/metric.js';
import { keptMetrics } from '../signals/kept-metrics.js';
import { exporters } from './exporters.js';

/** What every surface's construct takes. */
export interface SurfaceProps {
  readonly environment: Environment;
}

/** The metrics that a surface keeps in this environment: what signals read there and what `scrape.keep` adds. */
export function metricsOf(surface: SurfaceName, environment: Environment): readonly Metric[] {
  return keptMetrics(exporters[surface].targets(environment).flat(), environment.scrape.keep);
}

/** Names under `scrape.keep` that no enabled surface exposes. */
export function keptNowhere(environment: Environment): readonly string[] {
  const { scrape, surfaces } = environment;
  const exposed = SURFACES.filter((surface) => surfaces[surface].enabled).flatMap((surface) =>
    metricsOf(surface, environment),
  );
  return scrape.keep.filter((name) => !exposed.some((metric) => metric.name === name));
}
