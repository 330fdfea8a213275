import type { Environment } from '../config/environment.js';
import { SURFACES, type SurfaceName } from '../config/surfaces.js';
import { writtenAt } from '../files/written.js';
import { catalogue } from '../metrics/catalogue.js';
import type { Metric } from '../metrics/metric.js';
import { isExposed } from '../metrics/prediction.js';
import type { ScrapeSettings } from './settings.js';
import { metricsOf } from './surface-metrics.js';
import { surfaces } from './surfaces/index.js';
import { without } from './target-labels.js';

/** The settings that are checked, and where they were read. */
type Checked = ScrapeSettings & Pick<Environment, 'file'>;

/** Why Prometheus would refuse a scrape of this environment for its labels, or lose one of them. */
export function wrongLabels(settings: Checked): readonly string[] {
  return [...limitTooLow(settings), ...clusterLabelTaken(settings)];
}

/** The labels of the widest series that an enabled surface keeps, its name included, and where that is. */
export function widestSeries(settings: ScrapeSettings) {
  const [widest = { surface: undefined, name: undefined, labels: [] }] = SURFACES.filter(
    (surface) => settings.surfaces[surface].enabled,
  )
    .flatMap((surface) =>
      keptThere(surface, settings).map((metric) => ({
        surface,
        name: metric.name,
        labels: seriesLabels(metric, surface, settings),
      })),
    )
    .sort((a, b) => b.labels.length - a.labels.length);
  return widest;
}

function limitTooLow(settings: Checked): readonly string[] {
  const { labelLimit } = settings.scrape;
  const { surface, name, labels } = widestSeries(settings);
  if (labels.length <= labelLimit) return [];
  return [
    `scrape.labelLimit must not be below the ${labels.length} labels that ${name} has on the surface ${surface}, ` +
      `got ${labelLimit} ${writtenAt(settings, ['scrape', 'labelLimit'])}`,
  ];
}

function clusterLabelTaken(settings: Checked): readonly string[] {
  const { cluster } = settings;
  const taker = catalogue.find(({ labels }) => Object.hasOwn(labels, cluster.label));
  if (taker === undefined) return [];
  const place = writtenAt(settings, ['cluster', 'label']);
  return [`cluster.label must not be a label of any metric, got "${cluster.label}", which ${taker.name} has ${place}`];
}

function keptThere(surface: SurfaceName, settings: ScrapeSettings): readonly Metric[] {
  const { features = [] } = surfaces[surface];
  const { sizing } = settings;
  return metricsOf(surface, settings).filter((metric) =>
    metric.generations.some((generation) => isExposed(metric, { generation, sizing, features })),
  );
}

/** Labels that appear only under conditions are counted: a scrape fails for a single series that has one too many. */
function seriesLabels(
  metric: Metric,
  surface: SurfaceName,
  { cluster }: Pick<Environment, 'cluster'>,
): readonly string[] {
  const { targetLabels, droppedLabels = [] } = surfaces[surface];
  const labels = new Set([
    '__name__',
    ...without(Object.keys(metric.labels), ...droppedLabels),
    ...targetLabels,
    ...(cluster.name === undefined ? [] : [cluster.label]),
    ...(metric.kind === 'histogram' ? ['le'] : []),
    ...(metric.kind === 'summary' && metric.quantiles > 0 ? ['quantile'] : []),
  ]);
  return [...labels].sort();
}
