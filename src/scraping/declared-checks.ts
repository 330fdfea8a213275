import type { OwnMetric } from '../config/own-metrics.js';
import { SURFACES, type SurfaceName } from '../config/surfaces.js';
import { type FromFile, placeOf } from '../files/written.js';
import type { Problem } from '../lib/problem.js';
import { passedLabels } from './passed-checks.js';
import type { ScrapeSettings } from './settings.js';
import { surfaces } from './surfaces/index.js';

type Checked = ScrapeSettings & FromFile;

/** What is wrong with metrics that an environment declares, beside what is scraped there. */
export function wronglyDeclared(settings: Checked): readonly Problem[] {
  return settings.metrics.flatMap((_, index) => wronglyDeclaredMetric(settings, index));
}

/** The same of one of them, whatever the others are. */
export function wronglyDeclaredMetric(settings: Checked, index: number): readonly Problem[] {
  const metric = settings.metrics[index];
  if (metric === undefined || metric.exporter === 'others') return [];
  const shown = surfacesShowing(metric, settings);
  if (shown.length === 0) {
    const message = `metrics[${index}].exporter must be an exporter of an enabled surface and runtime, or others, got "${metric.exporter}"`;
    return [{ ...placeOf(settings, ['metrics', index, 'exporter']), message }];
  }
  const given = new Set(shown.flatMap((surface) => labelsGiven(surface, settings)));
  return [...unkeptTwice(settings, metric, index), ...takenLabels(settings, index, given)];
}

/** The enabled surfaces at which the exporter of a metric answers. */
export function surfacesShowing({ exporter }: OwnMetric, settings: ScrapeSettings): readonly SurfaceName[] {
  return SURFACES.filter(
    (surface) =>
      settings.surfaces[surface].enabled &&
      surfaces[surface]
        .exporters(settings)
        .flat()
        .some((one) => one === exporter),
  );
}

/** The labels that a monitor gives every series of a surface beside the exporter's own. */
export function labelsGiven(surface: SurfaceName, settings: ScrapeSettings): readonly string[] {
  return [...surfaces[surface].targetLabels, ...passedLabels(surface, settings)];
}

/** As an exporter exposes them, they are stored under other names. */
function takenLabels(settings: Checked, index: number, given: ReadonlySet<string>): readonly Problem[] {
  return Object.keys(settings.metrics[index]?.labels ?? {})
    .filter((label) => given.has(label))
    .map((label) => ({
      ...placeOf(settings, ['metrics', index, 'labels', label]),
      message:
        `metrics[${index}].labels must not have ${label}, which the monitor gives every series: leave it out, or write ` +
        `exported_${label} if the exporter has a label of that name, too`,
    }));
}

/** A metric that is declared is known: kept as unlisted it would be counted again, as something else. */
function unkeptTwice(settings: Checked, { name }: OwnMetric, index: number): readonly Problem[] {
  return settings.scrape.keep.flatMap((entry, kept) => {
    if (typeof entry === 'string' || entry.unlisted !== name) return [];
    const message = `scrape.keep[${kept}].unlisted must not be declared by metrics[${index}], got "${name}"; leave it out of scrape.keep`;
    return [{ ...placeOf(settings, ['scrape', 'keep', kept, 'unlisted']), message }];
  });
}
