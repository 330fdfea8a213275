import type { Environment } from '../config/environment.js';
import type { SurfaceName } from '../config/surfaces.js';
import { catalogue } from '../metrics/catalogue.js';
import type { Component } from '../metrics/components.js';
import { tokenState } from '../metrics/custom-resources/readings.js';
import type { Metric } from '../metrics/metric.js';
import { surfaceExporters } from '../metrics/surface-exporters.js';
import { sources } from './sources.js';

const read: ReadonlySet<string> = new Set(Object.values(sources).flat());
const ofTokens: ReadonlySet<string> = new Set(tokenState.metrics.map(({ metric }) => metric.name));

/** The catalogue's metrics that a surface keeps: what signals read there and what the environment adds. */
export function keptMetrics(surface: SurfaceName, environment: Environment): readonly Metric[] {
  const components: readonly Component[] = surfaceExporters[surface].components(environment.runtimes);
  const withTokens = environment.surfaces.customResources.tokenLimits;
  return catalogue.filter(
    ({ name, component }) =>
      components.includes(component) &&
      (read.has(name) || environment.scrape.keep.includes(name)) &&
      (withTokens || !ofTokens.has(name)),
  );
}
